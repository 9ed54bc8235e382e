package match

import (
	"encoding/csv"
	"fmt"
	"io"
)

// EntityID names an entity by its first record: its source, where there are several, and its id.
func (t *Table) EntityID(entity uint32) string {
	if len(t.sources) == 1 {
		return t.ID(int(entity))
	}
	return t.Source(int(entity)) + ":" + t.ID(int(entity))
}

// WriteEntities writes one row a record: its source, its id and its entity.
func (r *Result) WriteEntities(to io.Writer) error {
	w := csv.NewWriter(to)
	w.Write([]string{"source", "record", "entity"})
	for rec, e := range r.Entity {
		w.Write([]string{r.Table.Source(rec), r.Table.ID(rec), r.Table.EntityID(e)})
	}
	w.Flush()
	return w.Error()
}

// WriteLinks writes one row a pair from the review probability on, the strongest first, with what became of it: linked, cut
// by a judgement or by one_to_one, contradicted, or left for review.
func (r *Result) WriteLinks(to io.Writer) error {
	cut := map[[2]uint32]CutReason{}
	for _, c := range r.Cuts {
		cut[[2]uint32{c.Link.A, c.Link.B}] = c.Reason
	}
	w := csv.NewWriter(to)
	w.Write([]string{"source_a", "record_a", "source_b", "record_b", "weight", "probability", "rule", "outcome"})
	for _, l := range r.Links {
		outcome := "review"
		switch reason, was := cut[[2]uint32{l.A, l.B}]; {
		case was:
			outcome = string(reason)
		case l.Contradicted:
			outcome = "contradicted"
		case l.taken(r.Table.spec):
			outcome = "linked"
		}
		a, b := int(l.A), int(l.B)
		w.Write([]string{
			r.Table.Source(a), r.Table.ID(a), r.Table.Source(b), r.Table.ID(b),
			fmt.Sprintf("%.3f", l.Weight), fmt.Sprintf("%.6f", l.Probability()), r.rules[l.Rule].text, outcome,
		})
	}
	w.Flush()
	return w.Error()
}
