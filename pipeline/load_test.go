package pipeline_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/lake"
	"vigie/pack"
)

// TestTwoLoadsGiveTheSameLake loads a pack of many registers twice. Several are loaded at once, and which is faster is chance: it must
// change no row, no number of a batch and no day.
func TestTwoLoadsGiveTheSameLake(t *testing.T) {
	t.Parallel()
	data := sets["belgium"](t)
	one, p := loaded(t, "belgium", data)
	two, _ := loaded(t, "belgium", data)
	if diff := cmp.Diff(held(t, one, p), held(t, two, p)); diff != "" {
		t.Errorf("the second load (-first +second):\n%s", diff)
	}
}

// held is a hash of each register with all that the house wrote beside its rows. Pseudonyms have another key in each home.
func held(t *testing.T, l *lake.Lake, p *pack.Pack) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, s := range p.Sources {
		columns := "batch_id, line, known_on, known_until"
		for _, c := range s.Columns {
			if !c.Pseudonym {
				columns += ", " + lake.Name(c.Name)
			}
		}
		var hash string
		err := l.QueryRow(context.Background(), "SELECT count(*) || ' rows, ' || coalesce(CAST(sum(CAST(hash("+columns+") AS HUGEINT)) AS VARCHAR), '') FROM register."+lake.Name(s.ID)).Scan(&hash)
		if err != nil {
			t.Fatal(err)
		}
		out[s.ID] = hash
	}
	return out
}
