package match

import (
	"cmp"
	"slices"
	"strings"

	"vigie"
)

// Which entity a record is of changes as records and judgements come. What is told of a day follows from those alone that were
// known on it: so that a list of last year is made from what last year knew, and deleting what came since changes nothing of it.
// Records and links are taken group by group, and in each group day by day; nearly all groups are small.

// Stay is the time in which a record was of an entity.
type Stay struct {
	Record  int
	Entity  string
	From    int32 // the day from which it was known
	Until   int32 // the day from which it was known to be of another
	Ongoing bool  // it still is of this one
}

// history is the stays of all records, those of a group together, and the name of each record's entity at their end.
func (r *Result) history(links []Link, judged []Judgement) ([]Stay, []string) {
	t := r.Table
	rows := t.applicable(judged)
	var stays []Stay
	last := make([]string, t.Rows())
	for _, g := range t.groups(links, rows) {
		if len(g.records) == 1 {
			rec := int(g.records[0])
			last[rec] = t.EntityID(uint32(rec))
			stays = append(stays, Stay{Record: rec, Entity: last[rec], From: t.known[rec], Ongoing: true})
			continue
		}
		stays = append(stays, g.stays(t, last)...)
	}
	return stays, last
}

// said is a judgement whose records are there.
type said struct {
	a, b uint32
	day  int32
	row  Judgement
}

// applicable are the judgements about records that are there. One about a record that a register no longer has says nothing.
func (t *Table) applicable(judged []Judgement) []said {
	if len(judged) == 0 {
		return nil
	}
	names := t.recordNumbers()
	var out []said
	for _, j := range judged {
		a, errA := t.named(names, j.A)
		b, errB := t.named(names, j.B)
		day, errDay := vigie.ParseDate(j.On[:10])
		if errA == nil && errB == nil && errDay == nil {
			out = append(out, said{a, b, int32(day), j})
		}
	}
	return out
}

// group is some records that links or judgements tie, and no others do, in the order in which they became known.
type group struct {
	records []uint32
	links   []Link
	said    []said
}

func (t *Table) groups(links []Link, rows []said) []group {
	c := newClustering(t, Verdicts{})
	tie := func(x, y uint32) {
		if a, b := c.root(x), c.root(y); a != b {
			c.join(min(a, b), max(a, b))
		}
	}
	for _, l := range links {
		tie(l.A, l.B)
	}
	for _, s := range rows {
		tie(s.a, s.b)
	}
	at := make([]int, t.Rows()) // of a root, its group
	var all []group
	for rec := range uint32(t.Rows()) {
		root := c.root(rec)
		if root == rec {
			at[rec] = len(all)
			all = append(all, group{})
		}
		g := &all[at[root]]
		g.records = append(g.records, rec)
	}
	for _, l := range links {
		g := &all[at[c.root(l.A)]]
		g.links = append(g.links, l)
	}
	for _, s := range rows {
		g := &all[at[c.root(s.a)]]
		g.said = append(g.said, s)
	}
	for i := range all {
		slices.SortFunc(all[i].records, t.earlier)
	}
	return all
}

// earlier orders records by when they became known.
func (t *Table) earlier(a, b uint32) int {
	return cmp.Or(cmp.Compare(t.known[a], t.known[b]), cmp.Compare(t.source[a], t.source[b]), strings.Compare(t.ids.view(int(a)), t.ids.view(int(b))))
}

// stays walks through the days on which something of the group became known. Entities keep their ids as in an index.
func (g *group) stays(t *Table, last []string) []Stay {
	small, links := g.table(t)
	x := &Index{Result: &Result{Table: small}}
	open, stays := make([]int, len(g.records)), []Stay{} // of each record, its stay
	source := small.source
	asOf := func(day int32) []uint32 { return g.asOf(small, links, day) }
	if len(g.said) == 0 && !t.spec.OneToOne {
		asOf = growing(small, links)
	}
	for _, day := range g.days(small.known) {
		known := len(small.known)
		for known > 0 && small.known[known-1] > day {
			known--
		}
		small.source = source[:known]
		before := len(x.ids)
		x.Result.Entity = asOf(day)
		was := x.ids
		x.rename()
		for rec := range x.ids {
			if rec < before && x.ids[rec] == was[rec] {
				continue
			}
			if rec < before {
				stays[open[rec]].Until, stays[open[rec]].Ongoing = day, false
			}
			open[rec] = len(stays)
			stays = append(stays, Stay{Record: int(g.records[rec]), Entity: x.EntityOf(rec), From: day, Ongoing: true})
		}
	}
	for rec, full := range g.records {
		last[full] = x.EntityOf(rec)
	}
	return stays
}

// table is the group's records as a table of their own, with its links.
func (g *group) table(t *Table) (*Table, []Link) {
	small := &Table{spec: t.spec, sources: t.sources}
	number := map[uint32]uint32{}
	for i, rec := range g.records {
		number[rec] = uint32(i)
		small.ids.add(t.ID(int(rec)))
		small.source, small.known = append(small.source, t.source[rec]), append(small.known, t.known[rec])
	}
	links := slices.Clone(g.links)
	for i := range links {
		a, b := number[links[i].A], number[links[i].B]
		links[i].A, links[i].B = min(a, b), max(a, b)
	}
	slices.SortFunc(links, strongest)
	for i := range g.said {
		s := &g.said[i]
		a, b := number[s.a], number[s.b]
		s.a, s.b = min(a, b), max(a, b)
		s.day = max(s.day, small.known[s.b])
	}
	return small, links
}

func (g *group) days(known []int32) []int32 {
	days := slices.Clone(known)
	for _, s := range g.said {
		days = append(days, s.day)
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// asOf are the entities as the links and judgements known on a day make them.
func (g *group) asOf(small *Table, links []Link, day int32) []uint32 {
	known := uint32(small.Rows())
	var taken []Link
	for _, l := range links {
		if l.B < known {
			taken = append(taken, l)
		}
	}
	var rows []said
	for _, s := range g.said {
		if s.day <= day {
			rows = append(rows, s)
		}
	}
	entity, _ := cluster(small, taken, verdictsOf(rows))
	return entity
}

// growing does the same for a group in which no link is ever given up: each day's links are added to those before.
func growing(small *Table, links []Link) func(int32) []uint32 {
	c, done := newClustering(small, Verdicts{}), 0
	slices.SortStableFunc(links, func(x, y Link) int { return cmp.Compare(x.B, y.B) })
	return func(int32) []uint32 {
		known := small.Rows()
		for ; done < len(links) && int(links[done].B) < known; done++ {
			c.take(links[done], false)
		}
		entity := make([]uint32, known)
		for rec := range entity {
			entity[rec] = c.root(uint32(rec))
		}
		return entity
	}
}
