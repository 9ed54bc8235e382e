// Command load measures how fast a register comes into the lake, and how much memory that takes, beside DuckDB's own
// read_csv with types, which checks nothing else, keeps no lines and no rejects.
//
//	go run ./bench/load -rows 1000000,3000000,10000000 -pairs 3
//
// With -extracts it measures a register that grows, extract by extract, and how the cost of one grows with it; see series.go.
//
//	go run ./bench/load -extracts 24 -rows 1000000 -pairs 1
//
// The register is invented and seeded: declarations of work with the employer's and the worker's number (check digits
// modulo 97), two dates, a sector, a municipality, hours, a wage and a status. The key is the declaration's number, so
// that its uniqueness is checked too. Every measurement runs in a process of its own, which tells its peak of resident
// memory; ours and the peer's alternate, so that what else the machine does weighs on both.
package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"vigie/bench/internal/paired"
)

func main() {
	log.SetFlags(0)
	rows := flag.String("rows", "1000000,3000000,10000000", "how many rows, one measurement each")
	pairs := flag.Int("pairs", 3, "how many pairs of runs")
	forms := flag.String("forms", "csv,csv.gz,csv.zst", "how the extract is written")
	dir := flag.String("dir", "", "where the invented extracts go; a temporary folder unless said")
	memory := flag.Int("memory", 2500, "DuckDB's memory limit in MB")
	extracts := flag.Int("extracts", 0, "measure a register that grows by so many extracts, of so many rows each")
	child := flag.String("child", "", "for its own use")
	flag.Parse()
	if *child != "" {
		measure(*child, flag.Arg(0), *memory)
		return
	}
	if *dir == "" {
		tmp, err := os.MkdirTemp("", "bench-load-")
		if err != nil {
			log.Fatal(err)
		}
		defer os.RemoveAll(tmp)
		*dir = tmp
	}
	if *extracts > 0 {
		count, err := strconv.Atoi(*rows)
		if err != nil {
			log.Fatal("-extracts wants one number of rows: ", err)
		}
		series(*dir, *extracts, count, *pairs, *memory)
		return
	}
	fmt.Println("rows        form      who      rows/s (median)   seconds   CPU s   peak MB   ratio to read_csv")
	for _, n := range strings.Split(*rows, ",") {
		count, err := strconv.Atoi(n)
		if err != nil {
			log.Fatal(err)
		}
		for _, form := range strings.Split(*forms, ",") {
			compare(*dir, count, form, *pairs, *memory)
		}
	}
}

// result is one run.
type result struct {
	Seconds float64
	CPU     float64
	PeakMB  float64
	Rows    int64
}

func compare(dir string, rows int, form string, pairs, memory int) {
	file := filepath.Join(dir, fmt.Sprintf("declarations-%d-20250101.%s", rows, form))
	if err := generate(file, rows, 7); err != nil {
		log.Fatal(err)
	}
	runs := map[string][]result{}
	for range pairs {
		for _, who := range []string{"vigie", "read_csv"} {
			runs[who] = append(runs[who], inChild(who, file, memory))
		}
	}
	var ratios []float64
	for i := range pairs {
		ratios = append(ratios, runs["read_csv"][i].Seconds/runs["vigie"][i].Seconds)
	}
	slices.Sort(ratios)
	for _, who := range []string{"vigie", "read_csv"} {
		r := runs[who]
		slices.SortFunc(r, func(a, b result) int { return cmp.Compare(a.Seconds, b.Seconds) })
		m := r[len(r)/2]
		fmt.Printf("%-11d %-9s %-8s %15.0f %9.2f %7.2f %9.0f", rows, form, who, float64(m.Rows)/m.Seconds, m.Seconds, m.CPU, m.PeakMB)
		if who == "vigie" {
			fmt.Printf("   %.2f× (%.2f to %.2f)", ratios[len(ratios)/2], ratios[0], ratios[len(ratios)-1])
		}
		fmt.Println()
	}
}

// inChild runs one measurement in a process of its own.
func inChild(who, file string, memory int) result {
	var r result
	r = inChildAs(who, file, memory, &r)
	return r
}

// inChildAs does the same for a measurement that tells more, which is read into what.
func inChildAs(who, file string, memory int, what any) (r result) {
	cmd := exec.Command(os.Args[0], "-child", who, "-memory", strconv.Itoa(memory), file)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		log.Fatalf("%s: %v", who, err)
	}
	if err := errors.Join(json.Unmarshal(out, what), json.Unmarshal(out, &r)); err != nil {
		log.Fatal(err)
	}
	cost := paired.Of(cmd.ProcessState)
	r.CPU, r.PeakMB = cost.CPU, cost.MB
	return r
}
