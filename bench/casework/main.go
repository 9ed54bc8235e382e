// Command casework measures the store of what people decided as a large office would use it: 50,000 targets, 5,000 investigations, and
// a hundred people at once.
//
//	go run ./bench/casework                  SQLite
//	go run ./bench/casework -postgres        PostgreSQL, which it starts by itself
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"vigie"
	"vigie/casework"
	"vigie/casework/caseworktest"
)

func main() {
	postgres := flag.Bool("postgres", false, "measure PostgreSQL")
	targets := flag.Int("targets", 50_000, "targets' files")
	people := flag.Int("people", 100, "at once")
	last := flag.Duration("for", 20*time.Second, "how long they work")
	flag.Parse()
	if err := run(context.Background(), *postgres, *targets, *people, *last); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, postgres bool, targets, people int, last time.Duration) (err error) {
	dir, err := os.MkdirTemp("", "casework-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	at := filepath.Join(dir, "casework.db")
	if postgres {
		server, err2 := caseworktest.StartPostgres(ctx, "shared_buffers=256MB")
		if err2 != nil {
			return err2
		}
		defer func() { err = errors.Join(err, server.Stop()) }()
		if at, err = server.NewDatabase(ctx); err != nil {
			return err
		}
	}
	s, err := casework.Open(ctx, at, casework.Options{Evidence: filepath.Join(dir, "evidence")})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	o := &office{s: s}
	began, cpu := time.Now(), used()
	if err := o.fill(ctx, targets, targets/10); err != nil {
		return err
	}
	fmt.Printf("filled with %d targets and %d investigations: %.1f s, %.1f CPU s\n", targets, targets/10, time.Since(began).Seconds(), (used() - cpu).Seconds())
	if err := o.alone(ctx); err != nil {
		return err
	}
	return o.together(ctx, people, last)
}

// as is the context of an inspector.
func as(ctx context.Context, n int) context.Context {
	return vigie.WithActor(ctx, vigie.Actor{UserID: fmt.Sprint("user", n), Session: "s", Purpose: "a visit"})
}
