package match

import (
	"math"

	"vigie"
	"vigie/internal/chance"
)

// Estimation goes in these steps.
//
//  1. u is how often levels occur among pairs drawn at random; that of equal values is counted, not drawn.
//  2. For each training rule, EM (Dempster, Laird and Rubin 1977) on the patterns of its pairs finds m of the comparisons
//     that the rule does not touch, with u fixed. What several rules found is averaged, by the matches each saw.
//  3. The share of matches among all pairs is found by EM on the patterns of the blocking rules' pairs, with m and u fixed;
//     what no rule makes is taken for no match. Where the fields say so little that this dies away, it is set so that the
//     model expects as many matches among the training rules' pairs as EM found there.
//  4. Random pairs hold some matches as well: u is corrected for them, and 2 and 3 are done again.

// estimator holds what the steps share.
type estimator struct {
	t           *Table
	comparisons []comparison
	model       *Model
	threads     int
	drawn       [][]float64 // share of each level among random pairs that have both values, from 0 for the best
	pairs       []float64   // how many they were
	present     []float64   // share of the random pairs that have both values, by comparison
	among       []float64   // share of matches among the pairs that have both values, by comparison
	sessions    []session
	blocked     *patterns // of the blocking rules' pairs
}

// session is one rule's pairs.
type session struct {
	rule     string
	patterns *patterns
	free     []int // the comparisons it can say something about
}

// estimate fits the model to the table.
func estimate(t *Table, comparisons []comparison, b *blocks, training []rule, seed uint64, threads int) (*Model, error) {
	e := &estimator{t: t, comparisons: comparisons, model: newModel(t.spec, seed), threads: threads}
	e.draw(seed)
	sample := t.spec.Train.Sample
	for i, r := range training {
		s := session{rule: r.text}
		for c := range comparisons {
			if !t.spec.touches(r, comparisons[c].field) {
				s.free = append(s.free, c)
			}
		}
		s.patterns = patternsOf(t, blockBy(t, []rule{r}), comparisons, sample, chance.Mix(seed+uint64(i)+1), threads)
		e.sessions = append(e.sessions, s)
	}
	e.blocked = patternsOf(t, b, comparisons, sample, chance.Mix(seed), threads)
	e.among = make([]float64, len(comparisons))
	e.setU()
	for range 3 {
		if err := e.round(); err != nil {
			return nil, err
		}
	}
	e.model.weigh()
	return e.model, nil
}

func (e *estimator) round() error {
	e.model.Sessions = nil
	shares := make([][]float64, len(e.comparisons)) // of levels among matches, weighted sums
	for c := range shares {
		shares[c] = make([]float64, e.comparisons[c].elseLevel())
	}
	weight := make([]float64, len(e.comparisons))
	for _, s := range e.sessions {
		m, report := e.em(s)
		e.model.Sessions = append(e.model.Sessions, report)
		matches := report.Matches*float64(report.Pairs) + 1e-9
		for k, c := range s.free {
			weight[c] += matches
			for l, p := range m[k] {
				shares[c][l] += matches * p
			}
		}
	}
	for c := range e.comparisons {
		levels := e.model.Comparisons[c].Levels
		given := e.comparisons[c].spec.M
		if len(given) == 0 && weight[c] == 0 {
			return vigie.Errorf(vigie.Invalid, "estimate match %s: every training rule touches %s: add one without it to train.block, or give its m",
				e.t.spec.ID, e.comparisons[c].spec.Field)
		}
		for l := range levels {
			if len(given) > 0 {
				levels[l].M = given[l]
			} else {
				levels[l].M = shares[c][l] / weight[c]
			}
		}
	}
	e.lambda()
	e.setU()
	return nil
}

