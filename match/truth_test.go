package match

import (
	"strings"
	"testing"
)

// TestTruth reads the same truth in the forms in which it comes.
func TestTruth(t *testing.T) {
	t.Parallel()

	// The true entities: a1 a2 b1, b2 b3; a3 alone.
	const left, right = "id,name\na1,x\na2,y\na3,z\n", "id,name\nb1,x\nb2,y\nb3,z\n"
	tests := []struct {
		name, task, truth, text string
		fails                   string
	}{
		{"Pairs", both, "", "one,two\na1,a2\na2,b1\nb3,b2\n", ""},
		{"PairsWithAnotherDelimiter", both, "", "one|two\na1|a2\na2|b1\nb3|b2\n", ""},
		{"NamedPairs", both, "{pairs: [l, r]}", "score,r,l\n1,a2,a1\n1,b1,a2\n1,b2,b3\n", ""},
		{"Entities", both, "", "id,who\na1,1\na2,1\nb1,1\nb2,2\nb3,2\na3,3\n", ""},
		{"EntitiesBehind", both, "", "who,id\n1,a1\n1,a2\n1,b1\n2,b2\n2,b3\n", ""},
		{"NamedEntities", both, "{entity: who}", "name,id,who\nx,a1,1\ny,a2,1\nx,b1,1\ny,b2,2\nz,b3,2\n", ""},
		{"PartOfAColumn", both, "{entity: who, pattern: 'p(\\d)'}", "name,id,who\nx,a1,p1\ny,a2,p1\nx,b1,p1\ny,b2,p2\nz,b3,p2\n", ""},
		{"NoSuchRecord", both, "{pairs: [l, r]}", "l,r\na1,zz\n", "the pair a1, zz names a record that is not there"},
		{"TooManyColumns", both, "", "a,b,c\n1,2,3\n", "say in the spec which of them to read"},
		{"Empty", both, "", "", "it is empty"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			spec := "match: x\nversion: 1\ntask: " + test.task + "\nid: id\nfields: [{name: name}]\nblock: [name]\ncompare: [{field: name, levels: [exact]}]\n"
			if test.truth != "" {
				spec += "truth: " + test.truth + "\n"
			}
			table := load(t, read(t, spec), left, right)
			truth, err := table.Truth(write(t, "", "", test.text)[2])
			if test.fails != "" {
				if err == nil || !strings.Contains(err.Error(), test.fails) {
					t.Errorf("%v, want %s", err, test.fails)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			group := map[string]string{"a1": "p", "a2": "p", "b1": "p", "b2": "q", "b3": "q", "a3": "r"}
			for x := range table.Rows() {
				for y := range table.Rows() {
					if want := group[table.ID(x)] == group[table.ID(y)]; want != (truth[x] == truth[y]) {
						t.Errorf("%s and %s: together %v, want %v", table.ID(x), table.ID(y), !want, want)
					}
				}
			}
		})
	}
}

// TestTruthOfTwoSources may name the sources in either order.
func TestTruthOfTwoSources(t *testing.T) {
	t.Parallel()
	spec := "match: x\nversion: 1\ntask: link\nid: id\nfields: [{name: name}]\nblock: [name]\ncompare: [{field: name, levels: [exact]}]\n"
	table := load(t, read(t, spec), "id,name\n1,x\n2,y\n", "id,name\n1,x\n3,y\n")
	for _, text := range []string{"l,r\n1,1\n2,3\n", "r,l\n1,1\n3,2\n"} {
		truth, err := table.Truth(write(t, "", "", text)[2])
		if err != nil {
			t.Fatal(err)
		}
		if truth[0] != truth[2] || truth[1] != truth[3] || truth[0] == truth[1] {
			t.Errorf("%q: %v", text, truth)
		}
	}
}
