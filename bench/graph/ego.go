package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"time"

	"vigie"
	"vigie/lake"
	"vigie/network"
	"vigie/pack"
	"vigie/packs"
	"vigie/pipeline"
)

//go:embed country.sql
var countrySQL string

const budget = 60 // nodes of an ego network, as the command shows unless told otherwise

// ego asks for the surroundings of many entities, one after the other: every one in so many by name, and those of most ties.
func ego(o options) (err error) {
	ctx := context.Background()
	l, p, day, err := egoLake(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	began, before := time.Now(), used(process)
	v, err := network.Open(ctx, l, p, day)
	if err != nil {
		return err
	}
	fmt.Printf("drawn as of %s in %.1f s, %.1f processor s\n\n", day, time.Since(began).Seconds(), used(process)-before)
	var size string
	if err := l.QueryRow(ctx, `SELECT count(DISTINCT entity_id) || ' entities, ' || count(DISTINCT resource_id) || ' resources, ' || count(*) || ' ties' FROM link`).Scan(&size); err != nil {
		return err
	}
	fmt.Printf("%s\n\n| asked about | queries | p50 ms | p99 ms | most ms | of the processor: p50 ms | p99 ms | most ms |\n|---|---|---|---|---|---|---|---|\n", size)
	for _, ask := range []struct{ who, query string }{
		{"any", fmt.Sprintf(`SELECT entity_id FROM (SELECT DISTINCT entity_id FROM link) ORDER BY hash(entity_id) LIMIT %d`, o.Asks)},
		{"those of most ties", `SELECT entity_id FROM link GROUP BY entity_id ORDER BY count(*) DESC, entity_id LIMIT 500`},
	} {
		f, err := l.Frame(ctx, ask.query)
		if err != nil {
			return err
		}
		if err := askAbout(v, ask.who, f.Columns[0].Texts); err != nil {
			return err
		}
	}
	return nil
}

// askAbout asks on one thread, and counts the time on the clock and that of the processor: other processes prolong the first.
func askAbout(v *network.View, who string, entities []string) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for _, ask := range []struct {
		what string
		once func(string) error
	}{
		{"ego", func(e string) error { _, err := v.Ego(e, budget); return err }},
		{"paths", func(e string) error { _, err := v.Paths(e, 3); return err }},
	} {
		clock, cpu := make([]float64, len(entities)), make([]float64, len(entities))
		for i, e := range entities {
			began, before := time.Now(), used(thread)
			if err := ask.once(e); err != nil {
				return err
			}
			clock[i], cpu[i] = 1000*time.Since(began).Seconds(), 1000*(used(thread)-before)
		}
		slices.Sort(clock)
		slices.Sort(cpu)
		n := len(entities)
		fmt.Printf("| %s, %s | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |\n", who, ask.what, n, clock[n/2], clock[n*99/100], clock[n-1], cpu[n/2], cpu[n*99/100], cpu[n-1])
	}
	return nil
}

// egoLake is the lake that a home has published, or one in memory with invented ties, and the pack that says how they are read.
func egoLake(ctx context.Context, o options) (*lake.Lake, *pack.Pack, vigie.Date, error) {
	if o.Home != "" {
		return published(ctx, o)
	}
	p, err := openPack("belgium")
	if err != nil {
		return nil, nil, 0, err
	}
	l, err := lake.Open(ctx, lake.Memory, lake.Options{})
	if err != nil {
		return nil, nil, 0, err
	}
	err = l.Schema(ctx)
	if err == nil {
		_, err = l.Exec(ctx, countrySQL)
	}
	if err != nil {
		return nil, nil, 0, errors.Join(err, l.Close())
	}
	day, err := vigie.ParseDate("2025-12-31")
	return l, p, day, err
}

func openPack(name string) (*pack.Pack, error) {
	p, _, faults, err := pack.Open(name, packs.FS)
	if err == nil && len(faults) > 0 {
		err = faults
	}
	return p, err
}

func published(ctx context.Context, o options) (*lake.Lake, *pack.Pack, vigie.Date, error) {
	home := pipeline.Home(o.Home)
	name, _, err := home.Pack()
	if err != nil {
		return nil, nil, 0, err
	}
	p, err := openPack(name)
	if err != nil {
		return nil, nil, 0, err
	}
	path, err := lake.Current(home.Published())
	if err != nil {
		return nil, nil, 0, err
	}
	l, err := lake.OpenSnapshot(ctx, path)
	if err != nil {
		return nil, nil, 0, err
	}
	day, err := pipeline.NewestExtract(ctx, l)
	if o.AsOf != "" {
		day, err = vigie.ParseDate(o.AsOf)
	}
	if err != nil {
		return nil, nil, 0, errors.Join(err, l.Close())
	}
	return l, p, day, nil
}
