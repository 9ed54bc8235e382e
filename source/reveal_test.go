package source

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vigie"
)

// TestReveal turns pseudonyms back, of a number written in two forms, out of several extracts, compressed ones among them.
func TestReveal(t *testing.T) {
	t.Parallel()

	p := works()
	p.Sources[0].Columns[1].Pseudonym = true
	o := newOffice(t, p)
	o.put("works-2024-02-01.csv", header+"1,1000000021,2024-01-02,1,roof,\n2,10.000.000-21,2024-01-02,1,roof,\n")
	var many strings.Builder
	many.WriteString(header)
	for i := range 5000 {
		fmt.Fprintf(&many, "%d,1000000021,2024-01-02,1,roof,\n", i+10)
	}
	many.WriteString("9000,1000000120,2024-01-02,1,roof,\n")
	o.put("works-2024-03-01.csv.gz", gzipped(many.String()))
	if r := o.load(); r.Err() != nil {
		t.Fatal(r.Err())
	}
	pseudonyms := strings.Fields(o.rows("SELECT DISTINCT employer FROM works ORDER BY 1"))
	if len(pseudonyms) != 2 {
		t.Fatalf("pseudonyms %q", pseudonyms)
	}
	options := o.options()
	options.Keys = filepath.Join(o.home, "keys")
	found := map[string]bool{}
	for _, name := range pseudonyms {
		value, err := Reveal(t.Context(), o.lake, p, options, name)
		if err != nil {
			t.Error(err)
		}
		found[value] = true
	}
	if !found["1000000021"] || !found["1000000120"] {
		t.Errorf("found %v", found)
	}
	for _, none := range []string{"", "AAAAAAAAAAAA", "' OR 1=1 --"} {
		if v, err := Reveal(t.Context(), o.lake, p, options, none); vigie.CodeOf(err) != vigie.NotFound || err == nil {
			t.Errorf("%q is %q, %v", none, v, err)
		}
	}

	// Without the extract nobody can turn it back, and it is said.
	if err := os.RemoveAll(options.Registers); err != nil {
		t.Fatal(err)
	}
	if v, err := Reveal(t.Context(), o.lake, p, options, pseudonyms[0]); vigie.CodeOf(err) != vigie.Unavailable || err == nil {
		t.Errorf("without its extract it is %q, %v", v, err)
	}
}
