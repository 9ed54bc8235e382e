package model

import (
	"math"
	"slices"
	"testing"

	"vigie/pack"
)

// One visit in ten was drawn, of firms that had one chance in ten and are innocent; the others were chosen, and something is the matter. Learning by chance gives
// the drawn ones a say.
func TestWhoLearnsByChanceHearsWhoWasDrawn(t *testing.T) {
	t.Parallel()

	table := invented(2000, 3)
	table.Chance = make([]float64, table.Len())
	for r := range table.Len() {
		if table.Chance[r] = math.NaN(); r%10 == 0 {
			table.Chance[r], table.Positive[r] = .1, false
		}
	}
	rows := allRows(table)
	for _, kind := range []string{"logistic", "boosting"} {
		said := map[float64]float64{}
		for _, most := range []float64{0, 5} {
			s, err := learn(t.Context(), kind, table, rows, pack.Learner{Rounds: 20, ByChance: most}, table.Inspected[len(rows)-1], 1)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range s.Margins(table, rows) {
				said[most] += sigmoid(m) / float64(len(rows))
			}
		}
		drawn, found := 0.0, 0.0
		for _, r := range rows {
			drawn += truth(r%10 == 0)
			found += truth(table.Positive[r])
		}
		all := float64(len(rows))
		once, five := found/all, found/(all+4*drawn)
		if math.Abs(said[0]-once) > .03 || math.Abs(said[5]-five) > .03 {
			t.Errorf("%s: said on average %.3f and %.3f by chance, where %.3f and %.3f is so", kind, said[0], said[5], once, five)
		}
	}
	if w := byChance(ones(3), &Table{Chance: []float64{.5, 1, .01}}, []int32{0, 1, 2}, 5); !slices.Equal(w, []float64{2, 1, 5}) {
		t.Errorf("weights by chance: %v", w)
	}
}
