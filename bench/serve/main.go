// Command serve measures the real server over HTTP as a large office would use it: 50,000 targets, 5,000 investigations, a hundred people at once
// who read lists and dossiers and decide.
//
//	go run ./bench/serve -home HOME                SQLite, each person pausing between requests as one does
//	go run ./bench/serve -home HOME -pause 0       as fast as it answers
//	go run ./bench/serve -home HOME -postgres      PostgreSQL, which it starts by itself
//	go run ./bench/serve -home HOME -each 40       what each kind of request costs the processor
//	go run ./bench/serve -home HOME -kills 200     kills the server under load, and looks for what was lost or done twice
//
// HOME is one with a published lake, such as that of a province; nothing in it is changed. The server listens on the loopback only, on two
// processors, and everything ends by itself.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"vigie/casework"
	"vigie/casework/caseworktest"
	"vigie/pack"
	"vigie/packs"
	"vigie/pipeline"
)

// bench is what is measured, and how.
type bench struct {
	home           string
	postgres       bool
	targets, cases int
	people         int
	pause, last    time.Duration
	kills, each    int
	seed           uint64

	dir, program, at string // of the copy, the built program and its casework
}

func main() {
	b := &bench{}
	flag.StringVar(&b.home, "home", "", "a home with a published lake")
	flag.BoolVar(&b.postgres, "postgres", false, "measure PostgreSQL")
	flag.IntVar(&b.targets, "targets", 50_000, "targets' files")
	flag.IntVar(&b.cases, "investigations", 5_000, "investigations")
	flag.IntVar(&b.people, "people", 100, "at once")
	flag.DurationVar(&b.pause, "pause", time.Second, "of a person between two requests, on average; 0: none")
	flag.DurationVar(&b.last, "for", time.Minute, "how long they work")
	flag.IntVar(&b.kills, "kills", 0, "kill the server so often instead, and look for what was lost")
	flag.IntVar(&b.each, "each", 0, "do each act so often in a round instead, one after the other, and say what the processor spent on it")
	flag.Uint64Var(&b.seed, "seed", 1, "of who does what")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := b.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (b *bench) run(ctx context.Context) (err error) {
	if b.home == "" {
		return errors.New("say which home with -home: vigie demo makes a small one, vigie synth, load and run a large one (docs/benchmarks.md)")
	}
	if b.dir, err = os.MkdirTemp("", "serve-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	if err := b.copyHome(); err != nil {
		return err
	}
	if b.program, err = build(ctx, b.dir); err != nil {
		return err
	}
	b.at = filepath.Join(b.dir, "casework.db")
	if b.postgres {
		server, err2 := caseworktest.StartPostgres(ctx, "shared_buffers=256MB", "fsync=on", "synchronous_commit=on")
		if err2 != nil {
			return err2
		}
		defer func() { err = errors.Join(err, server.Stop()) }()
		if b.at, err = server.NewDatabase(ctx); err != nil {
			return err
		}
	}
	o, err := b.office(ctx)
	if err != nil {
		return err
	}
	switch {
	case b.kills > 0:
		return b.killed(ctx, o)
	case b.each > 0:
		return b.costs(ctx, o)
	}
	return b.measured(ctx, o)
}

// copyHome links what was published into a home of its own, so that nothing is written into the one that was named.
func (b *bench) copyHome() error {
	from, to := pipeline.Home(b.home), pipeline.Home(b.dir)
	if err := to.Make(); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(from.Published(), "*"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("%s has nothing published: run vigie run there first", b.home)
	}
	for _, f := range append(files, filepath.Join(b.home, "pack.json")) {
		rel, err := filepath.Rel(b.home, f)
		if err != nil {
			return err
		}
		if f, err = filepath.Abs(f); err != nil {
			return err
		}
		if err := os.Symlink(f, filepath.Join(b.dir, rel)); err != nil {
			return err
		}
	}
	return nil
}

// office fills a store, and returns who works there and on what.
func (b *bench) office(ctx context.Context) (o *office, err error) {
	name, _, err := pipeline.Home(b.dir).Pack()
	if err != nil {
		return nil, err
	}
	p, _, faults, err := pack.Open(name, packs.FS)
	if err != nil {
		return nil, err
	}
	if len(faults) > 0 {
		return nil, faults
	}
	store, err := casework.Open(ctx, b.at, casework.Options{Evidence: filepath.Join(b.dir, "evidence")})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	o = &office{store: store, office: p.Office(), now: time.Now()}
	reader := &pipeline.Reader{Home: pipeline.Home(b.dir), Pack: p}
	err = errors.Join(reader.Use(ctx, func(s *pipeline.Snapshot) error { return o.meet(ctx, s) }), reader.Close())
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := errors.Join(o.hire(ctx, b.people), o.fill(ctx, b.targets, b.cases)); err != nil {
		return nil, err
	}
	fmt.Printf("%d employers in the lake; %d targets, %d investigations, %d people kept in %.0f s\n", len(o.employers), b.targets, b.cases, b.people, time.Since(began).Seconds())
	return o, nil
}
