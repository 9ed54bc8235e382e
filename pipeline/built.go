package pipeline

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"vigie"
	"vigie/derive"
	"vigie/indicator"
	"vigie/lake"
	"vigie/pack"
	"vigie/source"
)

// What is computed from the registers for all of history, the contract, derived tables and evidence, does not depend on the as-of date
// or the seed. It is kept with the hash of everything that it follows from, and computed again only when that changes: so who
// writes an indicator waits for that indicator, and not for the country.

// hashes are what the tables of a pack follow from.
type hashes struct {
	p    *pack.Pack
	code string            // of the program
	base string            // of the extracts, the code and the thresholds
	of   map[string]string // by the name that reads uses
}

func newHashes(ctx context.Context, l *lake.Lake, p *pack.Pack) (*hashes, error) {
	data, err := hashOf(ctx, l, dataSQL)
	if err != nil {
		return nil, err
	}
	told, err := hashOf(ctx, l, toldLinesSQL)
	if err != nil {
		return nil, err
	}
	code, err := codeHash(ctx, l)
	if err != nil {
		return nil, err
	}
	h := &hashes{p: p, code: code, base: digest(data, code, p.ThresholdSQL()), of: map[string]string{}}
	contract := h.base
	for _, c := range p.Contract {
		contract = digest(contract, c.View, c.SQL)
	}
	for _, v := range pack.Views {
		h.of[v.Name] = contract
	}
	// What inspectors told changes inspections and nothing else: an indicator that does not read them is not computed again for a visit.
	h.of["inspection"] = digest(contract, told)
	h.of[contractName] = h.of["inspection"]
	for i := range p.Matches {
		m := &p.Matches[i]
		said, err := judgedHash(ctx, l, m)
		if err != nil {
			return nil, err
		}
		h.of[m.Table()] = digest(h.base, string(m.Spec), m.SQL, said)
	}
	for i := range p.Derives { // in their order: what one reads has its hash already
		t := &p.Derives[i]
		made := digest(h.base, t.SQL)
		for _, name := range t.Reads {
			made = digest(made, name, h.of[name]) // a register's is that of the extracts
		}
		h.of[t.Table()] = made
	}
	for i := range p.Indicators {
		x := &p.Indicators[i]
		made := digest(h.base, contract, x.SQL, x.Window, fmt.Sprint(x.Sectors), fmt.Sprint(x.Threshold))
		for _, name := range x.Reads {
			made = digest(made, name, h.of[name])
		}
		h.of["indicator."+x.ID] = made
	}
	return h, nil
}

const contractName = "contract"

func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d %s\n", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// renew computes a table when what it follows from has changed, or when it is not there.
func (h *hashes) renew(ctx context.Context, l *lake.Lake, name string, make func() error) error {
	var kept string
	err := l.QueryRow(ctx, `SELECT made_from FROM built WHERE name = ?`, name).Scan(&kept)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if kept == h.of[name] {
		return nil
	}
	if _, err := l.Exec(ctx, `DELETE FROM built WHERE name = ?`, name); err != nil { // killed half way, it is computed again
		return err
	}
	if err := make(); err != nil {
		return err
	}
	_, err = l.Exec(ctx, `INSERT INTO built VALUES (?, ?)`, name, h.of[name])
	return err
}

func (h *hashes) contract(ctx context.Context, l *lake.Lake) error {
	return h.renew(ctx, l, contractName, func() error {
		if err := source.BuildContract(ctx, l, h.p); err != nil {
			return err
		}
		return addTold(ctx, l)
	})
}

// derives computes the tables behind what is read, each after those that it reads. tell is called before each.
func (h *hashes) derives(ctx context.Context, l *lake.Lake, reads []string, tell func(table string, done, of int)) error {
	if err := derive.Threshold(ctx, l, h.p); err != nil {
		return err
	}
	tables := h.p.DerivesFor(reads...)
	at := map[string]int{}
	for i := range tables {
		at[tables[i].Table()] = i
	}
	needs := func(i int) (before []int) {
		for _, name := range tables[i].Reads {
			if k, ok := at[name]; ok {
				before = append(before, k)
			}
		}
		return before
	}
	err := together(ctx, len(tables), needs, func(i, done int) { tell(tables[i].ID, done, len(tables)) }, func(ctx context.Context, i int) error {
		t := &tables[i]
		return h.renew(ctx, l, t.Table(), func() error { _, err := derive.Build(ctx, l, t); return err })
	})
	if n := len(tables); n > 0 && err == nil {
		tell(tables[n-1].ID, n, n)
	}
	return err
}

func (h *hashes) indicator(ctx context.Context, l *lake.Lake, x *pack.Indicator) error {
	return h.renew(ctx, l, "indicator."+x.ID, func() error { _, err := indicator.Collect(ctx, l, h.p, x); return err })
}

// forgetIndicators takes out what indicators left that the pack has no longer. That they were computed is forgotten first: a pack
// that has them again, as one that is being tried, has them computed again.
func (h *hashes) forgetIndicators(ctx context.Context, l *lake.Lake) error {
	names := []any{contractName} // never empty
	for i := range h.p.Indicators {
		names = append(names, "indicator."+h.p.Indicators[i].ID)
	}
	query := "DELETE FROM built WHERE starts_with(name, 'indicator.') AND name NOT IN (" + strings.Repeat("?, ", len(names)-1) + "?)"
	if _, err := l.Exec(ctx, query, names...); err != nil {
		return err
	}
	return indicator.Forget(ctx, l, h.p)
}

// LastKnown is the last day on which any inspection became known: the date a command takes when it is given none.
func LastKnown(ctx context.Context, l *lake.Lake, p *pack.Pack) (vigie.Date, error) {
	if err := l.Schema(ctx); err != nil {
		return 0, err
	}
	h, err := newHashes(ctx, l, p)
	if err != nil {
		return 0, err
	}
	if err := h.contract(ctx, l); err != nil {
		return 0, err
	}
	var day sql.NullTime
	if err := l.QueryRow(ctx, `SELECT max(known_on) FROM inspection`).Scan(&day); err != nil {
		return 0, err
	}
	if !day.Valid {
		return 0, vigie.Errorf(vigie.NotFound, "no inspection is known: the contract's view inspection is empty")
	}
	return vigie.DateOf(day.Time.UTC()), nil
}
