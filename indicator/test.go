package indicator

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// Test runs the cases of every indicator of a pack whose SQL has no fault. Each one that fails is told with what was expected, what came, and
// the evidence. Every case is run again as of each of its days with everything taken away that became known later.
func Test(ctx context.Context, p *pack.Pack) (pack.Faults, error) {
	if len(p.Indicators) == 0 {
		return nil, nil
	}
	const workers = 2 // a stage costs some tenths of a second to build
	var wait sync.WaitGroup
	found, failed := make([]pack.Faults, workers), make([]error, workers)
	for w := range workers {
		wait.Add(1)
		go func() {
			defer wait.Done()
			found[w], failed[w] = testSome(ctx, p, w, workers)
		}()
	}
	wait.Wait()
	faults := slices.Concat(found...)
	faults.Sort()
	return faults, errors.Join(failed...)
}

// testSome runs the cases of one indicator in so many, from the first on.
func testSome(ctx context.Context, p *pack.Pack, first, step int) (faults pack.Faults, err error) {
	if first >= len(p.Indicators) {
		return nil, nil
	}
	s, err := newStage(ctx, p)
	if err != nil {
		return nil, fmt.Errorf("set the stage for the cases: %w", err)
	}
	defer s.l.Close()
	for i := first; i < len(p.Indicators); i += step {
		x := &p.Indicators[i]
		cases, found := readCases(path.Dir(x.File)+"/test.txtar", x.Tests)
		faults = append(faults, found...)
		if len(found) > 0 {
			continue
		}
		for j := range cases {
			found, err := s.play(ctx, x, &cases[j])
			if err != nil {
				return faults, vigie.Errorf(vigie.Invalid, "indicator %s: case %q: %w", x.ID, cases[j].name, err)
			}
			faults = append(faults, found...)
		}
	}
	return faults, nil
}

// errOver undoes a case.
var errOver = errors.New("the case is over")

func (s *stage) play(ctx context.Context, x *pack.Indicator, c *testCase) (faults pack.Faults, err error) {
	err = s.l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		scene := &scene{stage: s, tx: tx, x: x, c: c}
		var err error
		if faults, err = scene.run(ctx); err != nil {
			return err
		}
		return errOver
	})
	if errors.Is(err, errOver) {
		err = nil
	}
	return faults, err
}

// scene is one case while it is played.
type scene struct {
	*stage
	tx *lake.Tx
	x  *pack.Indicator
	c  *testCase
}

func (s *scene) run(ctx context.Context) (pack.Faults, error) {
	for i := range s.c.given {
		if fault := s.fill(ctx, s.tx, &s.c.given[i]); fault != nil {
			return pack.Faults{*fault}, nil
		}
	}
	evidence, err := s.compute(ctx)
	if err != nil {
		return nil, err
	}
	faults, err := s.compare(ctx, evidence)
	if err != nil || len(faults) > 0 {
		return faults, err
	}
	return s.forget(ctx, evidence)
}

// compute fills the tables between the registers and the indicator, and its evidence.
func (s *scene) compute(ctx context.Context) ([]piece, error) {
	read := s.x.Reads
	tables := s.p.DerivesFor(read...)
	for _, t := range tables {
		read = append(slices.Clone(read), t.Reads...)
	}
	for _, v := range s.p.Contract {
		if slices.Contains(read, v.View) && !s.given(v.View) {
			names := strings.Join(fieldNames(s.columns[v.View]), ", ")
			if err := s.refill(ctx, v.View, fmt.Sprintf("SELECT %s FROM (\n%s\n)", names, lake.Statement(v.SQL))); err != nil {
				return nil, fmt.Errorf("%s: %w", v.File, err)
			}
		}
	}
	for _, t := range tables {
		if !s.given(t.Table()) {
			if err := s.refill(ctx, t.Table(), lake.Statement(t.SQL)); err != nil {
				return nil, fmt.Errorf("%s: %w", t.File, err)
			}
		}
	}
	if err := s.refill(ctx, "evidence", evidenceOf(s.x, namedEntities, "")); err != nil {
		return nil, fmt.Errorf("%s: %w%s", s.x.Query, err, hint(err))
	}
	return s.evidence(ctx)
}

func (s *scene) given(name string) bool {
	return slices.ContainsFunc(s.c.given, func(g given) bool { return g.table == name })
}

func (s *scene) refill(ctx context.Context, name, query string) error {
	if _, err := s.tx.Exec(ctx, "DELETE FROM "+table(name)); err != nil {
		return err
	}
	_, err := s.tx.Exec(ctx, fmt.Sprintf("INSERT INTO %s\n%s", table(name), query))
	return err
}

// piece is a piece of evidence as it is shown.
type piece struct {
	entity      string
	known, ends vigie.Date // ends of 0: it stands
	text        string
}

func (s *scene) evidence(ctx context.Context) ([]piece, error) {
	f, err := s.tx.Frame(ctx, `SELECT entity_id, known_on, known_until, entity_id || ', happened ' || CAST(happened_on AS VARCHAR) || ', known ' || CAST(known_on AS VARCHAR)
  || ', weight ' || CAST(weight AS VARCHAR) AS line, coalesce(' (' || source_ref || ')', '') AS source, coalesce(detail, '') AS detail
FROM evidence ORDER BY entity_id, happened_on, known_on, line, detail, source`)
	if err != nil {
		return nil, err
	}
	var out []piece
	for r := range f.Rows {
		shows, err := s.p.Shows(s.x, f.Columns[5].Texts[r], s.p.Languages...)
		if err != nil {
			return nil, err
		}
		p := piece{entity: f.Columns[0].Texts[r], known: vigie.Date(f.Columns[1].Dates[r]), text: f.Columns[3].Texts[r] + ": " + shows + f.Columns[4].Texts[r]}
		if !f.Columns[2].IsNull(r) {
			p.ends = vigie.Date(f.Columns[2].Dates[r])
		}
		out = append(out, p)
	}
	return out, nil
}

