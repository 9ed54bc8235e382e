package derive

import (
	"context"
	"fmt"

	"vigie/lake"
	"vigie/pack"
)

// CheckSQL computes every table in a lake whose registers and views are declared and empty. It returns what the engine says
// against the queries, or how their columns fall short, and the tables that are not there because of it, by the name that reads uses.
func CheckSQL(ctx context.Context, l *lake.Lake, p *pack.Pack) (faults pack.Faults, lost map[string]bool) {
	lost = map[string]bool{}
	if err := Threshold(ctx, l, p); err != nil {
		return pack.Faults{{Pos: pack.Pos{File: "pack.yaml"}, What: "thresholds: " + pack.Message(err)}}, lost
	}
	for i := range p.Derives {
		t := &p.Derives[i]
		if t.SQL == "" || Reads(t.Reads, lost) {
			lost[t.Table()] = true // said already, of itself or of what it reads
			continue
		}
		found := check(ctx, l, t)
		faults = append(faults, found...)
		if len(found) > 0 {
			lost[t.Table()] = true
		}
	}
	return faults, lost
}

// Reads tells whether something that is read is among those lost.
func Reads(reads []string, lost map[string]bool) bool {
	for _, name := range reads {
		if lost[name] {
			return true
		}
	}
	return false
}

func check(ctx context.Context, l *lake.Lake, t *pack.Derive) (faults pack.Faults) {
	begins := pack.Pos{File: t.File, Line: 1}
	given, err := lake.Describe(ctx, l, t.SQL)
	if err != nil {
		return pack.Faults{{Pos: pack.Rebase(begins, err.Error(), 1), What: t.Table() + ": " + pack.Message(err),
			WayOut: "mend the query; it may read the sources, contract views and derived tables it lists under reads, and threshold"}}
	}
	wanted := []string{"known_on"}
	if t.Kind == pack.Dated {
		wanted = append(wanted, "known_until")
	}
	for _, column := range wanted {
		switch typ := given.Type(column); typ {
		case "DATE":
		case "":
			faults = append(faults, pack.Fault{Pos: begins, What: fmt.Sprintf("%s: the query gives no column %s", t.Table(), column),
				WayOut: "add it: a row of kind: " + t.Kind + " says by it on which dates it counts"})
		default:
			faults = append(faults, pack.Fault{Pos: begins, What: fmt.Sprintf("%s: %s is %s and must be DATE", t.Table(), column, typ),
				WayOut: fmt.Sprintf("write CAST(… AS DATE) AS %s", column)})
		}
	}
	if len(faults) > 0 {
		return faults
	}
	if _, err := Build(ctx, l, t); err != nil {
		return pack.Faults{{Pos: begins, What: t.Table() + ": " + pack.Message(err)}}
	}
	return nil
}
