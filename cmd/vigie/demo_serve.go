package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"vigie"
	"vigie/access"
	"vigie/casework"
	"vigie/evaluation"
	"vigie/investigation"
	"vigie/pack"
	"vigie/phenomenon"
	"vigie/pipeline"
	"vigie/registry"
	"vigie/rehearsal"
)

// rehearsed is how many years of casework the demo shows.
const rehearsed = 2

// serveDemo fills the demo's casework with two played years, where there is none yet, and serves it.
func (c *Config) serveDemo(ctx context.Context, s serving) error {
	if c.Casework != "" {
		return usage("demo --serve keeps its casework in its own home: leave --casework out")
	}
	password, err := c.rehearse(ctx)
	if err != nil {
		return err
	}
	if err := c.inTheDemo(ctx); err != nil {
		return err
	}
	s.insecure = true
	fmt.Fprintf(c.out, `
All accounts of the demo have the password %s:
  head                          leads the team          team1 … team4   its inspectors
  miner1, miner2                build indicators        auditor         sees what was done
  director-T, inspector-T-1     of the directorate T    partner         of another inspectorate
Everybody is invented. Log-ins of the demo are kept over plain HTTP: it is for this machine only.

`, password)
	return c.serve(ctx, s)
}

// inTheDemo sets the clock to where the play ended, and lets it go on from there: an invented country has its own today.
func (c *Config) inTheDemo(ctx context.Context) error {
	p, err := c.homePack()
	if err != nil {
		return err
	}
	made, err := os.Stat(filepath.Join(c.Home, demoPassword))
	if err != nil {
		return vigie.Errorf(vigie.Unavailable, "serve the demo: %w", err)
	}
	reader := &pipeline.Reader{Home: c.home(), Pack: p}
	var ended time.Time
	err = reader.Use(ctx, func(s *pipeline.Snapshot) error { ended = today(s); return nil })
	shift, clock := ended.Sub(made.ModTime()), c.now
	c.now = func() time.Time { return clock().Add(shift) }
	return errors.Join(err, reader.Close())
}

// today is the noon on which the play ends: that of the newest extract.
func today(s *pipeline.Snapshot) time.Time { return s.AsOf.Time().Add(12 * time.Hour) }

// demoPassword is a file with the password of the demo's invented people.
const demoPassword = "demo-password"

// rehearse plays into a store beside its place, so that one that was killed half way is never taken for a whole one.
func (c *Config) rehearse(ctx context.Context) (password string, err error) {
	kept := filepath.Join(c.Home, demoPassword)
	if b, err := os.ReadFile(kept); err == nil && exists(c.caseworkAt()) {
		return strings.TrimSpace(string(b)), nil
	}
	p, err := c.homePack()
	if err != nil {
		return "", err
	}
	half := c.caseworkAt() + ".rehearsal"
	for _, old := range []string{half, half + "-wal", half + "-shm"} {
		if err := os.Remove(old); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", vigie.Errorf(vigie.Unavailable, "clear a rehearsal: %w", err)
		}
	}
	o := c.caseworkOptions()
	if o.Evidence == "" {
		o.Evidence = filepath.Join(c.Home, "evidence")
	}
	store, err := casework.Open(ctx, half, o)
	if err != nil {
		return "", err
	}
	password, err = c.play(ctx, p, store)
	if err = errors.Join(err, store.Close()); err != nil {
		return "", err
	}
	if err := os.WriteFile(kept, []byte(password+"\n"), 0o600); err != nil {
		return "", vigie.Errorf(vigie.Unavailable, "keep the demo's password: %w", err)
	}
	return password, os.Rename(half, c.caseworkAt())
}

// play reads what was found from the lake, and lets people of the pack's office work on it for two years.
func (c *Config) play(ctx context.Context, p *pack.Pack, store *casework.Store) (string, error) {
	guard, err := access.NewGuard()
	if err != nil {
		return "", err
	}
	door, err := access.NewDoor(store)
	if err != nil {
		return "", err
	}
	password, hash, err := door.Invent(ctx)
	if err != nil {
		return "", err
	}
	office := p.Office()
	reader := &pipeline.Reader{Home: c.home(), Pack: p}
	desk := &investigation.Desk{Casework: store, Guard: guard, Office: office}
	play := &rehearsal.Play{Casework: store, Office: office, Seed: c.Seed, Country: countryOf(p), Hash: func(string) (string, error) { return hash, nil },
		Investigations: desk, Phenomena: &phenomenon.Desk{Casework: store, Guard: guard, Office: office, Free: desk.Free},
		Registry:   &registry.Desk{Casework: store, Guard: guard, Office: office, Trained: reader},
		Evaluation: &evaluation.Desk{Casework: store, Guard: guard, Office: office}}
	err = reader.Use(ctx, func(s *pipeline.Snapshot) error { return c.stage(ctx, s, play) })
	if err = errors.Join(err, reader.Close()); err != nil {
		return "", err
	}
	show := newProgress(c)
	defer show.close()
	return password, play.Run(ctx, func(done, of int) { show.tell("rehearse two years of casework", "phenomena", int64(done), int64(of)) })
}

// stage sets the time and the findings of the play, and tonight's lists.
func (c *Config) stage(ctx context.Context, s *pipeline.Snapshot, play *rehearsal.Play) (err error) {
	play.To = today(s)
	play.From = play.To.AddDate(-rehearsed, 0, 0)
	if play.Past, err = rehearsal.ReadPast(ctx, s.Lake, play.Country, vigie.DateOf(play.From)-365); err != nil {
		return err
	}
	names, err := c.pseudonyms()
	if err != nil {
		return err
	}
	targets, err := s.Targets(ctx)
	if err != nil {
		return err
	}
	play.Today, err = play.Investigations.Files(ctx, targets, names.Of)
	return err
}

// countryOf is what the rehearsal takes from a pack.
func countryOf(p *pack.Pack) rehearsal.Country {
	c := rehearsal.Country{Questions: map[string]string{}}
	for _, x := range p.Indicators {
		c.Questions[x.ID] = x.Question[p.Languages[0]]
	}
	for _, f := range p.Phenomena {
		one := rehearsal.Phenomenon{ID: f.ID, Name: vigie.LocalText(f.Name), Meaning: vigie.LocalText(f.Meaning)}
		method := f.ID
		for _, x := range p.Indicators {
			if x.Phenomenon != f.ID {
				continue
			}
			one.Indicators = append(one.Indicators, x.ID)
			if x.Methodology != "" {
				method = x.Methodology
			}
			one.Sectors = append(one.Sectors, x.Sectors...)
		}
		slices.Sort(one.Sectors)
		one.Sectors = slices.Compact(one.Sectors)
		for i := range p.Methodologies {
			if p.Methodologies[i].ID == method {
				one.Method = p.Methodologies[i].Method()
			}
		}
		if len(one.Indicators) > 0 && one.Method.PackID != "" {
			c.Phenomena = append(c.Phenomena, one)
		}
	}
	return c
}
