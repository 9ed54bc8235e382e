package match

import (
	"math"
	"slices"
)

// Model is what was estimated: how often the records of one entity agree (m), how often those of two do (u), and how
// rare it is that two records drawn at random are of one.
type Model struct {
	Spec    string  `json:"spec"`
	Version int     `json:"version"`
	Lambda  float64 `json:"lambda"` // the chance that two records drawn at random are of one entity
	// Comparisons are in the spec's order.
	Comparisons []ComparisonModel `json:"comparisons"`
	Sessions    []Session         `json:"sessions,omitempty"` // how the estimation went
	Seed        uint64            `json:"seed"`
}

// ComparisonModel is the levels of one comparison, the last being “else”.
type ComparisonModel struct {
	Field  string       `json:"field"`
	Levels []LevelModel `json:"levels"`
}

// LevelModel is one level.
type LevelModel struct {
	Level  string  `json:"level"`
	M      float64 `json:"m"`
	U      float64 `json:"u"`
	Weight float64 `json:"weight"` // log2(m/u)
}

// Session is one estimation by EM among the pairs of one rule.
type Session struct {
	Rule       string   `json:"rule"`
	Pairs      int64    `json:"pairs"`
	Iterations int      `json:"iterations"`
	Converged  bool     `json:"converged"`
	Change     float64  `json:"change"`  // of a probability in the last iteration
	Matches    float64  `json:"matches"` // share of its pairs that are of one entity
	Learnt     []string `json:"learnt"`  // the comparisons that it says something about
}

// least is the smallest probability that a level can have. What was never seen is rare, not impossible.
const least = 1e-7

func newModel(spec *Spec, seed uint64) *Model {
	m := &Model{Spec: spec.ID, Version: spec.Version, Seed: seed}
	for _, c := range spec.Compare {
		levels := make([]LevelModel, len(c.Levels)+1)
		for l, text := range c.Levels {
			levels[l].Level = text
		}
		levels[len(c.Levels)].Level = "else"
		m.Comparisons = append(m.Comparisons, ComparisonModel{c.Field, levels})
	}
	return m
}

// given is the model whose m, u and lambda all stand in the spec; nil when some do not.
func (s *Spec) given(seed uint64) *Model {
	if s.Lambda == 0 || slices.ContainsFunc(s.Compare, func(c Comparison) bool { return len(c.M) == 0 || len(c.U) == 0 }) {
		return nil
	}
	m := newModel(s, seed)
	m.Lambda = s.Lambda
	for i, c := range s.Compare {
		for l := range m.Comparisons[i].Levels {
			m.Comparisons[i].Levels[l].M, m.Comparisons[i].Levels[l].U = c.M[l], c.U[l]
		}
	}
	m.weigh()
	return m
}

// weigh computes the weights from m and u.
func (m *Model) weigh() {
	for c := range m.Comparisons {
		for l := range m.Comparisons[c].Levels {
			level := &m.Comparisons[c].Levels[l]
			level.Weight = math.Log2(max(level.M, least) / max(level.U, least))
		}
	}
}

// prior is the weight that a pair begins with.
func (m *Model) prior() float64 { return math.Log2(m.Lambda / (1 - m.Lambda)) }

// Probability is the chance that a pair of this weight is of one entity.
func Probability(weight float64) float64 { return 1 / (1 + math.Exp2(-weight)) }

// weightOf is the weight at a probability.
func weightOf(p float64) float64 { return math.Log2(p / (1 - p)) }

// weights are the model's, by comparison and level; level 0, missing, weighs nothing.
func (m *Model) weights() [][]float64 {
	out := make([][]float64, len(m.Comparisons))
	for c, comparison := range m.Comparisons {
		out[c] = make([]float64, 1, len(comparison.Levels)+1)
		for _, l := range comparison.Levels {
			out[c] = append(out[c], l.Weight)
		}
	}
	return out
}
