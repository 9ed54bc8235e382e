package pipeline

import (
	"cmp"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"vigie"
	"vigie/indicator"
	"vigie/model"
	"vigie/pack"
)

// ModelCard is what a model is, by which it was trained, and how well it finds: every figure that was ever measured stays.
type ModelCard struct {
	ID           string              `json:"id"`
	Version      int                 `json:"version"`
	Title        vigie.LocalText     `json:"title"`
	Purpose      string              `json:"purpose"`
	Meaning      vigie.LocalText     `json:"meaning"`
	Label        vigie.LocalText     `json:"label"` // what counts as positive
	LabelVersion int                 `json:"labelVersion"`
	Features     []ModelFeature      `json:"features,omitempty"`
	Registers    []Terms             `json:"registers,omitempty"`
	Trained      []*model.Trained    `json:"trained" nullable:"false"`     // versions, the newest first
	Evaluation   *model.Evaluation   `json:"evaluation,omitempty"`         // the newest
	Earlier      []*model.Evaluation `json:"earlierEvaluations,omitempty"` // those before it, failures among them
	Measured     int                 `json:"measured"`                     // how many are kept
}

// ModelFeature is one input of a model.
type ModelFeature struct {
	ID      string          `json:"id"`
	Meaning vigie.LocalText `json:"meaning"`
	Window  string          `json:"window,omitempty"`
	Missing vigie.LocalText `json:"missing,omitempty"`
}

// Terms are what a register is and may be used for, as the pack says it.
type Terms struct {
	ID         string          `json:"id"`
	Title      vigie.LocalText `json:"title"`
	LegalBasis string          `json:"legalBasis"`
	Purposes   []string        `json:"purposes" nullable:"false"`
	Retention  string          `json:"retention,omitempty"`
}

// IndicatorCard is what an indicator asks, and what inspections said of it.
type IndicatorCard struct {
	ID          string            `json:"id"`
	Version     int               `json:"version"`
	Kind        string            `json:"kind,omitempty"`
	Question    vigie.LocalText   `json:"question"`
	Why         vigie.LocalText   `json:"why"`
	Innocent    []vigie.LocalText `json:"innocent" nullable:"false"` // explanations without fault, to check first
	Phenomenon  string            `json:"phenomenon,omitempty"`
	Methodology string            `json:"methodology,omitempty"`
	LegalBasis  string            `json:"legalBasis,omitempty"`
	Window      string            `json:"window"`
	FollowUp    string            `json:"followUp,omitempty"`
	Owner       string            `json:"owner,omitempty"`
	Reads       []string          `json:"reads" nullable:"false"`      // registers, contract views and derived tables
	Unit        vigie.LocalText   `json:"unit,omitempty"`              // of what is weighed: one|many
	Thresholds  []Threshold       `json:"thresholds" nullable:"false"` // the weights from which it fires, the oldest first
	Query       string            `json:"query,omitempty"`             // how the answer is found; of one alone
	Tests       []indicator.Case  `json:"tests,omitempty"`             // of one alone
	Card        *indicator.Card   `json:"card,omitempty"`              // not there when it was not judged yet
}

// Threshold is the weight from which an indicator fires, and the first day on which it does; no day: it always did.
type Threshold struct {
	From  string  `json:"from,omitempty"`
	Value float64 `json:"value"`
}

// Registers are the terms of all registers of the pack.
func (s *Snapshot) Registers() []Terms {
	out := make([]Terms, len(s.Pack.Sources))
	for i := range s.Pack.Sources {
		x := &s.Pack.Sources[i]
		out[i] = Terms{x.ID, vigie.LocalText(x.Title), x.LegalBasis, append([]string{}, x.Purposes...), x.Retention}
	}
	return out
}

// Indicators are all of the pack's, with the cards of the newest run.
func (s *Snapshot) Indicators(ctx context.Context) ([]IndicatorCard, error) {
	cards, err := indicator.Read(ctx, s.Lake)
	if err != nil {
		return nil, err
	}
	out := make([]IndicatorCard, len(s.Pack.Indicators))
	for i := range s.Pack.Indicators {
		x := &s.Pack.Indicators[i]
		c := IndicatorCard{ID: x.ID, Version: x.Version, Kind: x.Kind, Question: vigie.LocalText(x.Question), Why: vigie.LocalText(x.Why), Innocent: []vigie.LocalText{},
			Phenomenon: x.Phenomenon, Methodology: x.Methodology, LegalBasis: x.LegalBasis, Window: x.Window, FollowUp: x.FollowUp, Owner: x.Owner, Card: cards[x.ID],
			Reads: append([]string{}, x.Reads...), Unit: vigie.LocalText(x.Unit), Thresholds: []Threshold{}}
		for _, v := range x.Threshold {
			c.Thresholds = append(c.Thresholds, Threshold(v))
		}
		for _, t := range x.Innocent {
			c.Innocent = append(c.Innocent, vigie.LocalText(t))
		}
		out[i] = c
	}
	return out, nil
}

