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
	shown       []shown // the latest of them
}

// shown is a piece of evidence with the parameters of its detail.
type shown struct {
	on         vigie.Date
	parameters string
	records    string
}

// how many reasons a target is given. More would not be read in the ten minutes before a visit.
const (
	mostFor     = 4
	mostAgainst = 3
	mostContext = 1
	mostUnknown = 1
	mostShown   = 3   // pieces of evidence of one indicator
	worthSaying = .01 // log-odds; below it a feature did not move the score
)

// speaker puts the reasons of one list into words, in every language of the pack.
type speaker struct {
	pack       *pack.Pack
	features   map[string]pack.Feature // by family.column
	indicators map[string]*pack.Indicator
	phrases    map[string]pack.Text
	asOf       vigie.Date
}

func newSpeaker(p *pack.Pack, asOf vigie.Date) (*speaker, error) {
	phrases, err := readPhrases()
	if err != nil {
		return nil, err
	}
	s := &speaker{pack: p, features: map[string]pack.Feature{}, indicators: map[string]*pack.Indicator{}, phrases: phrases, asOf: asOf}
	for _, family := range p.Families {
		for _, f := range family.Features {
			s.features[family.ID+"."+f.Name] = f
		}
	}
	for i := range p.Indicators {
		s.indicators["indicator."+p.Indicators[i].ID] = &p.Indicators[i]
	}
	return s, nil
}

// reasons are the few parts that moved the score most: what speaks for a visit, what speaks against, and the circumstances.
func (s *speaker) reasons(parts []part) ([]vigie.Reason, error) {
	slices.SortStableFunc(parts, func(a, b part) int {
		if d := math.Abs(b.amount) - math.Abs(a.amount); d != 0 {
			return int(math.Copysign(1, d))
		}
		return strings.Compare(a.feature, b.feature)
	})
	most := map[vigie.Stance]int{vigie.For: mostFor, vigie.Against: mostAgainst, vigie.Context: mostContext, vigie.Unknown: mostUnknown}
	var out []vigie.Reason
	for _, pt := range parts {
		f := s.features[pt.feature]
		stance := stanceOf(pt, f)
		if math.Abs(pt.amount) < worthSaying || most[stance] == 0 {
			continue
		}
		most[stance]--
		r, err := s.reason(pt, f, stance)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// stanceOf is the side of a part. That nothing is known is held against nobody, and for nobody.
func stanceOf(pt part, f pack.Feature) vigie.Stance {
	switch {
	case f.Context:
		return vigie.Context
	case pt.value == "" && pt.feature != "chance":
		return vigie.Unknown
	case pt.amount > 0:
		return vigie.For
	}
	return vigie.Against
}

// reason says a part in every language.
func (s *speaker) reason(pt part, f pack.Feature, stance vigie.Stance) (vigie.Reason, error) {
	r := vigie.Reason{
		Feature: pt.feature, Contribution: pt.amount, Stance: stance, Value: pt.value, Peer: pt.peer, Date: pt.since, Sentence: vigie.LocalText{},
	}
	if r.Date == "" {
		r.Date = s.asOf.String()
	}
	for _, language := range s.pack.Languages {
		r.Sentence[language] = s.in(language).sentence(pt, f, r.Date)
	}
	for _, shown := range pt.shown {
		detail := vigie.LocalText{}
		for _, language := range s.pack.Languages {
			text, err := s.pack.Shows(s.indicators[pt.feature], shown.parameters, s.pack.Prefer(language)...)
			if err != nil {
				return r, err
			}
			detail[language] = text
		}
		r.Shown = append(r.Shown, vigie.Shown{On: shown.on, Detail: detail, Records: shown.records})
	}
	if pt.value == "" || f.Type == "boolean" && pt.value == "0" || f.Evidence && pt.count == "" {
		return r, nil // there is nothing to explain
	}
	for _, text := range f.Innocent {
		r.Innocent = append(r.Innocent, s.inAll(text))
	}
	return r, nil
}

// in is the speaker's voice in a language; English is what the house falls back on.
func (s *speaker) in(language string) voice {
	return voice{s, append(s.pack.Prefer(language), "en")}
}

func (s *speaker) inAll(t pack.Text) vigie.LocalText {
	all := vigie.LocalText{}
	for _, language := range s.pack.Languages {
		all[language] = t.In(s.pack.Prefer(language)...)
	}
	return all
}

// sentence says a part: by the feature's own sentence where it has one and all that it names is there, by the house's otherwise.
func (v voice) sentence(pt part, f pack.Feature, date string) string {
	meaning := f.Meaning.In(v.languages...)
	if f.Name == "" {
		meaning = v.word(pt.feature) // a part of a baseline, which no pack describes
	}
	value, peer := v.show(f.Type, pt.value), v.show(f.Type, pt.peer)
	same := ""
	if value == peer { // it moved the score all the same, together with others; the value sets nobody apart
		peer = ""
		if comparable := f.Sentence == nil || slices.Contains(f.Sentence.Places(), "peer"); comparable && !f.Context && !f.Evidence {
			same = v.word("as_usual")
		}
	}
	values := map[string]string{"meaning": meaning, "value": value, "peer": peer, "date": date, "why": f.Missing.In(v.languages...),
		"count": pt.count, "weight": value, "first": pt.first, "last": pt.since} // of an indicator
	if f.Type != "boolean" && f.Type != "category" {
		values["unit"] = f.Unit.Counted(value, v.languages...)
	}
	said := ""
	switch {
	case pt.feature == "chance":
		said = meaning
	case value == "":
		return capital(v.say("missing", values))
	case f.Evidence && pt.count == "":
		return capital(v.say("no_evidence", values))
	case f.Sentence.In(v.languages...) != "" && (pt.since != "" || f.Date == "" || !slices.Contains(f.Sentence.Places(), "date")):
		said = f.Sentence.Say(values, v.languages...)
	default:
		said = v.say("said", values)
	}
	return capital(said + same)
}
