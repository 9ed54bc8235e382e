package feature

import (
	"context"
	"errors"
	"fmt"

	"vigie/lake"
	"vigie/pack"
)

// CheckSQL answers every family for an empty cohort, in a lake whose tables are declared and empty, and returns what the
// engine says against it, or how its columns differ from those declared.
func CheckSQL(ctx context.Context, l *lake.Lake, p *pack.Pack) pack.Faults {
	var faults pack.Faults
	for i := range p.Families {
		f := &p.Families[i]
		if f.SQL == "" {
			continue // pack.Read has said that it is missing
		}
		begins := pack.Pos{File: f.File, Line: 1}
		rows, err := l.Query(ctx, "WITH answer AS (\n"+Statement(f.SQL)+"\n) SELECT * FROM answer")
		if err != nil {
			faults = append(faults, pack.Fault{
				Pos: pack.Rebase(begins, err.Error(), 1), What: "family " + f.ID + ": " + pack.Message(err),
				WayOut: "mend the query; it may read cohort, the sources it lists under reads, and the contract's views",
			})
			continue
		}
		columns, err := rows.Columns()
		err = errors.Join(err, rows.Err(), rows.Close())
		if err != nil {
			faults = append(faults, pack.Fault{Pos: begins, What: "family " + f.ID + ": " + err.Error()})
			continue
		}
		faults = append(faults, compare(f, begins, columns)...)
	}
	return faults
}

// compare finds columns that are declared and not given, and given and not declared.
func compare(f *pack.Family, begins pack.Pos, given []string) pack.Faults {
	var faults pack.Faults
	there := map[string]bool{}
	for _, c := range given {
		there[c] = true
	}
	for _, c := range []string{"entity_id", "as_of"} {
		if !there[c] {
			faults = append(faults, pack.Fault{Pos: begins, What: fmt.Sprintf("family %s: the query gives no column %s", f.ID, c),
				WayOut: "select it from cohort: it says whom and when the row answers for"})
		}
		delete(there, c)
	}
	for _, c := range f.Features {
		if !there[c.Name] {
			faults = append(faults, pack.Fault{Pos: c.Pos, What: fmt.Sprintf("family %s: the query gives no column %s", f.ID, c.Name),
				WayOut: "add it to " + f.File + ", or take it out here"})
		}
		delete(there, c.Name)
	}
	for _, c := range given {
		if there[c] {
			faults = append(faults, pack.Fault{Pos: begins, What: fmt.Sprintf("family %s: column %s is not declared", f.ID, c),
				WayOut: "describe it in the .yaml beside the query, or leave it out: nobody may score on a column without a meaning"})
		}
	}
	return faults
}