// Indicator is one with its query and its tests; not_found when the pack has none of that name.
func (s *Snapshot) Indicator(ctx context.Context, id string) (*IndicatorCard, error) {
	all, err := s.Indicators(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(c IndicatorCard) bool { return c.ID == id })
	if i < 0 {
		return nil, vigie.NoSuch("indicator", id)
	}
	x := &s.Pack.Indicators[i]
	all[i].Query, all[i].Tests = x.SQL, indicator.Cases(x)
	return &all[i], nil
}

// Models are the cards of all models, with their newest figures and without the inputs.
func (r *Reader) Models() ([]ModelCard, error) {
	out := make([]ModelCard, len(r.Pack.Models))
	for i := range r.Pack.Models {
		c, err := r.card(&r.Pack.Models[i])
		if err != nil {
			return nil, err
		}
		c.Earlier = nil
		out[i] = *c
	}
	return out, nil
}

// Model is the whole card of one; not_found when the pack has none of that name.
func (r *Reader) Model(id string) (*ModelCard, error) {
	i := slices.IndexFunc(r.Pack.Models, func(m pack.Model) bool { return m.ID == id })
	if i < 0 {
		return nil, vigie.NoSuch(vigie.KindModel, id)
	}
	m := &r.Pack.Models[i]
	c, err := r.card(m)
	if err != nil {
		return nil, err
	}
	features, err := model.Choose(r.Pack, m)
	if err != nil {
		return nil, err
	}
	for _, f := range features {
		c.Features = append(c.Features, ModelFeature{f.Ref, vigie.LocalText(f.Meaning), f.Window, vigie.LocalText(f.Missing)})
	}
	c.Registers = (&Snapshot{Pack: r.Pack}).Registers()
	return c, nil
}

func (r *Reader) card(m *pack.Model) (*ModelCard, error) {
	c := &ModelCard{ID: m.ID, Version: m.Version, Title: vigie.LocalText(m.Name), Purpose: m.Purpose, Meaning: vigie.LocalText(m.Meaning),
		Label: vigie.LocalText(m.Label.Meaning), LabelVersion: m.Label.Version}
	trained, err := readAll[model.Trained](filepath.Join(r.Home.Models(), m.ID, "*", "model.json"))
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(trained, func(a, b *model.Trained) int { return cmp.Compare(b.Lineage.KnownBy, a.Lineage.KnownBy) })
	c.Trained = trained
	measured, err := readAll[model.Evaluation](filepath.Join(r.Home.Evaluations(), m.ID, "*.json"))
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(measured, func(a, b *model.Evaluation) int { return cmp.Compare(b.Lineage.KnownBy, a.Lineage.KnownBy) })
	if c.Measured = len(measured); c.Measured > 0 {
		c.Evaluation, c.Earlier = measured[0], measured[1:]
	}
	return c, nil
}

// readAll reads what stands in files, the last by name first.
func readAll[T any](pattern string) ([]*T, error) {
	names, err := filepath.Glob(pattern)
	if err != nil {
		return nil, vigie.Errorf(vigie.Internal, "look for %s: %w", pattern, err)
	}
	names = slices.DeleteFunc(names, func(name string) bool { return strings.HasSuffix(name, "-card.json") }) // beside an evaluation, for programs
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(b, a) })
	out := []*T{}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, vigie.Errorf(vigie.Unavailable, "read card: %w", err)
		}
		t := new(T)
		if err := json.Unmarshal(b, t); err != nil {
			return nil, vigie.Errorf(vigie.Internal, "read %s: %w", name, err)
		}
		out = append(out, t)
	}
	return out, nil
}

// Trained are all versions that training left, with the precision of the newest evaluation of the same data.
func (r *Reader) Trained(context.Context) ([]vigie.TrainedModel, error) {
	var out []vigie.TrainedModel
	for i := range r.Pack.Models {
		c, err := r.card(&r.Pack.Models[i])
		if err != nil {
			return nil, err
		}
		for _, t := range c.Trained {
			out = append(out, vigie.TrainedModel{Model: t.Model, Version: t.Version, KnownBy: t.Lineage.KnownBy, Scorer: t.Kind, Precision: c.precision(t)})
		}
	}
	return out, nil
}

// precision is what the scorer of a version found among the first visits in the evaluation that it was trained after; nil where that was
// not measured.
func (c *ModelCard) precision(t *model.Trained) *vigie.Figure {
	for _, e := range append([]*model.Evaluation{c.Evaluation}, c.Earlier...) {
		if e == nil || e.Shuffled || e.Lineage.KnownBy != t.Lineage.KnownBy || e.Lineage.Data != t.Lineage.Data || e.Lineage.Pack != t.Lineage.Pack || e.Lineage.Seed != t.Lineage.Seed {
			continue
		}
		if used := e.InUse(); e.Chosen == t.Kind && used != nil && used.AtCapacity != nil {
			return &used.AtCapacity.Precision
		}
	}
	return nil
}
