package source

import (
	"context"
	"fmt"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// BuildContract computes the four tables that every stage after this one reads, from the pack's SQL over the registers:
// entity, link, inspection and event. It fails with pack.Faults when the SQL does not give what the contract asks.
func BuildContract(ctx context.Context, l *lake.Lake, p *pack.Pack) error {
	return l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		var faults pack.Faults
		for _, v := range pack.Views {
			c := contractOf(p, v.Name)
			if c == nil {
				faults = append(faults, pack.Fault{Pos: pack.Pos{File: "contract/" + v.Name + ".sql"}, What: "is missing", WayOut: "write it; an empty answer is SELECT … WHERE false"})
				continue
			}
			found, err := checkContract(ctx, tx, c, &v)
			if err != nil {
				return err
			}
			if faults = append(faults, found...); len(faults) > 0 {
				continue
			}
			if err := materialise(ctx, tx, c, &v); err != nil {
				return fmt.Errorf("build %s: %w", v.Name, err)
			}
		}
		if len(faults) > 0 {
			return vigie.Errorf(vigie.Invalid, "build the contract: %w", faults)
		}
		return nil
	})
}

func contractOf(p *pack.Pack, view string) *pack.Contract {
	for i := range p.Contract {
		if p.Contract[i].View == view {
			return &p.Contract[i]
		}
	}
	return nil
}

// materialise writes the view's rows into a table, with the contract's columns in its order.
func materialise(ctx context.Context, q lake.Querier, c *pack.Contract, v *pack.View) error {
	columns := make([]string, len(v.Columns))
	for i, col := range v.Columns {
		columns[i] = fmt.Sprintf("CAST(%[1]s AS %[2]s) AS %[1]s", col.Name, col.Type)
	}
	_, err := q.Exec(ctx, fmt.Sprintf("CREATE OR REPLACE TABLE main.%s AS SELECT %s FROM (\n%s\n)", v.Name, strings.Join(columns, ", "), statement(c.SQL)))
	return err
}

// checkContract compares the columns that the SQL gives with those the contract asks for.
func checkContract(ctx context.Context, q lake.Querier, c *pack.Contract, v *pack.View) (pack.Faults, error) {
	begins := pack.Pos{File: c.File, Line: 1}
	given, fault, err := describe(ctx, q, c.SQL, begins)
	if err != nil || fault != nil {
		return fault, err
	}
	var faults pack.Faults
	for _, want := range v.Columns {
		typ, ok := given[want.Name]
		switch {
		case !ok:
			faults = append(faults, pack.Fault{Pos: begins, What: fmt.Sprintf("%s lacks the column %s", v.Name, want.Name),
				WayOut: fmt.Sprintf("add it; without a value write CAST(NULL AS %s) AS %s", want.Type, want.Name)})
		case !fits(typ, want.Type):
			faults = append(faults, pack.Fault{Pos: begins, What: fmt.Sprintf("%s.%s is %s and must be %s", v.Name, want.Name, typ, want.Type),
				WayOut: fmt.Sprintf("write CAST(… AS %s) AS %s", want.Type, want.Name)})
		}
		delete(given, want.Name)
	}
	for name := range given {
		faults = append(faults, pack.Fault{Pos: begins, What: fmt.Sprintf("%s has the column %s, which the contract does not know", v.Name, name), WayOut: "leave it out"})
	}
	faults.Sort()
	return faults, nil
}

// fits tells whether a type can stand where another is asked for without losing anything.
func fits(given, want string) bool {
	if given == want {
		return true
	}
	if want == "DOUBLE" {
		return strings.HasSuffix(given, "INT") || given == "INTEGER" || given == "FLOAT" || strings.HasPrefix(given, "DECIMAL")
	}
	return false
}

// describe gives the columns of a query and their types; or the fault that the engine finds with it, at its place in
// the pack. err is for failures that are not the query's.
func describe(ctx context.Context, q lake.Querier, query string, begins pack.Pos) (map[string]string, pack.Faults, error) {
	rows, err := q.Query(ctx, "SELECT column_name, column_type FROM (DESCRIBE\n"+statement(query)+"\n)")
	if err != nil {
		if ctx.Err() != nil {
			return nil, nil, err
		}
		return nil, pack.Faults{engineFault(begins, err)}, nil
	}
	defer rows.Close()
	columns := map[string]string{}
	for rows.Next() {
		var name, typ string
		if err := rows.Scan(&name, &typ); err != nil {
			return nil, nil, err
		}
		columns[name] = typ
	}
	return columns, nil, rows.Err()
}

// engineFault turns an error of DuckDB's into a fault of the pack. One line was written ahead of the SQL.
func engineFault(begins pack.Pos, err error) pack.Fault {
	message := err.Error()
	f := pack.Fault{Pos: pack.Rebase(begins, message, 1), What: firstLineOf(message)}
	for _, line := range strings.Split(message, "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "Candidate") || strings.HasPrefix(line, "Did you mean") {
			f.WayOut = line
		}
	}
	return f
}
