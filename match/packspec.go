package match

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"vigie/lake"
	"vigie/pack"
)

// ReadPackSpec reads a spec of a pack. Its format is that of a spec by itself; besides, what may move a score has its m, u and
// lambda in it, and measures nothing by all the records there are: they would be of the future.
func ReadPackSpec(p *pack.Pack, m *pack.Match) (*Spec, pack.Faults) {
	return readSpec(m.YAML(), m.Spec, p.Languages, func(c checker) {
		if m.Use == pack.UseRisk {
			c.dated()
		}
	})
}

const dateless = "what may move a score must not depend on records that come later: with use: review people see it alone"

func (c checker) dated() {
	if !c.d.Has("lambda") {
		c.d.Fault("lambda", "lambda is missing", "estimate it with `vigie match estimate` and write it down; "+dateless)
	}
	for i, k := range c.s.Compare {
		at := fmt.Sprintf("compare[%d]", i)
		for key, given := range map[string][]float64{"m": k.M, "u": k.U} {
			if len(given) == 0 {
				c.d.Fault(at+"."+key, fmt.Sprintf("%s of %s is missing", key, k.Field), "estimate it with `vigie match estimate` and write it down; "+dateless)
			}
		}
		if k.TermFrequency {
			c.d.Fault(at+".term_frequency", "term_frequency weighs by all the records there are", "leave it out; "+dateless)
		}
		for j, text := range k.Levels {
			if strings.Contains(text, "cosine") {
				c.d.Fault(fmt.Sprintf("%s.levels[%d]", at, j), fmt.Sprintf("level %q weighs words by all the records there are", text), "write jaccard or overlap; "+dateless)
			}
		}
	}
}

// CheckSQL reads the specs of a pack and tries their queries in a lake whose registers are declared and empty. It returns what is
// wrong with the one or the other.
func CheckSQL(ctx context.Context, q lake.Querier, p *pack.Pack) (faults pack.Faults) {
	for i := range p.Matches {
		m := &p.Matches[i]
		spec, found := ReadPackSpec(p, m)
		faults = append(faults, found...)
		if len(found) == 0 && m.SQL != "" {
			faults = append(faults, checkQuery(ctx, q, p, m, spec)...)
		}
	}
	return faults
}

func checkQuery(ctx context.Context, q lake.Querier, p *pack.Pack, m *pack.Match, s *Spec) (faults pack.Faults) {
	if faults := m.CheckDoors(); len(faults) > 0 {
		return faults
	}
	begins := pack.Pos{File: m.File, Line: 1}
	given, err := lake.Describe(ctx, q, guarded(p, m))
	if err != nil {
		return pack.Faults{refused(ctx, q, m, err)}
	}
	if typ := given.Type("known_on"); typ != "DATE" {
		faults = append(faults, pack.Fault{Pos: begins, What: fmt.Sprintf("match %s: the query gives no known_on of type DATE", m.ID),
			WayOut: "add it: the first day on which all that the record says was known"})
	}
	var names []string
	for _, f := range given {
		names = append(names, f.Name)
	}
	lacks := func(name, wayOut string) {
		faults = append(faults, pack.Fault{Pos: begins, What: fmt.Sprintf("match %s: the query gives no column %s", m.ID, name), WayOut: wayOut})
	}
	if !slices.Contains(names, s.Key) {
		lacks(s.Key, "add it: by it one record is told from another")
	}
	if s.Task != dedupe && !slices.Contains(names, sourceColumn) {
		lacks(sourceColumn, "add it: which of the two a record is of")
	}
	for i := range s.Fields {
		f := &s.Fields[i]
		if len(f.Of) == 0 && !slices.ContainsFunc(f.From, func(from string) bool { return slices.Contains(names, from) }) {
			lacks(strings.Join(f.From, " or "), "add it, or leave out the field "+f.Name)
		}
	}
	return faults
}

// refused says why the engine could not read a query: it is wrong, or it reads what is hidden from it.
func refused(ctx context.Context, q lake.Querier, m *pack.Match, err error) pack.Fault {
	above := 1
	if m.Use == pack.UseRisk {
		if _, plain := lake.Describe(ctx, q, lake.Statement(m.SQL)); plain == nil {
			return pack.Fault{Pos: pack.Rebase(pack.Pos{File: m.File, Line: 1}, err.Error(), above+1),
				What:   fmt.Sprintf("match %s reads a protected column: %s", m.ID, pack.Message(err)),
				WayOut: "names, languages, nationalities and free text enter no comparison by which a score may move: leave it out, or write use: review, and only people see what comes of it"}
		} else {
			err = plain
		}
	}
	return pack.Fault{Pos: pack.Rebase(pack.Pos{File: m.File, Line: 1}, err.Error(), above), What: fmt.Sprintf("match %s: %s", m.ID, pack.Message(err)),
		WayOut: "mend the query; it may read the sources that it lists under reads"}
}
