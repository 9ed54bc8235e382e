package main

import (
	"context"
	"errors"
	"os"

	"vigie"
	"vigie/lake"
	"vigie/pack"
	"vigie/packs"
	"vigie/pipeline"
)

// openPack reads a pack and refuses it when it has faults.
func openPack(nameOrDir string) (*pack.Pack, error) {
	p, _, faults, err := pack.Open(nameOrDir, packs.FS)
	if err != nil {
		return nil, err
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return p, nil
}

// homePack reads the pack the home was loaded with.
func (c *Config) homePack() (*pack.Pack, error) {
	nameOrDir, err := c.home().Pack()
	if err != nil {
		return nil, err
	}
	if nameOrDir == "" {
		return nil, vigie.Errorf(vigie.NotFound, "home %s holds nothing: run `vigie load --pack PACK --data DIR` first", c.Home)
	}
	return openPack(nameOrDir)
}

// openLake opens the one writer's lake.
func (c *Config) openLake(ctx context.Context, external bool) (*lake.Lake, error) {
	if err := c.home().Make(); err != nil {
		return nil, err
	}
	return lake.Open(ctx, c.home().Build(), lake.Options{Threads: c.Threads, MemoryMB: c.MemoryMB, TempDir: c.home().Temp(), External: external})
}

// walk opens the home's pack and lake and walks the steps of the path.
func (c *Config) walk(ctx context.Context, only string, steps []pipeline.Step) (w *pipeline.Work, err error) {
	p, err := c.homePack()
	if err != nil {
		return nil, err
	}
	models, err := modelsOf(p, only)
	if err != nil {
		return nil, err
	}
	l, err := c.openLake(ctx, false)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	show := newProgress(c)
	defer show.close()
	w = &pipeline.Work{
		Home: c.home(), Pack: p, Models: models, Language: c.Language,
		Progress: func(step string, done, of int) { show.tell(step, "steps", int64(done), int64(of)) },
	}
	if w.Run, err = c.newRun(ctx, l, p); err != nil {
		return nil, err
	}
	return w, w.Walk(ctx, l, steps)
}

// newRun settles the run's date and name. The name says what it follows from, so that the same run has the same name.
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

// modelsOf are the pack's models, or the one asked for.
func modelsOf(p *pack.Pack, only string) ([]*pack.Model, error) {
	var models []*pack.Model
	names := ""
	for i := range p.Models {
		names += " " + p.Models[i].ID
		if only == "" || p.Models[i].ID == only {
			models = append(models, &p.Models[i])
		}
	}
	if len(models) == 0 {
		return nil, vigie.Errorf(vigie.NotFound, "find model %q: pack %s has%s", only, p.ID, names)
	}
	return models, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
