package match

import (
	"strings"
	"testing"

	"vigie/pack"
)

func TestSteps(t *testing.T) {
	t.Parallel()
	lists, err := wordLists(map[string]map[string]string{"guide": {"grille": "grill", "the": ""}})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ step, from, want string }{
		{"plain", "  Café Müller-Lüdenscheidt & Søn, 3 ", "cafe muller ludenscheidt son 3"},
		{"ascii", "Straße Œuvre Ĳssel", "Strasse OEuvre IJssel"},
		{"digits", "+32 (0)2/555.12.34", "32025551234"},
		{"joined", "1-ABC 234", "1ABC234"},
		{"tight", "KX-TS208W Phone", "KXTS208W Phone"},
		{"sorted", "van jan den jan", "den jan van"},
		{"first(3)", "émile", "émi"},
		{"first(3)", "é", "é"},
		{"last(2)", "9000", "00"},
		{"last(9)", "9000", "9000"},
		{"from(3)", "émile", "ile"},
		{"word(1)", "jan de vos", "jan"},
		{"word(-1)", "jan de vos", "vos"},
		{"word(4)", "jan de vos", ""},
		{"atleast(3)", "ab", ""},
		{"date(%d/%m/%Y)", "29/02/2024", "2024-02-29"},
		{"date(%d/%m/%Y)", "29/02/2023", ""},
		{"year", "2024-02-29", "2024"},
		{"month", "2024-02-29", "2024-02"},
		{"part('([0-9]{4})')", "b 9000 gent 1000", "9000 1000"},
		{"replace(legal_form)", "bakkerij jansen b v b a", "bakkerij jansen bv"},
		{"replace(legal_form)", "boulangerie jansen societe a responsabilite limitee", "boulangerie jansen bv"},
		{"drop(legal_form)", "jansen gmbh", "jansen"},
		{"drop(legal_form)", "bv", "bv"},
		{"replace(street)", "kerkstr 12 bte 3", "kerkstraat 12 bus 3"},
		{"replace(street)", "av louise 5", "avenue louise 5"},
		{"replace(street)", "bahnhofstrasse 7", "bahnhofstraat 7"},
		{"replace(street)", "hauptstr 3", "hauptstraat 3"},
		{"replace(street)", "strasse des 17 juni", "straat des 17 juni"},
		{"replace(street)", "r haute 12 b 3", "rue haute 12 bus 3"},
		{"replace(street)", "rue b delhaye 30 bte b", "rue b delhaye 30 bus b"},
		{"replace(street)", "avenue r jansen n 5", "avenue r jansen 5"},
		{"replace(street)", "rue n jansen 5", "rue n jansen 5"},
		{"replace(box)", "kerkstraat 5 bus 2", "kerkstraat 5 2"},
		{"replace(box)", "kerkstraat 5 2", "kerkstraat 5 2"},
		{"replace(box)", "kerkstraat 5a b 2", "kerkstraat 5a 2"},
		{"replace(box)", "rue haute 30 bte b", "rue haute 30 b"},
		{"replace(box)", "postbus 12", "postbus 12"},
		{"drop(box)", "kerkstraat 5 bus 2", "kerkstraat 5 2"},
		{"drop(title)", "de heer jan vos", "jan vos"},
		{"drop(particle)", "jan van den broeck", "jan broeck"},
		{"drop(particle)", "jan van t hoff", "jan hoff"},
		{"drop(particle)", "t kint", "kint"},
		{"replace(guide)", "the alley grille", "alley grill"},
		{"sound", "hendrickx", "ANTRK"},
	}
	for _, test := range tests {
		t.Run(test.step+" "+test.from, func(t *testing.T) {
			t.Parallel()
			c, err := oneCall(test.step)
			if err != nil {
				t.Fatal(err)
			}
			s, err := stepOf(c, lists)
			if err != nil {
				t.Fatal(err)
			}
			if got := s(test.from); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

// TestWordsAreWrittenPlain: a key with a mark or a capital would never be found in a text that plain made.
func TestWordsAreWrittenPlain(t *testing.T) {
	t.Parallel()
	lists, err := wordLists(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, list := range lists {
		for _, keys := range []map[string]string{list.whole, list.ending} {
			for key := range keys {
				if text := strings.TrimSpace(strings.ReplaceAll(strings.TrimPrefix(key, "^"), anyNumber, " ")); plainSteps["plain"](text) != text {
					t.Errorf("%s: %q is found in no plain text", name, key)
				}
			}
		}
	}
}

// TestCheckDigits holds numbers of several kinds against their rule; docs of the administrations give them as examples.
func TestCheckDigits(t *testing.T) {
	t.Parallel()
	from := 96
	complement := &pack.CheckDigit{Modulus: 97, Payload: 8, Complement: true}
	since2000 := &pack.CheckDigit{Modulus: 97, Payload: 9, Complement: true, Prefixes: []string{"2"}}
	times := &pack.CheckDigit{Modulus: 97, Payload: 7, Multiply: 100, From: &from}
	tests := []struct {
		rule *pack.CheckDigit
		text string
		want bool
	}{
		{complement, "0000.000.097", true},
		{complement, "BE 0000 000 196", true},
		{complement, "0000000098", false},
		{complement, "000000097", false},
		{since2000, "00000000128", true},
		{since2000, "85073003328", true},
		{since2000, "85073003329", false},
		{times, "000935467", true},
		{times, "000100006", true},
		{times, "000100007", false},
	}
	for _, test := range tests {
		if _, got := checked(test.rule, test.text); got != test.want {
			t.Errorf("%s: %v, want %v", test.text, got, test.want)
		}
	}
}
