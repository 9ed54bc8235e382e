// Command selection asks whether the evaluation recovers the truth: on the invented country, year after simulated year, visits are chosen as an office chooses
// them, and what each estimator says of them is held against what visiting everybody would have shown.
//
//	vigie synth DATA --size province --truth && vigie load --home H --pack belgium --data DATA
//	go run ./bench/selection -home H -truth DATA/truth/fraud.csv -of fraud-networks -label horeca -as-of 2025-06-30 -employers E.json
//
// With -employers what was measured in the home is kept in a file, and read from there the next time: then neither home nor truth is needed. It
// prints Markdown.
package main

import (
	"context"
	"flag"
	"log"
	"os"
	"os/signal"
)

// asked is what the command line asks for.
type asked struct {
	home, pack, truth, of, label, asOf, employers string
	years, copies, memory                         int
	seed                                          uint64
}

func main() {
	log.SetFlags(0)
	var a asked
	flag.StringVar(&a.home, "home", "", "the home into which the country was loaded")
	flag.StringVar(&a.pack, "pack", "belgium", "the pack: a folder, or the name of a built-in one")
	flag.StringVar(&a.truth, "truth", "", "the file that says who was at fault")
	flag.StringVar(&a.of, "of", "fraud-networks", "the model whose cohort and features are used")
	flag.StringVar(&a.label, "label", "horeca", "the model whose label is used")
	flag.StringVar(&a.asOf, "as-of", "2025-06-30", "the day of the lists")
	flag.StringVar(&a.employers, "employers", "", "a file of what was measured, to keep or to read")
	flag.IntVar(&a.years, "years", 1000, "how many years are simulated for each size of the random arm")
	flag.IntVar(&a.copies, "copies", 4, "how many times the country is as large as the one measured")
	flag.Uint64Var(&a.seed, "seed", 1, "of the training and of the years")
	flag.IntVar(&a.memory, "memory-mb", 6000, "the lake's limit")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, a); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, a asked) error {
	c, err := a.read(ctx)
	if err != nil {
		return err
	}
	c = c.copies(a.copies)
	print(c, a)
	return ctx.Err()
}
