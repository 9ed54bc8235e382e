package indicator

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"vigie/lake"
	"vigie/pack"
)

// answer is what every query gives: one row of evidence. Its other columns are parameters of the text that says what it shows.
var answer = lake.Description{
	{Name: "entity_id", Kind: lake.Text}, {Name: "happened_on", Kind: lake.Day}, {Name: "known_on", Kind: lake.Day},
	{Name: "known_until", Kind: lake.Day}, {Name: "weight", Kind: lake.Number}, {Name: "source_ref", Kind: lake.Text},
}

// CheckSQL describes every query in a lake whose tables are declared, and returns what the engine says against it, how its
// columns differ from those of evidence, and which of its parameters are in no text, or the other way round.
func CheckSQL(ctx context.Context, l *lake.Lake, p *pack.Pack) pack.Faults {
	var faults pack.Faults
	for i := range p.Indicators {
		x := &p.Indicators[i]
		if x.SQL == "" {
			continue // pack.Read has said that it is missing
		}
		begins := pack.Pos{File: x.Query, Line: 1}
		given, err := lake.Describe(ctx, l, x.SQL)
		if err != nil {
			faults = append(faults, pack.Fault{Pos: pack.Rebase(begins, err.Error(), 1), What: fmt.Sprintf("indicator %s: %s", x.ID, pack.Message(err)),
				WayOut: "mend the query; it may read the sources, contract views and derived tables it lists under reads, and threshold"})
			continue
		}
		faults = append(faults, compare(x, begins, given)...)
	}
	if p.Positive != "" && len(p.Indicators) > 0 {
		if _, err := lake.Describe(ctx, l, "SELECT "+pack.Condition(p.Positive)+" AS positive FROM inspection AS i"); err != nil {
			faults = append(faults, pack.Fault{Pos: pack.Rebase(p.PositivePos, err.Error(), 1), What: "positive: " + pack.Message(err),
				WayOut: "write an SQL condition over i (inspection); its columns stand in docs/packs.md"})
		}
	}
	return faults
}

func compare(x *pack.Indicator, begins pack.Pos, given lake.Description) pack.Faults {
	var faults pack.Faults
	for _, want := range answer {
		switch typ := given.Type(want.Name); {
		case typ == "":
			faults = append(faults, pack.Fault{Pos: begins, What: fmt.Sprintf("indicator %s: the query gives no column %s", x.ID, want.Name),
				WayOut: fmt.Sprintf("add it; without a value write CAST(NULL AS %s) AS %s", want.Kind, want.Name)})
		case !fits(typ, string(want.Kind)):
			faults = append(faults, pack.Fault{Pos: begins, What: fmt.Sprintf("indicator %s: %s is %s and must be %s", x.ID, want.Name, typ, want.Kind),
				WayOut: fmt.Sprintf("write CAST(… AS %s) AS %s", want.Kind, want.Name)})
		}
	}
	places := x.Detail.Places()
	for _, f := range given {
		if answer.Type(f.Name) == "" && !slices.Contains(places, f.Name) {
			faults = append(faults, pack.Fault{Pos: begins, What: fmt.Sprintf("indicator %s: the query gives the column %s, and detail says nothing of it", x.ID, f.Name),
				WayOut: fmt.Sprintf("name it as {%s} in detail of %s, or leave it out", f.Name, x.File)})
		}
	}
	for _, name := range places {
		if given.Type(name) == "" {
			faults = append(faults, pack.Fault{Pos: x.DetailPos, What: fmt.Sprintf("indicator %s: detail names {%s}, which the query does not give", x.ID, name),
				WayOut: pack.DidYouMean(name, parameters(given))})
		}
	}
	return faults
}

// fits tells whether a type can stand where another is asked for without losing anything.
func fits(given, want string) bool {
	number := strings.HasSuffix(given, "INT") || given == "INTEGER" || given == "FLOAT" || strings.HasPrefix(given, "DECIMAL")
	return given == want || want == "DOUBLE" && number
}

// parameters are the columns of a query besides those of every answer.
func parameters(given lake.Description) []string {
	var names []string
	for _, f := range given {
		if answer.Type(f.Name) == "" {
			names = append(names, f.Name)
		}
	}
	return names
}