// compare holds the findings on the days of the case against what is expected.
func (s *scene) compare(ctx context.Context, evidence []piece) (pack.Faults, error) {
	var rows []string
	for _, e := range s.c.expect {
		rows = append(rows, fmt.Sprintf("(%s, CAST('%s' AS DATE))", lake.Quote(e.entity), e.asOf))
	}
	if err := s.refill(ctx, "cohort", "SELECT DISTINCT * FROM (VALUES "+strings.Join(rows, ", ")+") AS v"); err != nil {
		return nil, err
	}
	if err := s.refill(ctx, "finding", fill(findingSQL, nil, s.p)); err != nil {
		return nil, err
	}
	f, err := s.tx.Frame(ctx, `SELECT entity_id, as_of, fires, CAST(weight AS VARCHAR) AS weight, weight AS number FROM finding`)
	if err != nil {
		return nil, err
	}
	type key struct {
		entity string
		asOf   vigie.Date
	}
	got := map[key]int{}
	for r := range f.Rows {
		got[key{f.Columns[0].Texts[r], vigie.Date(f.Columns[1].Dates[r])}] = r
	}
	var faults pack.Faults
	for _, e := range s.c.expect {
		fires, weight := false, "0"
		if r, ok := got[key{e.entity, e.asOf}]; ok {
			fires, weight = f.Columns[2].Numbers[r] != 0, strings.TrimSuffix(f.Columns[3].Texts[r], ".0")
		}
		if fires != e.fires || e.weight != "" && strings.TrimSuffix(e.weight, ".0") != weight {
			faults = append(faults, s.wrong(e, fires, weight, evidence))
		}
	}
	return faults, nil
}

func (s *scene) wrong(e expectation, fires bool, weight string, evidence []piece) pack.Fault {
	word := map[bool]string{true: "yes", false: "no"}
	want := word[e.fires]
	if e.weight != "" {
		want += ", weight " + e.weight
	}
	var shown []string
	for _, p := range evidence {
		if p.entity == e.entity {
			shown = append(shown, "\n      "+p.text)
		}
	}
	wayOut := "there is no evidence of it at all: see the query, and what the case leaves out"
	if shown != nil {
		wayOut = fmt.Sprintf("window %s; the evidence of it is%s", s.x.Window, strings.Join(shown, ""))
	}
	return pack.Fault{Pos: e.at, What: fmt.Sprintf("case %q: %s on %s: expected %s, got %s, weight %s", s.c.name, e.entity, e.asOf, want, word[fires], weight), WayOut: wayOut}
}

// forget plays the case again as of each of its days, the last one first, without what became known later, and expects the evidence that was
// known then to be the same.
func (s *scene) forget(ctx context.Context, evidence []piece) (pack.Faults, error) {
	var days []expectation
	for _, e := range s.c.expect {
		if !slices.ContainsFunc(days, func(d expectation) bool { return d.asOf == e.asOf }) {
			days = append(days, e)
		}
	}
	slices.SortFunc(days, func(a, b expectation) int { return int(b.asOf - a.asOf) })
	for _, day := range days {
		gone, err := s.delete(ctx, day.asOf)
		if err != nil {
			return nil, err
		}
		if gone == 0 {
			continue
		}
		then, err := s.compute(ctx)
		if err != nil {
			return nil, err
		}
		if had, has := known(evidence, day.asOf), known(then, day.asOf); !slices.Equal(had, has) {
			return pack.Faults{{Pos: day.at, What: fmt.Sprintf("case %q: the query looks ahead: without what became known after %s, the evidence known by then is another", s.c.name, day.asOf),
				WayOut: fmt.Sprintf("let known_on be the latest knowledge date of all that a row rests on\n      with the future: %s\n      without it: %s", list(had), list(has))}}, nil
		}
	}
	return nil, nil
}

// delete takes away what became known after a day, and says how many rows it touched.
func (s *scene) delete(ctx context.Context, day vigie.Date) (int64, error) {
	var gone int64
	for _, g := range s.c.given {
		d := s.columns[g.table]
		if d.Type("known_on") == "DATE" {
			n, err := s.tx.Exec(ctx, fmt.Sprintf("DELETE FROM %s WHERE known_on > CAST('%s' AS DATE)", table(g.table), day))
			if err != nil {
				return 0, err
			}
			gone += n
		}
		if d.Type("known_until") == "DATE" {
			n, err := s.tx.Exec(ctx, fmt.Sprintf("UPDATE %s SET known_until = NULL WHERE known_until > CAST('%s' AS DATE)", table(g.table), day))
			if err != nil {
				return 0, err
			}
			gone += n
		}
	}
	return gone, nil
}

// known are the pieces of evidence that stood on a day.
func known(evidence []piece, day vigie.Date) []string {
	var out []string
	for _, p := range evidence {
		if p.known <= day && (p.ends == 0 || p.ends > day) {
			out = append(out, p.text)
		}
	}
	return out
}

func list(lines []string) string {
	if len(lines) == 0 {
		return "none"
	}
	return strings.Join(lines, "; ")
}
