package source

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestHeldOrStaged loads the same extracts in every way a row can take: straight in with what may be known held back, one load an extract,
// so that all are staged, with less held than there is, and with keys whose hashes say nothing. The lake must be the same.
func TestHeldOrStaged(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			names, contents := corrected(rand.New(rand.NewPCG(seed, 2)))
			lakes := map[string]string{}
			for way, o := range map[string]Options{"held": {}, "staged": {}, "few held": {held: 2}, "coarse": {coarse: 62}, "both": {held: 3, coarse: 61}} {
				lakes[way] = loaded(t, o, names, contents, way == "staged")
			}
			for way, got := range lakes {
				if diff := cmp.Diff(lakes["staged"], got); diff != "" {
					t.Errorf("%s (-staged +%s)\n%s", way, way, diff)
				}
			}
			if !strings.Contains(lakes["held"], "none of them is taken") || !strings.Contains(lakes["held"], "says the same") {
				t.Error("the extracts hold no repeats and no contradictions")
			}
		})
	}
}

// corrected are extracts that bring new rows, correct and repeat earlier ones, and repeat and contradict themselves.
func corrected(r *rand.Rand) (names, contents []string) {
	for i := range 5 {
		content := header
		for range 60 {
			key := r.IntN(25 * (i + 1))
			content += fmt.Sprintf("%d,,2024-0%d-%02d,%d,,\n", key, 1+i, 1+key%28, r.IntN(20)/17)
		}
		names, contents = append(names, fmt.Sprintf("works-2024-0%d-15.csv", 2+i)), append(contents, content)
	}
	return names, contents
}

// loaded gives everything that is in the lake after the extracts.
func loaded(t *testing.T, options Options, names, contents []string, oneByOne bool) string {
	o := newOffice(t, works())
	options.Data, options.Registers, options.Now = o.data, o.options().Registers, now
	load := func() {
		if _, err := Load(t.Context(), o.lake, o.pack, options); err != nil {
			t.Fatal(err)
		}
	}
	for i := range names {
		o.put(names[i], contents[i])
		if oneByOne {
			load()
		}
	}
	load()
	return strings.Join([]string{
		o.rows("SELECT concat_ws('|', extract_on, rows, added, corrected, unchanged, ended, repeated, refused) FROM batch ORDER BY extract_on"),
		o.rows(`SELECT concat_ws('|', work, amount, declared_on, b.extract_on, line, known_on, coalesce(known_until::VARCHAR, '-'))
			FROM register.works AS r JOIN batch AS b USING (batch_id) ORDER BY b.extract_on, line`),
		o.rows("SELECT concat_ws('|', b.extract_on, line, raw, reason) FROM reject AS r JOIN batch AS b USING (batch_id) ORDER BY b.extract_on, line"),
	}, "\n\n")
}
