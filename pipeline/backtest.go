package pipeline

import (
	"context"

	"vigie"
	"vigie/indicator"
	"vigie/lake"
	"vigie/pack"
)

// Backtest asks one indicator over all of history. Of the tables that it reads only those are computed that are not there as the extracts and
// the pack have them, so that a question that was just written is answered before one forgets why one asked.
func Backtest(ctx context.Context, l *lake.Lake, p *pack.Pack, x *pack.Indicator, asOf, since vigie.Date, tell func(step string, done, of int)) (*indicator.Card, error) {
	if err := l.Schema(ctx); err != nil {
		return nil, err
	}
	h, err := newHashes(ctx, l, p)
	if err != nil {
		return nil, err
	}
	tell("contract", 0, 0)
	if err := h.contract(ctx, l); err != nil {
		return nil, err
	}
	if err := h.resolve(ctx, l, "", func(id string, done, of int) { tell("match "+id, done, of) }); err != nil {
		return nil, err
	}
	if err := h.derives(ctx, l, x.Reads, func(table string, done, of int) { tell("derive "+table, done, of) }); err != nil {
		return nil, err
	}
	tell("indicator "+x.ID, 0, 0)
	if err := h.indicator(ctx, l, x); err != nil {
		return nil, err
	}
	return indicator.Backtest(ctx, l, p, x, asOf, since)
}
