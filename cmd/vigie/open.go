package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"vigie"
	"vigie/casework"
	"vigie/feedback"
	"vigie/lake"
	"vigie/model"
	"vigie/pack"
	"vigie/packs"
	"vigie/pipeline"
)

// openPack reads a pack and refuses it when it has faults.
func openPack(nameOrDir string) (*pack.Pack, error) {
	p, faults, err := readPack(nameOrDir)
	if err != nil {
		return nil, err
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return p, nil
}

// readPack reads a built-in pack by its name, or a folder.
func readPack(nameOrDir string) (*pack.Pack, pack.Faults, error) {
	p, _, faults, err := pack.Open(nameOrDir, packs.FS)
	return p, faults, err
}

// homePack reads the pack the home was loaded with.
func (c *Config) homePack() (*pack.Pack, error) {
	nameOrDir, id, err := c.home().Pack()
	if err != nil {
		return nil, err
	}
	if nameOrDir == "" {
		return nil, vigie.Errorf(vigie.NotFound, "home %s holds nothing: run `vigie load --pack PACK --data DIR` first", c.Home)
	}
	p, err := openPack(nameOrDir)
	if err == nil && p.ID != id {
		return nil, vigie.Errorf(vigie.Conflict, "open home %s: it holds pack %s, and %s is now pack %s: load into another home", c.Home, id, nameOrDir, p.ID)
	}
	return p, err
}

// openLake opens the one writer's lake. No SQL in it reaches a file: a load hands it rows.
func (c *Config) openLake(ctx context.Context) (*lake.Lake, error) {
	if err := c.home().Make(); err != nil {
		return nil, err
	}
	return lake.Open(ctx, c.home().Build(), lake.Options{Threads: c.Threads, MemoryMB: c.MemoryMB, TempDir: c.home().Temp()})
}

// openCasework opens what people decided, of a home that has some.
func (c *Config) openCasework(ctx context.Context) (*casework.Store, error) {
	at := c.caseworkAt()
	if !casework.IsPostgres(at) && !exists(at) {
		return nil, vigie.Errorf(vigie.NotFound, "open casework %s: there is none; it is made by `vigie serve`", at)
	}
	return casework.Open(ctx, at, c.caseworkOptions())
}

// walk opens the home's pack and lake and walks the steps of the path, with a bar that shows how far it is.
func (c *Config) walk(ctx context.Context, only string, steps []pipeline.Step) (*pipeline.Work, error) {
	show := newProgress(c)
	defer show.close()
	return c.walkTelling(ctx, only, steps, func(step string, done, of int) { show.tell(step, "steps", int64(done), int64(of)) })
}

// walkTelling walks the steps, after what inspectors told since the last time was brought to the lake.
func (c *Config) walkTelling(ctx context.Context, only string, steps []pipeline.Step, tell func(step string, done, of int)) (w *pipeline.Work, err error) {
	p, err := c.homePack()
	if err != nil {
		return nil, err
	}
	models, err := modelsOf(p, only)
	if err != nil {
		return nil, err
	}
	l, err := c.openLake(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	given, err := c.givenTrees(p, models)
	if err != nil {
		return nil, err
	}
	w = &pipeline.Work{
		Home: c.home(), Pack: p, Models: models, Given: given, Shuffle: c.Shuffle, Now: c.now,
		Progress: tell,
	}
	if _, err := c.bringTold(ctx, l, p); err != nil {
		return nil, err
	}
	if w.Run, err = c.newRun(ctx, l, p); err != nil {
		return nil, err
	}
	if err := refuseBeyond(ctx, l, w.Run.AsOf); err != nil {
		return nil, err
	}
	return w, w.Walk(ctx, l, steps)
}

// bringTold brings feedback and judgements from casework to the lake, where there is any casework yet.
func (c *Config) bringTold(ctx context.Context, l *lake.Lake, p *pack.Pack) (n int, err error) {
	err = c.withCasework(ctx, func(store *casework.Store) (err error) {
		if err = feedback.BringJudgements(ctx, l, store); err == nil {
			err = feedback.BringVersions(ctx, l, store, p.Office())
		}
		if err == nil {
			n, err = feedback.Bring(ctx, l, store, p.Office())
		}
		return err
	})
	return n, err
}

// withCasework opens casework where there is any yet.
func (c *Config) withCasework(ctx context.Context, do func(*casework.Store) error) error {
	if at := c.caseworkAt(); !casework.IsPostgres(at) && !exists(at) {
		return nil
	}
	store, err := c.openCasework(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(store), store.Close())
}

// givenTrees reads the file named with --trees for the one model it is for.
func (c *Config) givenTrees(p *pack.Pack, models []*pack.Model) (map[string]model.Scorer, error) {
	if c.Trees == "" {
		return nil, nil
	}
	if len(models) != 1 {
		return nil, usage("--trees is for one model: name it with --model")
	}
	f, err := os.Open(c.Trees)
	if err != nil {
		return nil, vigie.Errorf(vigie.NotFound, "read given trees: %w", err)
	}
	defer f.Close()
	trees, err := model.ReadTrees(f, p, models[0])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Trees, err)
	}
	return map[string]model.Scorer{models[0].ID: trees}, nil
}

// newRun settles the run's date and name: the date it is about, and when it was made.
func (c *Config) newRun(ctx context.Context, l *lake.Lake, p *pack.Pack) (vigie.Run, error) {
	r := vigie.Run{Seed: c.Seed, PackID: p.ID, PackHash: p.Hash, StartedAt: c.now()}
	var err error
	if c.AsOf != "" {
		r.AsOf, err = vigie.ParseDate(c.AsOf)
	} else {
		r.AsOf, err = pipeline.LastKnown(ctx, l, p)
	}
	r.ID = r.AsOf.String() + "-" + r.StartedAt.UTC().Format("20060102T150405")
	return r, err
}

// refuseBeyond refuses a date that lies further beyond the newest extract than registers usually are apart: a list as of such
// a date would say what was known long before, and would stand as the newest.
func refuseBeyond(ctx context.Context, l *lake.Lake, asOf vigie.Date) error {
	newest, err := pipeline.NewestExtract(ctx, l)
	if err == nil && newest > 0 && asOf > newest+staleDays {
		return vigie.Errorf(vigie.Invalid, "as of %s: the newest extract is of %s: load newer extracts, or choose a date until %s", asOf, newest, newest+staleDays)
	}
	return err
}

// staleDays is how far beyond the newest extract a date may lie: a month is how often registers come.
const staleDays = 31

// modelsOf are the pack's models, or the one asked for.
func modelsOf(p *pack.Pack, only string) ([]*pack.Model, error) {
	var models []*pack.Model
	var names []string
	for i := range p.Models {
		names = append(names, p.Models[i].ID)
		if only == "" || p.Models[i].ID == only {
			models = append(models, &p.Models[i])
		}
	}
	if len(models) == 0 {
		return nil, vigie.Errorf(vigie.NotFound, "find model %q: pack %s has %s", only, p.ID, strings.Join(names, ", "))
	}
	return models, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
