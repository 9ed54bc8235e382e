package match

import (
	"vigie"
)

// Options is how a matching is run.
type Options struct {
	Seed       uint64
	Threads    int
	Judgements []Judgement
	AsOf       string // only judgements made by this day count; all unless said
	Model      *Model // estimated elsewhere; estimated from the records unless given
}

// Result is what a matching found.
type Result struct {
	Table *Table
	Model *Model
	Costs []RuleCost // of an index nil until Report counts them
	// Entity is each record's entity, named by its first record.
	Entity []uint32
	// Links are all pairs from the review probability on, the strongest first; Taken of them are those that joined records.
	Links    []Link
	Cuts     []Cut
	Verdicts Verdicts
	Pairs    int64   // compared
	Expected float64 // matches among them, as the model has it
	Accepted float64 // matches among those that were linked
	byRule   []int64
	scoring  *scoring
	blocks   *blocks
	rules    []rule
}

// Preview says what each blocking rule would make to compare, before anything is compared.
func Preview(t *Table) ([]RuleCost, error) {
	rules, _, err := t.spec.allRules()
	if err != nil {
		return nil, err
	}
	return blockBy(t, rules).cost(t), nil
}

// allRules are the blocking rules, one for each strong key behind them, and the rules of training.
func (s *Spec) allRules() (blocking, training []rule, err error) {
	lists, err := wordLists(s.Words)
	if err != nil {
		return nil, nil, err
	}
	for _, text := range s.Block {
		r, err := s.ruleOf(text, lists)
		if err != nil {
			return nil, nil, err
		}
		blocking = append(blocking, r)
	}
	for _, k := range s.Keys {
		blocking = append(blocking, rule{text: k.Field, terms: []term{{field: s.fieldAt(k.Field)}}, atMost: k.AtMost})
	}
	for _, text := range s.Train.Block {
		r, err := s.ruleOf(text, lists)
		if err != nil {
			return nil, nil, err
		}
		training = append(training, r)
	}
	return blocking, training, nil
}

// Run matches the records of a table.
func Run(t *Table, o Options) (*Result, error) {
	blocking, training, err := t.spec.allRules()
	if err != nil {
		return nil, err
	}
	r := &Result{Table: t, Model: o.Model, rules: blocking}
	if r.Verdicts, err = t.verdicts(o.Judgements, o.AsOf); err != nil {
		return nil, err
	}
	r.blocks = blockBy(t, blocking)
	r.Costs = r.blocks.cost(t)
	if err := refuse(t.spec, r.Costs); err != nil {
		return nil, err
	}
	comparisons, err := t.comparisons()
	if err != nil {
		return nil, err
	}
	threads := max(o.Threads, 1)
	if r.Model == nil {
		r.Model = t.spec.given(o.Seed)
	}
	if r.Model == nil {
		if r.Model, err = estimate(t, comparisons, r.blocks, training, o.Seed, threads); err != nil {
			return nil, err
		}
	} else if err := r.Model.fits(t.spec); err != nil {
		return nil, err
	}
	r.scoring = newScoring(t, comparisons, r.Model, r.blocks)
	s := r.scoring.score(t, r.blocks, threads, nil)
	r.Links, r.Pairs, r.Expected, r.Accepted, r.byRule = s.links, s.pairs, s.expected, s.accepted, s.byRule
	r.Entity, r.Cuts = cluster(t, r.accepted(), r.Verdicts)
	return r, nil
}

// accepted are the links to take: those with an identifier in common and those that weigh enough, unless the identifier is
// contradicted: then a person looks at it, whatever it weighs.
func (r *Result) accepted() []Link {
	var out []Link
	for _, l := range r.Links {
		if l.taken(r.Table.spec) {
			out = append(out, l)
		}
	}
	return out
}

func (l Link) taken(s *Spec) bool {
	return !l.Contradicted && (l.Key || l.Probability() >= s.Accept)
}

// fits checks that a model was estimated for this spec.
func (m *Model) fits(s *Spec) error {
	if m.Spec != s.ID || m.Version != s.Version || len(m.Comparisons) != len(s.Compare) {
		return vigie.Errorf(vigie.Conflict, "use model of match %s version %d: the spec is %s version %d: estimate it again", m.Spec, m.Version, s.ID, s.Version)
	}
	for i, c := range s.Compare {
		if len(m.Comparisons[i].Levels) != len(c.Levels)+1 || m.Comparisons[i].Field != c.Field {
			return vigie.Errorf(vigie.Conflict, "use model of match %s: its levels of %s are others than the spec's: estimate it again", m.Spec, c.Field)
		}
	}
	return nil
}
