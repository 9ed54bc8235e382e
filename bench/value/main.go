// Command value asks what the network is worth: how much more is found in the same number of visits when the model also knows where
// everybody stands in the network, and why it is not more.
//
//	go run ./bench/value -home H -truth DATA/truth/fraud.csv -from 2024-09-30 -until 2025-06-30 -every quarter -visits 50,200
//	go run ./bench/value -home H -pack wage-claims -model with-network -from 2018-05-01 -until 2018-11-30 -every month -visits 50,200
//
// With -truth, an invented country's, each variant of the model is trained on what inspections had shown by each day, ranks everybody
// whom a list might name then, and is held against who was at fault on the day. Without, it ranks the cohort's rows of each step,
// and is held against the outcomes that became known later. It prints Markdown. Intervals hold the middle 95 % of resamples of
// entities; all variants are measured on the same resamples, so that differences are paired.
//
// The home is the bench's own: a run that is broken off may leave invented findings in its tables.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"strconv"
	"strings"

	"vigie"
	"vigie/bench/internal/fraud"
	"vigie/lake"
	"vigie/model"
	"vigie/pack"
	"vigie/packs"
	"vigie/pipeline"
	"vigie/source"
)

// asked is what the command line asks for.
type asked struct {
	home, pack, truth, model, kind  string
	from, until, every              string
	variants, ties, of, visits      string
	resamples, seeds, folds, memory int
}

func main() {
	log.SetFlags(0)
	a := asked{}
	flag.StringVar(&a.home, "home", "", "the home into which the extracts were loaded")
	flag.StringVar(&a.pack, "pack", "belgium", "the pack: a folder, or the name of a built-in one")
	flag.StringVar(&a.truth, "truth", "", "the file that says who was at fault; held-out outcomes unless said")
	flag.StringVar(&a.model, "model", "", "one model that asks for the family network; all of the pack's that do unless said")
	flag.StringVar(&a.kind, "kind", "", "boosting or logistic; the model's learner unless said")
	flag.StringVar(&a.from, "from", "", "first day of a list")
	flag.StringVar(&a.until, "until", "", "last day")
	flag.StringVar(&a.every, "every", "quarter", "the step between lists: week, month or quarter")
	flag.StringVar(&a.variants, "variants", "without,with", "which to compare, the first is what the others are held against: "+strings.Join(names(), ", "))
	flag.StringVar(&a.ties, "ties", "spider,roles,chain,client", "the families that the variant alone leaves out besides network")
	flag.StringVar(&a.of, "of", "", "phenomena that count as found, with commas; all of the truth's unless said")
	flag.StringVar(&a.visits, "visits", "50,200", "how many visits a list: what was found is given for each number")
	flag.IntVar(&a.resamples, "resamples", 500, "resamples of entities for the intervals")
	flag.IntVar(&a.seeds, "seeds", 2, "how many trainings each figure is the mean of")
	flag.IntVar(&a.folds, "folds", 5, "of how many parts of the entities the variant truth keeps one back")
	flag.IntVar(&a.memory, "memory-mb", 4000, "the lake's limit")
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
	b := &bench{asked: a, pack: p}
	if b.variants, err = choose(a.variants); err != nil {
		return err
	}
	if b.days, err = daysOf(a); err != nil {
		return err
	}
	for k := range strings.SplitSeq(a.visits, ",") {
		visits, err := strconv.Atoi(k)
		if err != nil || visits < 1 {
			return fmt.Errorf("-visits %q: give numbers, with commas between", a.visits)
		}
		b.depths = append(b.depths, visits)
	}
	if a.of != "" {
		b.only = strings.Split(a.of, ",")
	}
	if a.truth != "" {
		if b.frauds, err = fraud.Read(a.truth); err != nil {
			return err
		}
	}
	home := pipeline.Home(a.home)
	if b.lake, err = lake.Open(ctx, home.Build(), lake.Options{MemoryMB: a.memory, TempDir: home.Temp()}); err != nil {
		return err
	}
	defer func() {
		if e := b.lake.Close(); err == nil {
			err = e
		}
	}()
	return b.measure(ctx)
}

func daysOf(a asked) ([]vigie.Date, error) {
	from, err := vigie.ParseDate(a.from)
	if err != nil {
		return nil, err
	}
	until, err := vigie.ParseDate(a.until)
	if err != nil {
		return nil, err
	}
	return vigie.Step(a.every).Dates(from, until)
}

// bench is one lake on which variants of models are compared.
type bench struct {
	asked
	lake     *lake.Lake
	pack     *pack.Pack
	frauds   []fraud.Fraud
	variants []variant
	days     []vigie.Date
	depths   []int    // how many visits a list
	only     []string // phenomena that count as found; nil: all
	moved    bool     // the family network is not as the pack says
}

// measure ranks for every day by every variant of every model, and prints the comparison.
func (b *bench) measure(ctx context.Context) error {
	models := b.models()
	if len(models) == 0 {
		return fmt.Errorf("pack %s has no model %q that asks for the family network", b.pack.ID, b.model)
	}
	found := make([]*comparison, len(models))
	for i, m := range models {
		found[i] = newComparison(m.ID, b)
	}
	for i, day := range b.days {
		if b.truth != "" || i == 0 { // what later outcomes are held against is one walk, as of its last day
			if err := b.prepare(ctx, models, day); err != nil {
				return err
			}
		}
		for v, one := range b.variants {
			if err := b.set(ctx, one, day); err != nil {
				return fmt.Errorf("%s as of %s: %w", one.name, day, err)
			}
			for i, m := range models {
				if err := b.rank(ctx, found[i], v, b.variantOf(m, one), day); err != nil {
					return fmt.Errorf("%s of %s as of %s: %w", one.name, m.ID, day, err)
				}
			}
			log.Printf("%s: ranked %s", day, one.name)
		}
	}
	if err := source.BuildContract(ctx, b.lake, b.pack); err != nil {
		return err
	}
	for _, c := range found {
		c.print(os.Stdout)
	}
	return nil
}

// models are those that ask for the network.
func (b *bench) models() []*pack.Model {
	var out []*pack.Model
	for i := range b.pack.Models {
		m := &b.pack.Models[i]
		features, err := model.Choose(b.pack, m)
		if err != nil || (b.model != "" && m.ID != b.model) {
			continue
		}
		for _, f := range features {
			if f.Family == family {
				out = append(out, m)
				break
			}
		}
	}
	return out
}

// prepare walks the path up to the features, as of the day. The contract is made anew, in case an earlier run was broken off.
func (b *bench) prepare(ctx context.Context, models []*pack.Model, day vigie.Date) error {
	if err := source.BuildContract(ctx, b.lake, b.pack); err != nil {
		return err
	}
	b.moved = false
	w := &pipeline.Work{
		Home: pipeline.Home(b.home), Pack: b.pack, Models: models,
		Run: vigie.Run{AsOf: day, Seed: 1, PackID: b.pack.ID, PackHash: b.pack.Hash},
	}
	return w.Walk(ctx, b.lake, pipeline.Preparing)
}
