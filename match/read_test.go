package match

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/pack"
)

// TestFaults writes one thing wrong into a spec, and expects it to be told with its line and the way out.
func TestFaults(t *testing.T) {
	t.Parallel()

	const right = `match: person
version: 1
task: dedupe
id: id
fields:
  - {name: name, clean: [plain]}
  - {name: born}
block:
  - name and born
compare:
  - {field: name, levels: [exact, jaro_winkler >= 0.9]}
  - {field: born, levels: [exact]}
`
	if _, faults := ReadSpec("x.yaml", []byte(right)); len(faults) > 0 {
		t.Fatal(faults)
	}
	tests := []struct {
		name, from, to, want string
	}{
		{"UnknownKey", "task:", "tusk:", "x.yaml:3: unknown key \"tusk\"\n    → did you mean \"task\"?"},
		{"UnknownTask", "task: dedupe", "task: dedup", "x.yaml:3: unknown task \"dedup\"\n    → did you mean \"dedupe\"?"},
		{"NoID", "id: id\n", "", "x.yaml:1: id is missing\n    → name the column that tells one record from another"},
		{"UnknownStep", "clean: [plain]", "clean: [plan]", "x.yaml:6: unknown step \"plan\"\n    → did you mean \"plain\"?"},
		{"StepWithoutNumber", "clean: [plain]", "clean: [first]", "x.yaml:6: step \"first\": first takes one argument, such as first(3)"},
		{"NoSuchList", "clean: [plain]", "clean: [drop(titel)]", "x.yaml:6: step \"drop(titel)\": there is no word list \"titel\": there are box, legal_form, particle, street, title"},
		{"FieldTwice", "{name: born}", "{name: name}", "x.yaml:7: field \"name\" stands twice\n    → give each its own name"},
		{"UnknownFieldInARule", "  - name and born", "  - nam and born", "x.yaml:9: unknown field \"nam\"\n    → did you mean \"name\"?"},
		{"RuleThatCompares", "  - name and born", "  - name >= 3", "x.yaml:9: rule \"name >= 3\": name >= has no place in a rule: its terms are equal or not\n    → write terms joined by and: surname and first(postcode, 2)"},
		{"RuleCutAtAComma", "block:\n  - name and born", "block: [first(name, 2) and born]", "x.yaml:8: rule \"first(name\": a bracket is not closed\n    → between [ and ] a comma ends a rule: put the rule between quotes, or on a line of its own"},
		{"UnknownMeasure", "jaro_winkler", "jaro_winkle", "x.yaml:11: unknown measure \"jaro_winkle\"\n    → did you mean \"jaro_winkler\"?"},
		{"MeasureTheWrongWayRound", "jaro_winkler >= 0.9", "jaro_winkler <= 0.9", "x.yaml:11: level \"jaro_winkler <= 0.9\": jaro_winkler <= is alike the wrong way round\n    → write >="},
		{"MeasureWithoutBound", "jaro_winkler >= 0.9", "levenshtein", "x.yaml:11: level \"levenshtein\": levenshtein wants a bound\n    → write levenshtein <= a number"},
		{"NoComparison", "  - {field: born, levels: [exact]}", "  - {field: born, levels: []}", "x.yaml:12: a comparison has no levels\n    → write them from the best on: [exact, jaro_winkler >= 0.9]"},
		{"GivenProbabilities", "levels: [exact]}", "levels: [exact], m: [0.9, 0.3]}", "x.yaml:12: compare.2.m does not give a probability for each of the 1 levels and “else”, adding up to 1"},
		{"Accept", "id: id", "id: id\naccept: 1.5", "x.yaml:5: accept 1.5 is not a probability between 0 and 1\n    → write one such as 0.9"},
		{"OneToOneInOneSource", "id: id", "id: id\none_to_one: true", "x.yaml:5: one_to_one is for two sources\n    → leave it out, or let the task be link"},
		{"KeyOfNoField", "block:", "keys: [{field: numer}]\nblock:", "x.yaml:8: unknown field \"numer\"\n    → known are: name, born"},
		{"KeyContradictedByNothing", "block:", "keys: [{field: born, contradicted_by: [town]}]\nblock:", "x.yaml:8: \"town\" is not compared\n    → name fields that stand under compare"},
		{"TruthPattern", "id: id", "id: id\ntruth: {entity: id, pattern: 'a.b'}", "x.yaml:5: the pattern has not one group\n    → put what names the entity between ( )"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(right, test.from, test.to, 1)
			if text == right {
				t.Fatalf("%q is not in the spec", test.from)
			}
			_, faults := ReadSpec("x.yaml", []byte(text))
			var shown pack.Faults
			for _, f := range faults {
				if strings.Contains(test.want, f.What) {
					shown = append(shown, f)
				}
			}
			if len(shown) == 0 {
				shown = faults
			}
			if d := cmp.Diff(test.want, shown.Error()); d != "" {
				t.Error(d)
			}
		})
	}
}

func FuzzReadSpec(f *testing.F) {
	f.Add(personSpec)
	f.Add(strings.ReplaceAll(personSpec, "[", "{"))
	f.Fuzz(func(t *testing.T, text string) {
		s, faults := ReadSpec("x.yaml", []byte(text))
		if len(faults) > 0 {
			return
		}
		if _, _, err := s.allRules(); err != nil {
			t.Errorf("no faults, and %v", err)
		}
	})
}
