// Command truth holds the models' lists against what only an invented country can tell: who was at fault.
//
//	vigie synth DATA --size province --truth && vigie load --home H --pack belgium --data DATA
//	go run ./bench/truth -home H -truth DATA/truth/fraud.csv -as-of 2025-06-30
//	go run ./bench/truth -home H -truth DATA/truth/fraud.csv -follow platform-work -model horeca -from 2025-02-28 -until 2025-12-31
//
// For each model every scorer is trained on what inspections had shown by the day, ranks everybody whom a list might name
// then, and is held against the truth of that day. It prints Markdown. With -follow it repeats this month after month and says
// where the cases of one phenomenon stand, besides those that an inspection had found already.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"

	"vigie"
	"vigie/bench/internal/fraud"
	"vigie/lake"
	"vigie/model"
	"vigie/pack"
	"vigie/packs"
	"vigie/pipeline"
)

// asked is what the command line asks for.
type asked struct {
	home, pack, truth, model, follow string
	asOf, from, until                string
	visits, resamples, memory        int
	seed                             uint64
}

func main() {
	log.SetFlags(0)
	a := asked{seed: 1}
	flag.StringVar(&a.home, "home", "", "the home into which the country was loaded")
	flag.StringVar(&a.pack, "pack", "belgium", "the pack: a folder, or the name of a built-in one")
	flag.StringVar(&a.truth, "truth", "", "the file that says who was at fault")
	flag.StringVar(&a.model, "model", "", "one model; all of the pack's unless said")
	flag.StringVar(&a.asOf, "as-of", "", "the day of the lists")
	flag.IntVar(&a.visits, "visits", 1000, "how many visits")
	flag.IntVar(&a.resamples, "resamples", 500, "resamples of entities for the intervals")
	flag.IntVar(&a.memory, "memory-mb", 8000, "the lake's limit")
	flag.StringVar(&a.follow, "follow", "", "a phenomenon to follow month by month")
	flag.StringVar(&a.from, "from", "", "first month of -follow")
	flag.StringVar(&a.until, "until", "", "last month of -follow")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, a); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, a asked) (err error) {
	p, _, faults, err := pack.Open(a.pack, packs.FS)
	if err != nil {
		return err
	}
	if len(faults) > 0 {
		return fmt.Errorf("the pack has faults: run vigie check: %v", faults[0])
	}
	frauds, err := fraud.Read(a.truth)
	if err != nil {
		return err
	}
	home := pipeline.Home(a.home)
	l, err := lake.Open(ctx, home.Build(), lake.Options{MemoryMB: a.memory, TempDir: home.Temp()})
	if err != nil {
		return err
	}
	defer func() {
		if e := l.Close(); err == nil {
			err = e
		}
	}()
	b := &bench{asked: a, lake: l, pack: p, frauds: frauds}
	if a.follow != "" {
		return b.followed(ctx)
	}
	day, err := vigie.ParseDate(a.asOf)
	if err != nil {
		return err
	}
	models, err := b.prepare(ctx, day)
	if err != nil {
		return err
	}
	for _, m := range models {
		if err := b.judge(ctx, m, day); err != nil {
			return err
		}
	}
	return nil
}

// bench is one lake held against one truth.
type bench struct {
	asked
	lake   *lake.Lake
	pack   *pack.Pack
	frauds []fraud.Fraud
}

// prepare walks the path up to the features, as of the day.
func (b *bench) prepare(ctx context.Context, day vigie.Date) ([]*pack.Model, error) {
	var models []*pack.Model
	for i := range b.pack.Models {
		if m := &b.pack.Models[i]; b.model == "" || b.model == m.ID {
			models = append(models, m)
		}
	}
	if len(models) == 0 {
		return nil, fmt.Errorf("pack %s has no model %q", b.pack.ID, b.model)
	}
	w := &pipeline.Work{
		Home: pipeline.Home(b.home), Pack: b.pack, Models: models,
		Run: vigie.Run{AsOf: day, Seed: b.seed, PackID: b.pack.ID, PackHash: b.pack.Hash},
	}
	return models, w.Walk(ctx, b.lake, pipeline.Preparing)
}

// rank trains a scorer on what was known by the day and gives its margins for everybody whom a list might name.
func (b *bench) rank(ctx context.Context, m *pack.Model, kind string, labelled, listed *model.Table, day vigie.Date) ([]float64, error) {
	tr, err := model.Train(ctx, labelled, b.pack, m, kind, "bench", nil, vigie.Lineage{KnownBy: day, Seed: b.seed})
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", m.ID, kind, err)
	}
	rows := make([]int32, listed.Len())
	for i := range rows {
		rows[i] = int32(i)
	}
	return tr.Fit.Scorer.Margins(listed, rows), nil
}
