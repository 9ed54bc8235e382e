package source

import (
	"context"
	"fmt"
	"slices"

	"vigie/lake"
	"vigie/pack"
)

// CheckSQL runs the SQL of a pack's contract and batch rules against its empty registers, in a lake in memory. It finds
// what reading the pack can not: a column that is not there, a type that does not fit. Every fault has its file and line.
func CheckSQL(ctx context.Context, p *pack.Pack) pack.Faults {
	l, err := lake.Open(ctx, lake.Memory, lake.Options{Threads: 1})
	if err != nil {
		return pack.Faults{{What: "the SQL can not be checked: " + err.Error()}}
	}
	defer l.Close()
	var faults pack.Faults
	for i := range p.Sources {
		faults = append(faults, checkSource(&p.Sources[i])...)
	}
	if len(faults) > 0 {
		faults.Sort()
		return faults // the rest would only complain about what is missing
	}
	err = l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		if err := Declare(ctx, tx, p); err != nil {
			return err
		}
		for i := range p.Sources {
			faults = append(faults, checkRules(ctx, tx, &p.Sources[i])...)
		}
		return nil
	})
	if err != nil {
		return append(faults, pack.Fault{What: "the registers can not be declared: " + err.Error()})
	}
	for _, v := range pack.Views {
		c := contractOf(p, v.Name)
		if c == nil {
			continue // pack.Read has said so
		}
		found, err := checkContract(ctx, l, c, &v)
		if err != nil {
			found = append(found, engineFault(pack.Pos{File: c.File}, err))
		}
		faults = append(faults, found...)
	}
	faults.Sort()
	return faults
}

// checkSource understands the columns as a load would.
func checkSource(s *pack.Source) pack.Faults {
	var faults pack.Faults
	for i := range s.Columns {
		if _, err := newColumn(s, s.Columns[i]); err != nil {
			faults = append(faults, pack.Fault{Pos: s.Columns[i].Pos, What: err.Error()})
		}
	}
	if len(faults) > 0 {
		return faults
	}
	if _, err := newChecker(s, 0, 0, nil); err != nil {
		return pack.Faults{{Pos: s.Pos, What: err.Error()}}
	}
	return nil
}

// checkRules prepares each rule against an empty batch and looks for its two columns.
func checkRules(ctx context.Context, tx *lake.Tx, s *pack.Source) (faults pack.Faults) {
	if len(s.Rules) == 0 {
		return nil
	}
	if err := batchView(ctx, tx, s, "register."+lake.Name(s.ID), 0); err != nil {
		return pack.Faults{{Pos: s.Pos, What: err.Error()}}
	}
	for _, r := range s.Rules {
		columns, found, err := describe(ctx, tx, r.SQL, r.SQLPos)
		if err != nil {
			found = pack.Faults{engineFault(r.SQLPos, err)}
		}
		if found != nil {
			faults = append(faults, found...)
			continue
		}
		for _, want := range []string{"line", "reason"} {
			if _, ok := columns[want]; !ok {
				faults = append(faults, pack.Fault{Pos: r.Pos, What: fmt.Sprintf("rule %s does not give the column %s", r.ID, want), WayOut: "select line and reason"})
			}
		}
		if typ := columns["line"]; typ != "" && !slices.Contains([]string{"BIGINT", "INTEGER"}, typ) {
			faults = append(faults, pack.Fault{Pos: r.Pos, What: fmt.Sprintf("rule %s gives line as %s", r.ID, typ), WayOut: "select the line of batch as it is"})
		}
	}
	if _, err := tx.Exec(ctx, "DROP VIEW temp.batch"); err != nil {
		faults = append(faults, pack.Fault{Pos: s.Pos, What: err.Error()})
	}
	return faults
}
