package target

import (
	"math"
	"slices"
	"strings"

	"vigie"
	"vigie/pack"
)

// part is what one feature contributed to one score, as model.Contribute wrote it.
type part struct {
	feature     string
	amount      float64
	value, peer string // "": not available
	since       string // "": the family does not say
	count       string // pieces of evidence, and the day of the first; "": it is no indicator, or there is none
	first       string
}

// how many reasons a target is given. More would not be read in the ten minutes before a visit.
const (
	mostFor     = 4
	mostAgainst = 3
	mostContext = 1
	worthSaying = .01 // log-odds; below it a feature did not move the score
)

// speaker puts the reasons of one list into words.
type speaker struct {
	features map[string]pack.Feature // by family.column
	phrases  *Phrases
	asOf     vigie.Date
}

func newSpeaker(p *pack.Pack, o Options) (*speaker, error) {
	languages := p.Languages
	if o.Language != "" {
		languages = append([]string{o.Language}, languages...)
	}
	phrases, err := NewPhrases(languages...)
	if err != nil {
		return nil, err
	}
	phrases.areas = map[string]pack.Text{}
	for _, a := range slices.Concat(p.Sectors, p.Groups) {
		phrases.areas[a.ID] = a.Name
	}
	s := &speaker{features: map[string]pack.Feature{}, phrases: phrases, asOf: o.AsOf}
	for _, family := range p.Families {
		for _, f := range family.Features {
			s.features[family.ID+"."+f.Name] = f
		}
	}
	return s, nil
}

// reasons are the few parts that moved the score most: what speaks for a visit, what speaks against, and the circumstances.
func (s *speaker) reasons(parts []part) []vigie.Reason {
	slices.SortStableFunc(parts, func(a, b part) int {
		if d := math.Abs(b.amount) - math.Abs(a.amount); d != 0 {
			return int(math.Copysign(1, d))
		}
		return strings.Compare(a.feature, b.feature)
	})
	most := map[vigie.Stance]int{vigie.For: mostFor, vigie.Against: mostAgainst, vigie.Context: mostContext}
	var out []vigie.Reason
	for _, pt := range parts {
		f := s.features[pt.feature]
		stance := stanceOf(pt, f)
		if math.Abs(pt.amount) < worthSaying || most[stance] == 0 {
			continue
		}
		most[stance]--
		out = append(out, s.phrases.reason(pt, f, stance, s.asOf))
	}
	return out
}

func stanceOf(pt part, f pack.Feature) vigie.Stance {
	switch {
	case f.Context:
		return vigie.Context
	case pt.amount > 0:
		return vigie.For
	}
	return vigie.Against
}

func (p *Phrases) reason(pt part, f pack.Feature, stance vigie.Stance, asOf vigie.Date) vigie.Reason {
	meaning, unit := f.Meaning.In(p.languages...), f.Unit.In(p.languages...)
	if f.Name == "" {
		meaning = p.word(pt.feature) // a part of a baseline, which no pack describes
	}
	if f.Type == "boolean" || f.Type == "category" {
		unit = ""
	}
	r := vigie.Reason{
		Feature: pt.feature, Contribution: pt.amount, Stance: stance,
		Value: p.show(f.Type, pt.value), Peer: p.show(f.Type, pt.peer), Date: pt.since,
	}
	if r.Date == "" {
		r.Date = asOf.String()
	}
	values := map[string]string{"meaning": meaning, "value": r.Value, "unit": unit, "peer": r.Peer, "date": r.Date,
		"why":   f.Missing.In(p.languages...),
		"count": pt.count, "weight": r.Value, "first": pt.first, "last": pt.since} // of an indicator
	switch sentence := f.Sentence.In(p.languages...); {
	case pt.feature == "chance":
		r.Sentence = meaning
	case r.Value == "":
		r.Value = p.word("not_available")
		r.Sentence = fill(p.word("missing"), values)
	case f.Evidence && pt.count == "":
		r.Sentence = fill(p.word("no_evidence"), values)
	case sentence != "" && (pt.since != "" || f.Date == "" || !strings.Contains(sentence, "{date}")):
		r.Sentence = fill(sentence, values)
	default:
		r.Sentence = fill(p.word("said"), values)
	}
	if pt.value == "" || f.Type == "boolean" && pt.value == "0" || f.Evidence && pt.count == "" {
		return r // there is nothing to explain
	}
	for _, text := range f.Innocent {
		r.Innocent = append(r.Innocent, text.In(p.languages...))
	}
	return r
}
