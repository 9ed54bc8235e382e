package pipeline

import (
	"context"
	"fmt"

	"vigie"
	"vigie/lake"
	"vigie/model"
	"vigie/source"
)

// watch holds the list of each model against its earlier ones.
func (w *Work) watch(ctx context.Context) error {
	for i, m := range w.Models {
		seen, err := model.Watch(ctx, w.lake, w.Pack, w.trained[m.ID], w.listed[m.ID], w.Run.AsOf)
		if err != nil {
			return err
		}
		w.seen = append(w.seen, seen...)
		w.tell("watch "+m.ID, i+1, len(w.Models))
	}
	return nil
}

// drift holds what registers tell, and what was found, against their own past, and keeps all that was watched. It tells of each alarm.
func (w *Work) drift(ctx context.Context) error {
	seen, err := source.Volume(ctx, w.lake, w.Pack, w.Run.AsOf)
	if err != nil {
		return err
	}
	seen = append(seen, w.seen...)
	for _, m := range w.Models {
		t, err := model.Labelled(ctx, w.lake, w.Pack, m)
		if err != nil {
			return err
		}
		of, err := model.WatchOutcomes(w.trained[m.ID], t, w.Run.AsOf)
		if err != nil {
			return err
		}
		seen = append(seen, of...)
	}
	for i := range seen {
		if seen[i].Alarm {
			w.tell("alarm: "+seen[i].Sentence, 0, 0)
		}
	}
	return keepDrifts(ctx, w.lake, w.Run.ID, seen)
}

func keepDrifts(ctx context.Context, l *lake.Lake, run string, seen []vigie.Drift) error {
	if _, err := l.Exec(ctx, `DELETE FROM drift`); err != nil {
		return err
	}
	n := len(seen)
	texts := func(of func(vigie.Drift) string) []string {
		out := make([]string, n)
		for i, d := range seen {
			out[i] = of(d)
		}
		return out
	}
	numbers := func(of func(vigie.Drift) float64) []float64 {
		out := make([]float64, n)
		for i, d := range seen {
			out[i] = of(d)
		}
		return out
	}
	alarm, since, none := make([]float64, n), make([]int32, n), make([]bool, n)
	for i, d := range seen {
		if since[i], none[i] = int32(d.Since), !d.Alarm; d.Alarm {
			alarm[i] = 1
		}
	}
	return l.Append(ctx, "drift", lake.Texts("run_id", texts(func(vigie.Drift) string { return run }), nil), lake.Texts("watched", texts(func(d vigie.Drift) string { return d.Of }), nil),
		lake.Texts("model", texts(func(d vigie.Drift) string { return d.Model }), nil), lake.Texts("item", texts(func(d vigie.Drift) string { return d.Item }), nil),
		lake.Texts("figure", texts(func(d vigie.Drift) string { return d.Figure }), nil), lake.Numbers("value", numbers(func(d vigie.Drift) float64 { return d.Value })),
		lake.Numbers("expected", numbers(func(d vigie.Drift) float64 { return d.Expected })), lake.Numbers("low", numbers(func(d vigie.Drift) float64 { return d.Low })),
		lake.Numbers("high", numbers(func(d vigie.Drift) float64 { return d.High })), lake.Numbers("measured_on", numbers(func(d vigie.Drift) float64 { return float64(d.Rows) })),
		lake.Numbers("alarm", alarm), lake.Dates("since", since, none), lake.Texts("sentence", texts(func(d vigie.Drift) string { return d.Sentence }), nil))
}

// Drifts are what was watched in the last run, alarms first: of all models and registers, or, where a model is named, of it and of the registers.
func (s *Snapshot) Drifts(ctx context.Context, of string) ([]vigie.Drift, error) {
	if of != "" {
		if _, err := s.Lists(ctx, of); err != nil {
			return nil, err
		}
	}
	all, err := Drifts(ctx, s.Lake)
	if err != nil || of == "" {
		return all, err
	}
	out := []vigie.Drift{}
	for _, d := range all {
		if d.Model == of || d.Model == "" {
			out = append(out, d)
		}
	}
	return out, nil
}

// Drifts are what was watched in the last run, alarms first.
func Drifts(ctx context.Context, l *lake.Lake) ([]vigie.Drift, error) {
	f, err := l.Frame(ctx, `SELECT watched, model, item, figure, sentence, value, expected, low, high, measured_on, alarm, since FROM drift ORDER BY alarm DESC, watched, model, item, figure`)
	if err != nil {
		return nil, fmt.Errorf("read what is watched: %w", err)
	}
	out := make([]vigie.Drift, f.Rows)
	for i := range out {
		text, number := func(c int) string { return f.Columns[c].Texts[i] }, func(c int) float64 { return f.Columns[c].Numbers[i] }
		out[i] = vigie.Drift{Of: text(0), Model: text(1), Item: text(2), Figure: text(3), Sentence: text(4), Value: number(5), Expected: number(6), Low: number(7), High: number(8),
			Rows: int(number(9)), Alarm: number(10) == 1}
		if !f.Columns[11].IsNull(i) {
			out[i].Since = vigie.Date(f.Columns[11].Dates[i])
		}
	}
	return out, nil
}
