package pack

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"vigie"
)

// Indicator asks a yes-or-no question about an entity and answers with dated evidence. Its query gives evidence rows for all of
// history and never sees an as-of date:
//
//	entity_id    VARCHAR
//	happened_on  DATE     the day of what is shown
//	known_on     DATE     the first day on which all that it rests on was known
//	known_until  DATE     the day on which it was known to be wrong, or NULL
//	weight       DOUBLE   how much of it, in the unit of def.yaml
//	source_ref   VARCHAR  which records
//
// Every other column is a parameter of Detail, which says what was held against what.
//
// It fires for an entity on a date when the evidence that is known on it and happened within Window before it weighs at
// least Threshold.
type Indicator struct {
	ID          string   `yaml:"indicator"`
	Version     int      `yaml:"version"`
	Kind        string   `yaml:"kind"`        // matching: registers held against each other; pattern: a course of things in one
	Question    Text     `yaml:"question"`    // answered by yes or no
	Why         Text     `yaml:"why"`         // why the answer matters
	Innocent    []Text   `yaml:"innocent"`    // explanations without fault, to check first
	Sectors     Those    `yaml:"sectors"`     // of whom it is asked; all unless said
	Phenomenon  string   `yaml:"phenomenon"`  // of the pack's phenomena, when it looks for one
	Methodology string   `yaml:"methodology"` // methodology/<id>.md that follows when it fires
	LegalBasis  string   `yaml:"legal_basis"` // the rule that would be broken
	Reads       []string `yaml:"reads"`       // sources, contract views and derived tables
	Window      string   `yaml:"window"`      // how long evidence counts: all, or an ISO 8601 period
	Threshold   Changes  `yaml:"threshold"`   // the weight from which it fires; 1 unless said
	Unit        Text     `yaml:"unit"`        // of the weight
	Sentence    Text     `yaml:"sentence"`    // how a reason says it, with {count}, {weight}, {first} and {last}
	Detail      Text     `yaml:"detail"`      // how a piece of evidence is said, with the query's other columns as places
	FollowUp    string   `yaml:"follow_up"`   // how soon after it begins to fire a visit should come; P1Y unless said
	Owner       string   `yaml:"owner"`       // who keeps it right

	SQL   string `yaml:"-"`
	Query string `yaml:"-"` // the file of the SQL
	File  string `yaml:"-"` // def.yaml
	Tests string `yaml:"-"` // the text of test.txtar
	Pos   Pos    `yaml:"-"`

	DetailPos Pos `yaml:"-"`
}

// Shows says what a piece of evidence shows, in the first of the languages that has the text. Its parameters are JSON, as evidence holds
// them; one that bears the name of a list of words is said in its words.
func (p *Pack) Shows(x *Indicator, parameters string, languages ...string) (string, error) {
	values := map[string]string{}
	if parameters != "" {
		var given map[string]any
		d := json.NewDecoder(strings.NewReader(parameters))
		d.UseNumber()
		if err := d.Decode(&given); err != nil {
			return "", vigie.Errorf(vigie.Internal, "indicator %s: read the parameters of its evidence: %w", x.ID, err)
		}
		for name, v := range given {
			switch v := v.(type) {
			case nil:
			case json.Number:
				values[name] = Figure(v.String())
			default:
				values[name] = p.Word(name, fmt.Sprint(v), languages...)
			}
		}
	}
	return x.Detail.Say(values, languages...), nil
}

// Kinds of indicators.
const (
	Matching = "matching"
	Pattern  = "pattern"
)

// Those are the ids of some, or all: in YAML a list, or the word all, which gives none here.
type Those []string

// Has tells whether an id is among those.
func (t Those) Has(id string) bool { return len(t) == 0 || slices.Contains(t, id) }

const (
	indicatorFamily = "indicator" // the built-in family of features
	firedColumn     = "fired"
	lastSuffix      = "_last_on" // of the column that says when the last evidence happened
)

// indicators is the family that the house makes of a pack's indicators: for each the weight of its evidence that was known and
// within its window, and how many fire. Its query reads finding, which the indicator room has filled for the cohort.
func indicators(all []Indicator) Family {
	f := Family{ID: indicatorFamily, Meaning: builtin().Indicator.Meaning, File: "indicator", Builtin: true}
	var outer, inner []string
	for i := range all {
		x := &all[i]
		last := x.ID + lastSuffix
		f.Features = append(f.Features,
			Feature{Name: x.ID, Type: "number", Meaning: x.Question, Unit: x.Unit, Window: x.Window, Missing: builtin().Indicator.NeverMissing,
				Sentence: x.Sentence, Innocent: x.Innocent, Date: last, Evidence: true, Pos: x.Pos},
			Feature{Name: last, Type: "date", Meaning: x.Question, Pos: x.Pos})
		inner = append(inner, fmt.Sprintf(`sum(weight) FILTER (WHERE indicator = '%[1]s') AS "%[1]s", max(last_on) FILTER (WHERE indicator = '%[1]s') AS "%[2]s"`, x.ID, last))
		outer = append(outer, fmt.Sprintf(`coalesce(f."%[1]s", 0) AS "%[1]s", f."%[2]s"`, x.ID, last))
		for _, name := range x.Reads {
			if !slices.Contains(f.Reads, name) {
				f.Reads = append(f.Reads, name)
			}
		}
	}
	f.Features = append(f.Features, Feature{Name: firedColumn, Type: "integer", Meaning: builtin().Indicator.Fired, Unit: builtin().Indicator.FiredUnit, Window: "all", Missing: builtin().Indicator.NeverMissing})
	f.SQL = fmt.Sprintf(`-- One row is an entity and a date: the weight of each indicator's evidence that was known and within its window.
SELECT c.entity_id, c.as_of,
  %s,
  coalesce(f.fired, 0) AS fired
FROM cohort AS c
LEFT JOIN (
  SELECT entity_id, as_of, count(*) FILTER (WHERE fires) AS fired,
    %s
  FROM finding
  GROUP BY entity_id, as_of
) AS f ON f.entity_id = c.entity_id AND f.as_of = c.as_of
`, strings.Join(outer, ",\n  "), strings.Join(inner, ",\n    "))
	return f
}
