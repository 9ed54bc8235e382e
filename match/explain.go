package match

import "slices"

// Explanation is why two records were taken for one entity, or were not: what each comparison weighed, from the prior on,
// and what became of it.
type Explanation struct {
	A           string    `json:"a"`
	B           string    `json:"b"`
	Prior       float64   `json:"prior"` // the weight that every pair begins with: matches are rare
	Steps       []Weighed `json:"steps"`
	Weight      float64   `json:"weight"`
	Probability float64   `json:"probability"`
	Rules       []string  `json:"rules"` // that bring the two together; without any they were never compared
	Keys        []string  `json:"keys,omitempty"`
	// Contradicted tells that the identifier that the two have in common goes against all the rest.
	Contradicted bool       `json:"contradicted,omitempty"`
	Outcome      string     `json:"outcome"`
	Sentence     string     `json:"sentence"`
	SameEntity   bool       `json:"sameEntity"`
	Judged       *Judgement `json:"judged,omitempty"`
	// Blind tells that all of this leaves out what people said of pairs, see ExplainTo.
	Blind bool `json:"blind,omitempty"`
}

// Weighed is one comparison of the pair.
type Weighed struct {
	Field  string  `json:"field"`
	Left   string  `json:"left"`
	Right  string  `json:"right"`
	Level  string  `json:"level"` // missing, one of the spec's, or else
	M      float64 `json:"m,omitempty"`
	U      float64 `json:"u,omitempty"`
	Weight float64 `json:"weight"`
	Rarity float64 `json:"rarity,omitempty"` // of it, what is owed to how rare the value is
	Total  float64 `json:"total"`            // up to here
}

// Explain tells about the pair of two records, written as id or source:id.
func (r *Result) Explain(a, b string) (*Explanation, error) {
	left, err := r.Table.find(a)
	if err != nil {
		return nil, err
	}
	right, err := r.Table.find(b)
	if err != nil {
		return nil, err
	}
	if err := r.ready(); err != nil {
		return nil, err
	}
	x, y := min(left, right), max(left, right)
	e := &Explanation{A: r.Table.EntityID(x), B: r.Table.EntityID(y), Prior: r.scoring.prior}
	w := newComparer(r.scoring.comparisons)
	e.Weight = e.Prior
	for i := range r.scoring.comparisons {
		e.Steps = append(e.Steps, r.weighed(w, i, x, y, &e.Weight))
	}
	e.Probability = Probability(e.Weight)
	for i := range r.blocks.rules {
		if !r.Table.apart(x, y) && r.blocks.rules[i].list.first(x, y) != 0 {
			e.Rules = append(e.Rules, r.rules[i].text)
		}
	}
	for k, field := range r.scoring.keys {
		if id := r.Table.fields[field].ids[x]; id != 0 && id == r.Table.fields[field].ids[y] && r.scoring.byKey[k].list.first(x, y) != 0 {
			e.Keys = append(e.Keys, r.Table.spec.Keys[k].Field)
		}
	}
	_, e.Contradicted = r.scoring.key(r.Table, w, x, y)
	e.SameEntity = r.Entity[x] == r.Entity[y]
	r.conclude(e, x, y)
	return e, nil
}

// ExplainTo tells a person about a pair. Who has not said a word about it that holds is told of the records alone, as if nobody had judged
// anything: a second look is a second look.
func (r *Result) ExplainTo(by, a, b string, judged []Judgement) (*Explanation, error) {
	a, b, err := r.Table.Named(a, b)
	if err != nil {
		return nil, err
	}
	var said []Judgement
	for _, s := range r.Table.applicable(judged) {
		said = append(said, Judgement{r.Table.EntityID(s.a), r.Table.EntityID(s.b), s.row.Verdict, s.row.By, s.row.On, s.row.Why})
	}
	if _, own := wordsThatHold(said)[unordered(a, b)][by]; own && by != "" {
		return r.Explain(a, b)
	}
	if err := r.ready(); err != nil {
		return nil, err
	}
	blind := *r
	blind.Verdicts = Verdicts{}
	blind.Entity, blind.Cuts = cluster(r.Table, r.accepted(), blind.Verdicts)
	e, err := blind.Explain(a, b)
	if err == nil {
		e.Blind = true
	}
	return e, err
}

func (r *Result) weighed(w *comparer, i int, x, y uint32, total *float64) Weighed {
	c := &r.scoring.comparisons[i]
	level := w.level(i, x, y)
	s := Weighed{Field: c.spec.Field, Left: r.Table.fields[c.field].text(int(x)), Right: r.Table.fields[c.field].text(int(y)), Level: "missing"}
	if level != missing {
		l := r.Model.Comparisons[i].Levels[level-1]
		s.Level, s.M, s.U = l.Level, l.M, l.U
	}
	s.Weight = r.scoring.part(w, i, x, y)
	s.Rarity = s.Weight - r.scoring.weights[i][level]
	*total += s.Weight
	s.Total = *total
	return s
}

// conclude says what became of the pair, in the order in which it is decided.
func (r *Result) conclude(e *Explanation, x, y uint32) {
	pair := func(p pairOf) bool { return p.A == x && p.B == y }
	l := Link{A: x, B: y, Weight: e.Weight, Key: len(e.Keys) > 0, Contradicted: e.Contradicted}
	judged := func(list []pairOf, outcome, sentence string) bool {
		i := slices.IndexFunc(list, pair)
		if i >= 0 {
			e.Judged, e.Outcome, e.Sentence = &list[i].Row, outcome, sentence
		}
		return i >= 0
	}
	switch {
	case judged(r.Verdicts.positive, "judged", "A person judged that the two are one; their weight does not matter."):
	case judged(r.Verdicts.negative, "judged", "A person judged that the two are not one; no link may join them."):
	case len(e.Rules) == 0:
		e.Outcome, e.Sentence = "not compared", "No blocking rule brings the two together, so that they were not compared; the weights are what they would have been."
	case e.Contradicted:
		e.Outcome, e.Sentence = "contradicted", "They have an identifier in common and are unlike in all that could contradict it: the identifier may be wrong. A person has to look."
	case r.cut(e, x, y):
	case l.taken(r.Table.spec) && l.Key:
		e.Outcome, e.Sentence = "linked", "They have an identifier in common, and nothing contradicts it."
	case l.taken(r.Table.spec):
		e.Outcome, e.Sentence = "linked", "What agrees outweighs what does not."
	case e.Probability >= r.Table.spec.Review:
		e.Outcome, e.Sentence = "review", "The weight is below what is linked, and above what is passed over: a person should look."
	default:
		e.Outcome, e.Sentence = "not linked", "What agrees does not outweigh how rare matches are."
	}
	if e.SameEntity && e.Outcome != "linked" {
		e.Sentence += " They are in one entity all the same, by way of other records."
	}
}

// cut finds whether the link was given up.
func (r *Result) cut(e *Explanation, x, y uint32) bool {
	i := slices.IndexFunc(r.Cuts, func(c Cut) bool { return c.Link.A == x && c.Link.B == y })
	if i < 0 {
		return false
	}
	c := r.Cuts[i]
	e.Outcome, e.Judged = string(c.Reason), c.Told
	e.Sentence = "The link was given up: one of the two has a stronger partner, and each record may have one."
	if c.Reason == CutJudgement {
		e.Sentence = "The link was given up: it would put " + r.Table.EntityID(c.Between[0]) + " and " + r.Table.EntityID(c.Between[1]) + " together, which a person told apart."
	}
	return true
}
