// Command runaway lets offices work for ten years in the same invented world. Each retrains its model every year on what it visited; they differ
// in what of a campaign is left to chance. It prints, as Markdown, what each learns, misses and harms.
//
//	go run ./bench/runaway -worlds 40
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"os/signal"
	"runtime"
	"sync"

	"vigie/pack"
)

// policy is how an office fills its list.
type policy struct {
	name     string
	campaign pack.Campaign
	most     float64 // how many times a visit may count in learning; 1: each once, whatever its chance
}

var policies = []policy{
	{"highest scores only", pack.Campaign{Ranked: 1}, 1},
	{"10 % near the cut", pack.Campaign{Ranked: .9, Near: .1, NearWindow: 5}, 1},
	{"5 % random, 10 % near", pack.Campaign{Ranked: .85, Near: .1, Random: .05, NearWindow: 5}, 1},
	{"10 % random, 10 % near", pack.Campaign{Ranked: .8, Near: .1, Random: .1, NearWindow: 5}, 1},
	{"10 % random, 10 % near, learnt by chance up to 5", pack.Campaign{Ranked: .8, Near: .1, Random: .1, NearWindow: 5}, 5},
	{"10 % random, 10 % near, learnt by chance up to 25", pack.Campaign{Ranked: .8, Near: .1, Random: .1, NearWindow: 5}, 25},
	{"5 % random, 15 % estimating", pack.Campaign{Ranked: .8, Random: .05, Estimate: .15}, 1},
	{"5 % random, 15 % estimating, learnt by chance up to 5", pack.Campaign{Ranked: .8, Random: .05, Estimate: .15}, 5},
}

func main() {
	log.SetFlags(0)
	worlds := flag.Int("worlds", 40, "how many worlds, each its own seed")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	fmt.Printf("%d worlds of %d firms, %d visits a year, years 6 to %d unless said; mean and standard error over the worlds.\n\n", *worlds, firms, visits, years)
	fmt.Println("| | " + titles() + " |")
	fmt.Println("|---" + bars() + "|")
	for _, p := range policies {
		all, err := lives(ctx, p, *worlds, years)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("| %s |", p.name)
		for _, f := range figures {
			mean, err := over(all, f.of)
			fmt.Printf(" "+f.format+" |", f.scale*mean, f.scale*err)
		}
		fmt.Println()
	}
}

// figure is what is told of an office's ten years.
type figure struct {
	title, format string
	scale         float64
	of            func(l []lived) float64
}

var figures = []figure{
	{"found a year", "%.0f ± %.0f", 1, lateYears(func(l *lived) float64 { return float64(l.found) })},
	{"visits for nothing, to the favoured group", "%.0f ± %.0f", 1, lateYears(func(l *lived) float64 { return float64(l.visited[favoured] - l.hits[favoured]) })},
	{"of visits, in the overlooked group: first year", "%.1f ± %.1f %%", 100, func(all []lived) float64 { return ofVisits(&all[0]) }},
	{"late years", "%.1f ± %.1f %%", 100, lateYears(ofVisits)},
	{"of those at fault, in the overlooked group", "%.1f ± %.1f %%", 100, lateYears(func(l *lived) float64 { return float64(l.atFault[overlooked]) / float64(l.faults) })},
	{"said of it less true, points", "%+.1f ± %.1f", 100, lateYears(said)},
	{"found of the new phenomenon", "%.1f ± %.1f %%", 100, lateYears(func(l *lived) float64 { return float64(l.foundNew) / max(1, float64(l.faultsNew)) })},
	{"AUC against the truth", "%.3f ± %.3f", 1, lateYears(func(l *lived) float64 { return l.rank })},
	{"share at fault, by the visits: less true, points", "%+.1f ± %.1f", 100, lateYears(func(l *lived) float64 { return l.naive - l.real })},
	{"by their chances", "%+.1f ± %.1f", 100, lateYears(func(l *lived) float64 { return l.hajek - l.real })},
	{"its interval holds the truth", "%.0f ± %.0f %%", 100, lateYears(func(l *lived) float64 { return float64(count(l.low <= l.real && l.real <= l.high)) })},
}

func ofVisits(l *lived) float64 { return float64(l.visited[overlooked]) / visits }

func said(l *lived) float64 { return l.said[overlooked] - l.share[overlooked] }

// lateYears is the mean of the years in which the new phenomenon has begun and there was time to learn of it.
func lateYears(of func(*lived) float64) func([]lived) float64 {
	return func(all []lived) float64 {
		sum := 0.0
		for i := newYear; i < len(all); i++ {
			sum += of(&all[i])
		}
		return sum / float64(len(all)-newYear)
	}
}

// lives lets one policy work in every world; worlds are the same for every policy until visits change them.
func lives(ctx context.Context, p policy, worlds, years int) ([][]lived, error) {
	out, errs := make([][]lived, worlds), make([]error, worlds)
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wait.Go(func() {
			for s := w; s < worlds; s += workers {
				out[s], errs[s] = life(ctx, p, uint64(s+1), years)
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func life(ctx context.Context, p policy, seed uint64, years int) ([]lived, error) {
	o := &office{w: newWorld(seed), policy: p}
	o.history()
	var all []lived
	for year := 1; year <= years; year++ {
		l, err := o.year(ctx, year)
		if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, nil
}

// over is the mean over the worlds and its standard error.
func over(lives [][]lived, of func([]lived) float64) (mean, err float64) {
	n := float64(len(lives))
	for _, l := range lives {
		mean += of(l) / n
	}
	for _, l := range lives {
		err += (of(l) - mean) * (of(l) - mean)
	}
	return mean, math.Sqrt(err / max(1, n-1) / n)
}

func titles() string {
	out := ""
	for i, f := range figures {
		if i > 0 {
			out += " | "
		}
		out += f.title
	}
	return out
}

func bars() string {
	out := ""
	for range figures {
		out += "|--:"
	}
	return out
}