// draw does step 1.
func (e *estimator) draw(seed uint64) {
	counts := random(e.t, e.comparisons, e.t.spec.Train.Sample, chance.Mix(seed^0x75), e.threads)
	for c, n := range counts {
		total := 0.0
		for _, k := range n[1:] {
			total += float64(k)
		}
		share := make([]float64, len(n)-1)
		for l := range share {
			share[l] = float64(n[l+1]) / max(total, 1)
		}
		if e.comparisons[c].exact == 1 {
			equal := agreeing(e.t, e.comparisons[c].field)
			rest := 1 - share[0]
			for l := range share {
				share[l] *= (1 - equal) / max(rest, least)
			}
			share[0] = equal
		}
		// A level that was not seen is taken to be seen half a time.
		for l := range share {
			share[l] = max(share[l], 0.5/max(total, 1))
		}
		e.drawn = append(e.drawn, share)
		e.pairs = append(e.pairs, max(total, 1))
		e.present = append(e.present, total/max(total+float64(n[missing]), 1))
	}
}

// setU does step 4: of the random pairs that have both values some are matches, which are on each level as m says. A field
// that few records have may have its matches dense, so that each comparison has its own share.
func (e *estimator) setU() {
	for c := range e.comparisons {
		levels, given := e.model.Comparisons[c].Levels, e.comparisons[c].spec.U
		lambda := e.among[c]
		total := 0.0
		for l := range levels {
			// Where nearly all that was drawn is matches, what is left is as uncertain as both: a quarter of that is added.
			drawn, matches := e.drawn[c][l]*e.pairs[c], lambda*levels[l].M*e.pairs[c]
			levels[l].U = max((max(drawn-matches, 0)+math.Sqrt(min(drawn, matches))/4)/e.pairs[c], least)
			total += levels[l].U
		}
		for l := range levels {
			levels[l].U /= total
			if len(given) > 0 {
				levels[l].U = given[l]
			}
		}
	}
}

// em does step 2 for one rule. It begins with comparisons that mostly agree, so that it finds the matches and not their
// opposite.
func (e *estimator) em(s session) ([][]float64, Session) {
	report := Session{Rule: s.rule, Pairs: s.patterns.pairs, Matches: 0.1}
	m := make([][]float64, len(s.free))
	for k, c := range s.free {
		report.Learnt = append(report.Learnt, e.comparisons[c].spec.Field)
		m[k] = beginning(int(e.comparisons[c].elseLevel()))
		if given := e.comparisons[c].spec.M; len(given) > 0 {
			copy(m[k], given)
		}
	}
	if s.patterns.pairs == 0 {
		return m, report
	}
	for report.Iterations < e.t.spec.Train.Iterations {
		report.Iterations++
		report.Change = e.step(s, m, &report.Matches)
		if report.Change < e.t.spec.Train.Tolerance {
			report.Converged = true
			break
		}
	}
	return m, report
}

func beginning(levels int) []float64 {
	m := make([]float64, levels)
	rest := 1.0
	for l := range m {
		m[l] = rest * 0.8
		rest -= m[l]
	}
	m[levels-1] += rest
	return m
}

// step is one round of expectation and maximisation. It returns the largest change of a probability.
func (e *estimator) step(s session, m [][]float64, matches *float64) float64 {
	ratio := make([][]float64, len(m)) // m/u by level; missing says nothing
	for k, c := range s.free {
		ratio[k] = []float64{1}
		for l, p := range m[k] {
			ratio[k] = append(ratio[k], max(p, least)/max(e.model.Comparisons[c].Levels[l].U, least))
		}
	}
	found, total := 0.0, 0.0
	next := make([][]float64, len(m))
	for k := range next {
		next[k] = make([]float64, len(m[k]))
	}
	odds := *matches / (1 - *matches)
	for i, levels := range s.patterns.levels {
		bayes := odds
		for k, c := range s.free {
			bayes *= ratio[k][levels[c]]
		}
		expected := float64(s.patterns.counts[i]) * bayes / (1 + bayes)
		if math.IsInf(bayes, 1) {
			expected = float64(s.patterns.counts[i])
		}
		found += expected
		total += float64(s.patterns.counts[i])
		for k, c := range s.free {
			if l := levels[c]; l != missing {
				next[k][l-1] += expected
			}
		}
	}
	change := math.Abs(found/total - *matches)
	*matches = min(max(found/total, 1e-9), 1-1e-9)
	for k, c := range s.free {
		if len(e.comparisons[c].spec.M) > 0 {
			continue
		}
		sum := 0.0
		for _, n := range next[k] {
			sum += n
		}
		for l := range m[k] {
			p := (next[k][l] + smallest) / (sum + smallest*float64(len(m[k])))
			change = max(change, math.Abs(p-m[k][l]))
			m[k][l] = p
		}
	}
	return change
}

