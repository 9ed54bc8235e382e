package main

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"

	"vigie"
	"vigie/pipeline"
	"vigie/registry"
	"vigie/source"
)

// jobs are what the server does on the lake. Each opens the lake for itself and gives it back.
func (c *Config) jobs(inbox string, versions *registry.Desk) map[string]pipeline.Doing {
	return map[string]pipeline.Doing{
		"load": func(ctx context.Context, _ map[string]string, tell func(string, int64, int64)) (map[string]string, error) {
			return c.loadJob(ctx, inbox, tell)
		},
		"run": func(ctx context.Context, args map[string]string, tell func(string, int64, int64)) (map[string]string, error) {
			result, err := c.runJob(ctx, args, tell)
			if err == nil {
				_, err = versions.Enter(ctx, vigie.Command{At: c.now()})
			}
			return result, err
		},
		"backtest": c.backtestJob,
	}
}

func (c *Config) loadJob(ctx context.Context, inbox string, tell func(string, int64, int64)) (_ map[string]string, err error) {
	if err := inboxOf(inbox); err != nil {
		return nil, err
	}
	p, err := c.homePack()
	if err != nil {
		return nil, err
	}
	l, err := c.openLake(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	report, err := source.Load(ctx, l, p, source.Options{Data: inbox, Registers: c.home().Registers(), Keys: c.home().Keys(), Now: c.now(), Clock: c.now, AtOnce: min(c.Threads, 2),
		Progress: func(at source.Progress) { tell(at.Source, at.AllBytes, at.AllTotal) }})
	if err != nil {
		return nil, err
	}
	if err := c.retain(ctx, l, p); err != nil {
		return nil, err
	}
	var rows, refused int64
	for _, b := range report.Batches {
		rows, refused = rows+b.Rows, refused+b.Refused
	}
	return map[string]string{"extracts": strconv.Itoa(len(report.Batches)), "rows": strconv.FormatInt(rows, 10), "refused": strconv.FormatInt(refused, 10)}, report.Err()
}

// runJob walks the path.
func (c *Config) runJob(ctx context.Context, args map[string]string, tell func(string, int64, int64)) (map[string]string, error) {
	as := *c
	as.AsOf = args["asOf"]
	if err := as.Validate(); err != nil {
		return nil, err
	}
	w, err := as.walkTelling(ctx, "", pipeline.Listing, func(step string, done, of int) { tell(step, int64(done), int64(of)) })
	if err != nil {
		return nil, err
	}
	return map[string]string{"run": w.Run.ID, "targets": strconv.Itoa(len(w.Targets))}, nil
}

func (c *Config) backtestJob(ctx context.Context, args map[string]string, tell func(string, int64, int64)) (result map[string]string, err error) {
	p, err := c.homePack()
	if err != nil {
		return nil, err
	}
	x, err := indicatorOf(p, args["indicator"])
	if err != nil {
		return nil, err
	}
	l, err := c.openLake(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	day, err := pipeline.LastKnown(ctx, l, p)
	if err != nil {
		return nil, err
	}
	card, err := pipeline.Backtest(ctx, l, p, x, day, 0, func(step string, done, of int) { tell(step, int64(done), int64(of)) })
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(card)
	return map[string]string{"card": string(text)}, err
}
