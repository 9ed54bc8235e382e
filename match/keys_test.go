package match

import (
	"fmt"
	"strings"
	"testing"
)

// keySpec has an identifier with two check digits: the payload and its remainder by 97.
var keySpec = strings.NewReplacer(
	"  - {name: phone, clean: [digits]}", "  - {name: phone, clean: [digits]}\n  - {name: number, check_digits: {modulus: 97, payload: 5}}",
	"\nblock:", "\nkeys: [{field: number, contradicted_by: [name, born], at_most: 5}]\nblock:",
).Replace(personSpec)

func number(payload int) string { return fmt.Sprintf("%05d%02d", payload, payload%97) }

// keyed gives every person a number; those who are set below have their own.
func keyed(seed uint64, more ...string) string {
	lines := strings.Split(strings.TrimSpace(persons(600, seed)), "\n")
	lines[0] += ",number"
	for i := 1; i < len(lines); i++ {
		lines[i] += ","
	}
	return strings.Join(append(lines, more...), "\n") + "\n"
}

func TestStrongKeys(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name    string
		rows    []string
		outcome string
		same    bool
	}{
		{"TheSameNumberLinksWhatIsHardlyAlike", []string{"p,,coco danan,elel,1950-01-01,1111," + number(123), "q,,coco danan fonfon,anan,1971-06-06,2222," + number(123)}, "linked", true},
		{"AWrongNumberIsCaughtByTheName", []string{"p,,coco danan,elel,1950-01-01,1111," + number(123), "q,,hilger berber,anan,1971-06-06,2222," + number(123)}, "contradicted", false},
		{"AContradictedNumberWaitsForAPersonWhateverElse", []string{"p,,coco danan,elel,1950-01-01,1111," + number(123), "q,,hilger berber,elel,1971-06-06,1111," + number(123)}, "contradicted", false},
		{"NothingToContradict", []string{"p,,coco danan,elel,1950-01-01,1111," + number(123), "q,,,anan,,2222," + number(123)}, "linked", true},
		{"WrongCheckDigitsAreNoNumber", []string{"p,,coco danan,elel,1950-01-01,1111,0012399", "q,,coco danan fonfon,anan,1971-06-06,2222,0012399"}, "not compared", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			table := load(t, read(t, keySpec), keyed(15, test.rows...))
			r := match(t, table, Options{})
			e, err := r.Explain("p", "q")
			if err != nil {
				t.Fatal(err)
			}
			if e.Outcome != test.outcome || e.SameEntity != test.same {
				t.Errorf("%s, in one entity: %v (%s); want %s", e.Outcome, e.SameEntity, e.Sentence, test.outcome)
			}
			report := r.Report()
			if (report.Contradicted > 0) != (test.outcome == "contradicted") || report.Sources[0].Contradicted != 2*report.Contradicted {
				t.Errorf("the report tells of %d contradicted keys, on %d records", report.Contradicted, report.Sources[0].Contradicted)
			}
		})
	}
}

// TestStandInNumber expects a number on more records than it may stand on to link nothing.
func TestStandInNumber(t *testing.T) {
	t.Parallel()
	var rows []string
	for i := range 6 {
		rows = append(rows, fmt.Sprintf("z%d,,coco danan%s,el,19%d0-01-01,%d,%s", i, strings.Repeat("fon", i), i+2, i, number(99)))
	}
	e, err := match(t, load(t, read(t, keySpec), keyed(16, rows...)), Options{}).Explain("z0", "z1")
	if err != nil || e.SameEntity {
		t.Errorf("%+v, %v", e, err)
	}
}

// TestReport counts what can go wrong with the records of a source.
func TestReport(t *testing.T) {
	t.Parallel()
	table := load(t, read(t, keySpec), keyed(17, "empty,,,elel,,,", "n,,,,,,"+number(5)))
	r := match(t, table, Options{})
	s := r.Report().Sources[0]
	if s.Keyless != 1 || s.Unlinkable != 1 || s.Records != table.Rows() || s.Linked == 0 {
		t.Errorf("%+v", s)
	}
	rep := r.Report()
	if rep.ExpectedFalse < 0 || rep.Completeness <= 0.5 || rep.Completeness > 1 {
		t.Errorf("%+v", rep)
	}
	total := int64(0)
	for _, k := range rep.Rules {
		total += k.New
	}
	if total != rep.PairsCompared {
		t.Errorf("the rules made %d pairs anew, and %d were compared", total, rep.PairsCompared)
	}
}