// smallest is added to the expected count of each level, so that none becomes impossible.
const smallest = 0.01

// lambda does step 3, and counts the matches for step 4.
func (e *estimator) lambda() {
	e.model.weigh()
	found := 0.0
	bayes := make([][]float64, len(e.sessions))
	for i, s := range e.sessions {
		found += e.model.Sessions[i].Matches * float64(s.patterns.pairs) * s.patterns.scale
		bayes[i] = e.bayes(s.patterns)
	}
	prior := e.settled()
	if e.expected(bayes, prior) < found/2 {
		prior = e.calibrated(bayes, found)
	}
	e.model.Lambda = Probability(prior)
	e.count(bayes, prior)
}

// bayes is what each pattern weighs.
func (e *estimator) bayes(p *patterns) []float64 {
	weights, out := e.model.weights(), make([]float64, len(p.levels))
	for k, levels := range p.levels {
		for c, l := range levels {
			out[k] += weights[c][l]
		}
	}
	return out
}

// settled is the prior weight at which as many matches are expected among the blocked pairs as it says there are.
func (e *estimator) settled() float64 {
	bayes, all := e.bayes(e.blocked), e.t.pairs()
	lambda := float64(e.blocked.pairs) / 2 * e.blocked.scale / all
	for range 200 {
		found, prior := 0.0, weightOf(lambda)
		for k, n := range e.blocked.counts {
			found += float64(n) * Probability(prior+bayes[k])
		}
		next := min(max(found*e.blocked.scale, 0.5)/all, 0.5)
		settled := math.Abs(next-lambda) < 1e-9*lambda
		if lambda = next; settled {
			break
		}
	}
	return weightOf(lambda)
}

// calibrated is the prior weight at which the model expects as many matches among the training rules' pairs as were found.
// They rise with it, so that halving finds it.
func (e *estimator) calibrated(bayes [][]float64, found float64) float64 {
	low, high := math.Log2(0.5/e.t.pairs()), 0.0 // half a match among all pairs, and as many as not
	for range 60 {
		middle := (low + high) / 2
		if e.expected(bayes, middle) < found {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// expected is how many matches the model expects among the pairs of all sessions, at a prior weight.
func (e *estimator) expected(bayes [][]float64, prior float64) float64 {
	total := 0.0
	for i, s := range e.sessions {
		for k, n := range s.patterns.counts {
			total += s.patterns.scale * float64(n) * Probability(prior+bayes[i][k])
		}
	}
	return total
}

// count says how dense matches are among the random pairs that have both values of a comparison. There are at least as many
// matches as the rule with the most of them has.
func (e *estimator) count(bayes [][]float64, prior float64) {
	most, with := 0.0, make([]float64, len(e.comparisons))
	for i, s := range e.sessions {
		total, present := 0.0, make([]float64, len(e.comparisons))
		for k, n := range s.patterns.counts {
			p := s.patterns.scale * float64(n) * Probability(prior+bayes[i][k])
			total += p
			for c, l := range s.patterns.levels[k] {
				if l != missing {
					present[c] += p
				}
			}
		}
		if total > most {
			most, with = total, present
		}
	}
	for c := range with {
		e.among[c] = min(with[c]/max(e.t.pairs()*e.present[c], 1), 0.5)
	}
}
