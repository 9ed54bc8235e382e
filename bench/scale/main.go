// Command scale measures how the whole path grows with the country: invent, load, run, and a backtest of one indicator, each in a
// process of its own, which tells its time, processor time and peak of resident memory.
//
//	go run ./bench/scale -sizes demo,province,country -indicator on-site-without-dimona -dir /big/disk
//
// It prints Markdown: one table over sizes, and for each size where the time of the run went.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"vigie/bench/internal/paired"
)

func main() {
	log.SetFlags(0)
	sizes := flag.String("sizes", "demo,province", "sizes of the invented country")
	pack := flag.String("pack", "belgium", "the pack that reads it")
	indicator := flag.String("indicator", "", "an indicator to backtest; none unless said")
	threads := flag.String("threads", "2", "how many threads")
	memory := flag.String("memory-mb", "10000", "the lake's limit")
	dir := flag.String("dir", "", "where extracts and homes go; a temporary folder unless said, removed at the end")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := measure(ctx, strings.Split(*sizes, ","), *pack, *indicator, *threads, *memory, *dir); err != nil {
		log.Fatal(err)
	}
}

func measure(ctx context.Context, sizes []string, pack, indicator, threads, memory, dir string) error {
	if dir == "" {
		tmp, err := os.MkdirTemp("", "bench-scale-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(tmp)
		dir = tmp
	}
	vigie := filepath.Join(dir, "vigie")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", vigie, "./cmd/vigie").CombinedOutput(); err != nil {
		return fmt.Errorf("build vigie: %w: %s", err, out)
	}
	fmt.Println("| size | step | seconds | processor s | peak MB | |\n|---|---|---|---|---|---|")
	for _, size := range sizes {
		data, home := filepath.Join(dir, size, "data"), filepath.Join(dir, size, "home")
		common := []string{"--home", home, "--threads", threads, "--memory-mb", memory, "--json"}
		steps := []struct {
			name string
			args []string
		}{
			{"invent", []string{"synth", data, "--size", size, "--truth"}},
			{"load", append([]string{"load", "--pack", pack, "--data", data}, common...)},
			{"run", append([]string{"run"}, common...)},
		}
		if indicator != "" {
			steps = append(steps, struct {
				name string
				args []string
			}{"backtest " + indicator, append([]string{"backtest", "indicator", indicator}, common...)})
		}
		for _, s := range steps {
			u, err := once(ctx, vigie, s.args)
			if err != nil {
				return fmt.Errorf("%s: %s: %w", size, s.name, err)
			}
			fmt.Printf("| %s | %s | %.1f | %.1f | %.0f | %s |\n", size, s.name, u.wall.Seconds(), u.cost.CPU, u.cost.MB, u.note)
		}
	}
	return nil
}

// used is what a process took.
type used struct {
	wall time.Duration
	cost paired.Cost
	note string
}

func once(ctx context.Context, program string, args []string) (used, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	var errors strings.Builder
	cmd.Stderr = &errors
	began := time.Now()
	out, err := cmd.Output()
	u := used{wall: time.Since(began)}
	if err != nil {
		return u, fmt.Errorf("%w: %s", err, last(errors.String(), 2000))
	}
	u.cost = paired.Of(cmd.ProcessState)
	u.note = noteOf(out)
	return u, nil
}

// noteOf tells where the time of a run went, when the answer says so.
func noteOf(out []byte) string {
	var answer struct {
		Took []struct {
			Step    string
			Seconds float64
		}
	}
	if json.Unmarshal(out, &answer) != nil {
		return ""
	}
	var parts []string
	for _, t := range answer.Took {
		parts = append(parts, fmt.Sprintf("%s %.1f", t.Step, t.Seconds))
	}
	return strings.Join(parts, ", ")
}

func last(s string, n int) string {
	if len(s) > n {
		return s[len(s)-n:]
	}
	return s
}
