package model

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strconv"

	"vigie"
	"vigie/lake"
)

// spread is how the values of one feature, or the scores, lie among those whom one list may name.
type spread struct {
	item, version string
	asOf          vigie.Date
	rows          map[string]float64 // by interval or category; "": not available
	ordered       bool               // intervals of numbers; of tonight's list only
}

const (
	tenths        = 10
	mostCategory  = 50
	otherCategory = "(other)"
	mostCounted   = 50_000 // of a long list, every so-many-th row is counted
)

// counted are the rows of a list that are counted.
func counted(n int) []int {
	step := max(1, n/mostCounted)
	var rows []int
	for i := 0; i < n; i += step {
		rows = append(rows, i)
	}
	return rows
}

// spreadNumbers counts numbers in the intervals of an earlier list, so that all lists are counted alike; on the first list the intervals are tenths.
func spreadNumbers(values []float64, earlier map[string]float64) map[string]float64 {
	edges := edgesOf(earlier)
	if len(edges) == 0 {
		edges = tenthsOf(values)
	}
	out := map[string]float64{"": 0}
	keys := make([]string, len(edges))
	for i, e := range edges {
		keys[i] = strconv.FormatFloat(e, 'g', -1, 64)
		out[keys[i]] = 0
	}
	for _, v := range values {
		if math.IsNaN(v) {
			out[""]++
			continue
		}
		at, _ := slices.BinarySearch(edges, v)
		out[keys[at]]++
	}
	return out
}

func edgesOf(earlier map[string]float64) (edges []float64) {
	for key := range earlier {
		if e, err := strconv.ParseFloat(key, 64); err == nil {
			edges = append(edges, e)
		}
	}
	slices.Sort(edges)
	return edges
}

// tenthsOf are the upper ends of tenths of the values; fewer, where many are equal. Each lies half way to the next value, so that a value which many have does
// not lie on an edge. The last has no end.
func tenthsOf(values []float64) (edges []float64) {
	there := slices.DeleteFunc(slices.Clone(values), math.IsNaN)
	slices.Sort(there)
	for i := 1; i < tenths && len(there) > 0; i++ {
		v := there[i*(len(there)-1)/tenths]
		if next, _ := slices.BinarySearch(there, math.Nextafter(v, math.Inf(1))); next < len(there) {
			edges = append(edges, v+(there[next]-v)/2)
		}
	}
	return append(slices.Compact(edges), math.Inf(1))
}

// spreadTexts counts the categories of an earlier list, or on the first one the most frequent, and the others together.
func spreadTexts(values []string, earlier map[string]float64) map[string]float64 {
	all := map[string]float64{}
	for _, v := range values {
		all[v]++
	}
	known := map[string]float64{"": 0, otherCategory: 0}
	for key := range earlier {
		known[key] = 0
	}
	if earlier == nil {
		for _, key := range mostFrequent(all) {
			known[key] = 0
		}
	}
	for key, n := range all {
		if _, ok := known[key]; !ok {
			key = otherCategory
		}
		known[key] += n
	}
	return known
}

func mostFrequent(all map[string]float64) []string {
	var keys []string
	for key := range all {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(all[b], all[a]), cmp.Compare(a, b)) })
	return keys[:min(mostCategory, len(keys))]
}

// earlierSpreads are those of a model's lists before a day, the oldest first.
func earlierSpreads(ctx context.Context, l *lake.Lake, model string, day vigie.Date) (map[string][]spread, error) {
	f, err := l.Frame(ctx, `SELECT item, version, as_of, category, rows FROM spread WHERE model = ? AND as_of < CAST(? AS DATE) ORDER BY as_of, item, category`, model, day.String())
	if err != nil {
		return nil, vigie.Errorf(vigie.Internal, "model %s: read what its earlier lists were like: %w", model, err)
	}
	out := map[string][]spread{}
	for i := range f.Rows {
		item, asOf := f.Columns[0].Texts[i], vigie.Date(f.Columns[2].Dates[i])
		kept := out[item]
		if len(kept) == 0 || kept[len(kept)-1].asOf != asOf {
			kept = append(kept, spread{item: item, version: f.Columns[1].Texts[i], asOf: asOf, rows: map[string]float64{}})
		}
		kept[len(kept)-1].rows[f.Columns[3].Texts[i]] = f.Columns[4].Numbers[i]
		out[item] = kept
	}
	return out, nil
}

// keepSpreads keeps those of a list, in the place of what an earlier run of the same day left.
func keepSpreads(ctx context.Context, l *lake.Lake, model string, day vigie.Date, all []spread) error {
	if _, err := l.Exec(ctx, `DELETE FROM spread WHERE model = ? AND as_of = CAST(? AS DATE)`, model, day.String()); err != nil {
		return err
	}
	var item, version, category []string
	var rows []float64
	var on []int32
	for _, s := range all {
		for key, n := range s.rows {
			item, version, category = append(item, s.item), append(version, s.version), append(category, key)
			rows, on = append(rows, n), append(on, int32(day))
		}
	}
	return l.Append(ctx, "spread", lake.Texts("model", same(model, len(item)), nil), lake.Texts("version", version, nil), lake.Dates("as_of", on, nil),
		lake.Texts("item", item, nil), lake.Texts("category", category, nil), lake.Numbers("rows", rows))
}

// total is how many rows were counted.
func total(rows map[string]float64) (n float64) {
	for _, v := range rows {
		n += v
	}
	return n
}

// psi is the population stability index of the values of two spreads, and what it does not exceed by chance: twice the number of rows times it is nearly chi-squared
// under no change, and five deviations and ten above the mean of that is beyond one in ten thousand for any number of intervals.
func psi(a, b map[string]float64) (index, chance float64) {
	keys := map[string]bool{}
	for key, n := range a {
		keys[key] = keys[key] || n > 0
	}
	for key, n := range b {
		keys[key] = keys[key] || n > 0
	}
	delete(keys, "") // that values are missing is a figure of its own
	used := 0.0
	for _, there := range keys {
		if there {
			used++
		}
	}
	na, nb := total(a)-a[""], total(b)-b[""]
	if na == 0 || nb == 0 || used < 2 {
		return 0, 0
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) { // the order of adding is a part of the sum
		if keys[key] {
			pa, pb := (a[key]+.5)/(na+.5*used), (b[key]+.5)/(nb+.5*used)
			index += (pa - pb) * math.Log(pa/pb)
		}
	}
	free := used - 1
	return index, (free + 5*math.Sqrt(2*free) + 10) * (1/na + 1/nb)
}

// moved is how far values have moved on average, as a share of the way from the first interval to the last (the earth mover's distance); of categories, how
// many are in another one.
func moved(a, b map[string]float64, ordered bool) (way float64) {
	na, nb := total(a)-a[""], total(b)-b[""]
	if na == 0 || nb == 0 {
		return 0
	}
	if !ordered {
		for key := range a {
			if key != "" {
				way += max(0, a[key]/na-b[key]/nb)
			}
		}
		return way
	}
	edges, between := edgesOf(a), 0.0
	for _, e := range edges[:len(edges)-1] {
		key := strconv.FormatFloat(e, 'g', -1, 64)
		between += a[key]/na - b[key]/nb
		way += math.Abs(between)
	}
	return way / max(1, float64(len(edges)-1))
}
