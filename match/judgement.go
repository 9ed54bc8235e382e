package match

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"vigie"
)

// Verdict is what a person says of a pair. They are strings, so that stored rows survive renumbering.
type Verdict string

const (
	Positive  Verdict = "positive"  // the two are one entity
	Negative  Verdict = "negative"  // they are not
	Unsure    Verdict = "unsure"    // the records do not tell
	Withdrawn Verdict = "withdrawn" // what the same person said before no longer holds
)

// Judgement is one row of what people said. Rows are added, never changed: a later row of the same person about the same
// pair takes the place of the earlier one.
type Judgement struct {
	A, B    string // records, as id or source:id
	Verdict Verdict
	By      string // who
	On      string // when, as yyyy-mm-dd or with a time behind it
	Why     string
}

var judgementHead = []string{"record_a", "record_b", "verdict", "judged_by", "judged_on", "reason"}

// ReadJudgements reads the rows of a CSV file with the columns record_a, record_b, verdict, judged_by, judged_on, reason.
func ReadJudgements(file string) ([]Judgement, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, vigie.Errorf(vigie.NotFound, "read judgements: %w", err)
	}
	defer f.Close()
	rows := csv.NewReader(f)
	head, err := rows.Read()
	if err != nil || !slices.Equal(head, judgementHead) {
		return nil, vigie.Errorf(vigie.Invalid, "read judgements of %s: its first line is not %s", file, strings.Join(judgementHead, ","))
	}
	var all []Judgement
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, vigie.Errorf(vigie.Invalid, "read judgements of %s: %w", file, err)
		}
		j := Judgement{row[0], row[1], Verdict(row[2]), row[3], row[4], row[5]}
		if err := j.Check(); err != nil {
			line, _ := rows.FieldPos(0)
			return nil, vigie.Errorf(vigie.Invalid, "read judgements of %s: line %d: %w", file, line, err)
		}
		all = append(all, j)
	}
}

// Check returns what is wrong with a row.
func (j Judgement) Check() error {
	switch j.Verdict {
	case Positive, Negative, Unsure, Withdrawn:
	default:
		return fmt.Errorf("verdict %q: it is positive, negative, unsure or withdrawn", j.Verdict)
	}
	if j.By == "" || len(j.On) < 10 {
		return fmt.Errorf("a judgement says who (judged_by) and when (judged_on, yyyy-mm-dd)")
	}
	if _, err := vigie.ParseDate(j.On[:10]); err != nil {
		return err
	}
	if j.A == j.B {
		return fmt.Errorf("record %s is judged against itself", j.A)
	}
	return nil
}

// Verdicts is what holds of each judged pair on a day.
type Verdicts struct {
	positive, negative []pairOf
	Disputed           []pairOf // reviewers disagree: nothing follows from it until one of them gives way
	Unsure             []pairOf
}

// pairOf is a judged pair of a table's records, with the row that decided.
type pairOf struct {
	A, B uint32
	Row  Judgement
}

// verdicts are those that hold on a day: of each person the last row about a pair, and of several persons what they agree
// on. Reviewers who do not see each other's rows (blind) stand in the table beside each other. An unsure row neither joins
// nor parts, and leaves the word to a reviewer who is sure.
func (t *Table) verdicts(rows []Judgement, asOf string) (Verdicts, error) {
	if len(rows) == 0 {
		return Verdicts{}, nil
	}
	names := t.recordNumbers()
	var hold []said
	for _, row := range rows {
		if asOf != "" && row.On[:10] > asOf {
			continue
		}
		a, err := t.named(names, row.A)
		if err != nil {
			return Verdicts{}, fmt.Errorf("judgement of %s on %s: %w", row.By, row.On, err)
		}
		b, err := t.named(names, row.B)
		if err != nil {
			return Verdicts{}, fmt.Errorf("judgement of %s on %s: %w", row.By, row.On, err)
		}
		hold = append(hold, said{a: a, b: b, row: row})
	}
	return verdictsOf(hold), nil
}

// verdictsOf takes of each person the last row about a pair.
func verdictsOf(rows []said) Verdicts {
	type whose struct {
		a, b uint32
		by   string
	}
	last := map[whose]Judgement{}
	for _, s := range slices.SortedStableFunc(slices.Values(rows), func(x, y said) int { return cmp.Compare(x.row.On, y.row.On) }) {
		last[whose{min(s.a, s.b), max(s.a, s.b), s.row.By}] = s.row
	}
	of := map[[2]uint32][]Judgement{}
	for w, row := range last {
		if row.Verdict != Withdrawn {
			of[[2]uint32{w.a, w.b}] = append(of[[2]uint32{w.a, w.b}], row)
		}
	}
	return settle(of)
}

func settle(said map[[2]uint32][]Judgement) Verdicts {
	var v Verdicts
	for pair, rows := range said {
		slices.SortFunc(rows, func(x, y Judgement) int { return cmp.Or(cmp.Compare(x.On, y.On), cmp.Compare(x.By, y.By)) })
		p := pairOf{pair[0], pair[1], rows[len(rows)-1]}
		has := func(verdict Verdict) int {
			return slices.IndexFunc(rows, func(j Judgement) bool { return j.Verdict == verdict })
		}
		yes, no := has(Positive), has(Negative)
		switch {
		case yes >= 0 && no >= 0:
			v.Disputed = append(v.Disputed, p)
		case yes >= 0:
			p.Row = rows[yes]
			v.positive = append(v.positive, p)
		case no >= 0:
			p.Row = rows[no]
			v.negative = append(v.negative, p)
		default:
			v.Unsure = append(v.Unsure, p)
		}
	}
	for _, list := range [][]pairOf{v.positive, v.negative, v.Disputed, v.Unsure} {
		slices.SortFunc(list, func(x, y pairOf) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	}
	return v
}
