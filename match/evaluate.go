package match

// Quality is how near the entities come to the true ones.
type Quality struct {
	Precision float64 `json:"precision"` // share of the pairs that were put together that belong together
	Recall    float64 `json:"recall"`    // share of the pairs that belong together that were put together
	F1        float64 `json:"f1"`
	// BCubed (Bagga and Baldwin 1998) asks of each record how much of its entity belongs to it, and the reverse; a large
	// entity does not count more than its records.
	BCubedPrecision float64 `json:"bCubedPrecision"`
	BCubedRecall    float64 `json:"bCubedRecall"`
	BCubedF1        float64 `json:"bCubedF1"`
	TruePairs       int64   `json:"truePairs"`
	FoundPairs      int64   `json:"foundPairs"`
	RightPairs      int64   `json:"rightPairs"`
}

// Evaluate compares entities with the true ones. Between two sources only pairs across them count.
func (t *Table) Evaluate(entity, truth []uint32) Quality {
	sides := func(groups []uint32) map[uint64][2]int64 {
		n := map[uint64][2]int64{}
		for r, g := range groups {
			n[uint64(g)] = t.count(n[uint64(g)], r)
		}
		return n
	}
	found, real := sides(entity), sides(truth)
	common := map[uint64][2]int64{}
	cell := func(r int) uint64 { return uint64(entity[r])<<32 | uint64(truth[r]) }
	for r := range entity {
		common[cell(r)] = t.count(common[cell(r)], r)
	}
	var q Quality
	q.FoundPairs, q.TruePairs, q.RightPairs = t.pairsOf(found), t.pairsOf(real), t.pairsOf(common)
	q.Precision, q.Recall = share(q.RightPairs, q.FoundPairs), share(q.RightPairs, q.TruePairs)
	q.F1 = harmonic(q.Precision, q.Recall)
	for r := range entity {
		both := total(common[cell(r)])
		q.BCubedPrecision += both / total(found[uint64(entity[r])])
		q.BCubedRecall += both / total(real[uint64(truth[r])])
	}
	q.BCubedPrecision /= float64(len(entity))
	q.BCubedRecall /= float64(len(entity))
	q.BCubedF1 = harmonic(q.BCubedPrecision, q.BCubedRecall)
	return q
}

// count adds a record to the two sides of a group: the first source, and the others.
func (t *Table) count(n [2]int64, record int) [2]int64 {
	n[min(t.source[record], 1)]++
	return n
}

func (t *Table) pairsOf(groups map[uint64][2]int64) int64 {
	pairs := int64(0)
	for _, n := range groups {
		if t.spec.Task == link {
			pairs += n[0] * n[1]
			continue
		}
		all := n[0] + n[1]
		pairs += all * (all - 1) / 2
	}
	return pairs
}

func total(n [2]int64) float64 { return float64(n[0] + n[1]) }

func share(part, of int64) float64 {
	if of == 0 {
		return 0
	}
	return float64(part) / float64(of)
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}
