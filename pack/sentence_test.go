package pack

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// One worker is not "1 workers", and 0 is one in French.
func TestSayInTheRightNumber(t *testing.T) {
	t.Parallel()

	text := Text{
		"en": "{count} {count|worker was|workers were} late[, {count|on {last}|from {first} to {last}}]",
		"nl": "{count} {count|werknemer|werknemers} te laat",
		"fr": "{count} {count|travailleur|travailleurs} en retard",
		"de": "{count} {count|Arbeitnehmer|Arbeitnehmer} zu spät",
	}
	tests := []struct{ lang, count, want string }{
		{"en", "1", "1 worker was late, on 2025-03-02"},
		{"en", "2", "2 workers were late, from 2025-01-01 to 2025-03-02"},
		{"en", "0", "0 workers were late, from 2025-01-01 to 2025-03-02"},
		{"en", "1.5", "1.5 workers were late, from 2025-01-01 to 2025-03-02"},
		{"nl", "1", "1 werknemer te laat"}, {"nl", "0", "0 werknemers te laat"},
		{"fr", "0", "0 travailleur en retard"}, {"fr", "1", "1 travailleur en retard"}, {"fr", "1.5", "1.5 travailleur en retard"}, {"fr", "2", "2 travailleurs en retard"},
		{"de", "1", "1 Arbeitnehmer zu spät"},
	}
	for _, test := range tests {
		t.Run(test.lang+" "+test.count, func(t *testing.T) {
			t.Parallel()
			got := text.Say(map[string]string{"count": test.count, "first": "2025-01-01", "last": "2025-03-02"}, test.lang)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("said (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSayLeavesOut(t *testing.T) {
	t.Parallel()

	text := Text{"en": "{value}[; {peer} is usual][, since {date}]"}
	tests := []struct {
		name   string
		values map[string]string
		want   string
	}{
		{"All", map[string]string{"value": "1", "peer": "2", "date": "2025-01-01"}, "1; 2 is usual, since 2025-01-01"},
		{"NoPeer", map[string]string{"value": "1", "date": "2025-01-01"}, "1, since 2025-01-01"},
		{"ValueThatLooksLikeAPlace", map[string]string{"value": "{peer}", "peer": "[x]"}, "{peer}; [x] is usual"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, text.Say(test.values, "en")); diff != "" {
				t.Errorf("said (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseSentence(t *testing.T) {
	t.Parallel()

	tests := []struct{ name, text, want string }{
		{"Plain", "nothing to fill in, a|b", ""},
		{"NotClosed", "{count", "{ is not closed"},
		{"PartNotClosed", "[ since {first}", "] is missing"},
		{"ClosesNothing", "so } it is", `"}" closes nothing`},
		{"PlaceThatIsNone", "more than {allowed day {allowed|contract|contracts}", "{allowed day {allowed} is no place"},
		{"OneForm", "{count|worker}", "{count|…} has two forms: the singular and the plural"},
		{"ThreeForms", "{count|a|b|c}", "{count|…} has two forms: the singular and the plural"},
		{"PartInAPart", "[ since [{first}]]", "] is missing"},
		{"PartInAForm", "{count|a[ since {first}]|b}", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if _, err := parseSentence(test.text); err != nil {
				got = err.Error()
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("fault (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCounted(t *testing.T) {
	t.Parallel()

	unit := Text{"en": "worker|workers", "fr": "travailleur|travailleurs"}
	for _, test := range []struct{ lang, number, want string }{
		{"en", "1", "worker"}, {"en", "12", "workers"}, {"fr", "0", "travailleur"}, {"en", "", "workers"},
	} {
		if got := unit.Counted(test.number, test.lang); got != test.want {
			t.Errorf("%q in %s: %q, want %q", test.number, test.lang, got, test.want)
		}
	}
	if got := (Text{"": "EUR"}).Counted("2", "en"); got != "EUR" {
		t.Errorf("a unit without forms is said as %q", got)
	}
}
