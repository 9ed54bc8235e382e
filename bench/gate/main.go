// Command gate holds field tests that are invented, and asks the decision gate itself about each of them after every day: how often it opens for a model that is useless, and
// how soon for one that is not, beside a test of a fixed sample at the same level.
//
//	go run ./bench/gate                    # 10,000 field tests for each line
//	go run ./bench/gate -tests 500 -seed 7
//
// It prints Markdown.
package main

import (
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"text/tabwriter"
)

func main() {
	log.SetFlags(0)
	tests, seed := flag.Int("tests", 10_000, "field tests for each line"), flag.Uint64("seed", 1, "of chance")
	flag.Parse()
	for _, part := range []struct {
		head string
		rows []scene
	}{
		{"Useless models: how often the gate opens", useless()},
		{"Models that find more: how often it opens, and when", useful()},
	} {
		fmt.Printf("\n%s (%d field tests a line, seed %d):\n\n", part.head, *tests, *seed)
		out := tabwriter.NewWriter(os.Stdout, 0, 0, 1, ' ', 0)
		fmt.Fprintln(out, "| what is so \t| limit \t| planned visits \t| gate opens, % \t| days, median (9 in 10) \t| fixed sample: visits \t| opens, % \t| days \t| fixed sample, looked at daily: opens, % \t| gate stops, % \t|")
		fmt.Fprintln(out, "|---\t|---\t|---\t|---\t|---\t|---\t|---\t|---\t|---\t|---\t|")
		for _, s := range part.rows {
			r, err := s.run(*tests, *seed)
			if err != nil {
				log.Fatal(err)
			}
			fmt.Fprintf(out, "| %s \t| %.2f \t| %d \t| %s \t| %s \t| %d \t| %s \t| %d \t| %s \t| %s \t|\n", s.name, s.plan.Limits.Lift, r.planned, share(r.opened, r.n), r.when(), r.fixedN,
				share(r.fixed, r.n), r.fixedDays, share(r.peeked, r.n), share(r.stopped, r.n))
		}
		_ = out.Flush()
	}
}

// share is a percentage with its standard error.
func share(k, n int) string {
	p := float64(k) / float64(n)
	return fmt.Sprintf("%.2f ± %.2f", 100*p, 100*math.Sqrt(p*(1-p)/float64(n)))
}
