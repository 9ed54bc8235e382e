package model

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/template"

	"vigie"
	"vigie/pack"
)

//go:embed card.md
var cardMD string

// Card says what a model is for, what it rests on and how good it is, for whoever has to answer for its use. It is written
// as Markdown and as JSON, side by side (Mitchell et al. 2019, "Model cards for model reporting"; the shape also serves
// articles 11 and 13 of Regulation (EU) 2024/1689).
type Card struct {
	Pack       string        `json:"pack"`
	PackTitle  string        `json:"packTitle"`
	Model      string        `json:"model"`
	Title      string        `json:"title"`
	Purpose    string        `json:"purpose"`
	Meaning    string        `json:"meaning"`
	Label      string        `json:"label"`
	LabelV     int           `json:"labelVersion"`
	Trained    *Trained      `json:"trained"`
	Evaluation *Evaluation   `json:"evaluation"`
	Features   []CardFeature `json:"features"`
	Sources    []CardSource  `json:"sources"`
	Learner    pack.Learner  `json:"learner"`
	Campaign   pack.Campaign `json:"campaign"`
}

// CardFeature is one input, as the pack describes it.
type CardFeature struct {
	Ref, Meaning, Unit, Window, Missing string
}

// CardSource is one register that the pack reads, with the right to use it.
type CardSource struct {
	ID, Title, LegalBasis, Retention string
}

// NewCard collects a card.
func NewCard(p *pack.Pack, m *pack.Model, tr *Trained, e *Evaluation) (*Card, error) {
	features, err := Choose(p, m)
	if err != nil {
		return nil, err
	}
	c := &Card{
		Pack: p.ID, PackTitle: p.Name.In(p.Languages...), Model: m.ID, Title: m.Name.In(p.Languages...), Purpose: m.Purpose,
		Meaning: m.Meaning.In(p.Languages...), Label: m.Label.Meaning.In(p.Languages...), LabelV: m.Label.Version,
		Trained: tr, Evaluation: e, Learner: m.Learner, Campaign: m.Campaign,
	}
	for _, f := range features {
		c.Features = append(c.Features, CardFeature{f.Ref, f.Meaning.In(p.Languages...), f.Unit.Plural(p.Languages...), f.Window, f.Missing.In(p.Languages...)})
	}
	for _, s := range p.Sources {
		c.Sources = append(c.Sources, CardSource{s.ID, s.Title.In(p.Languages...), s.LegalBasis, s.Retention})
	}
	return c, nil
}

// JSON is the card for programs.
func (c *Card) JSON() ([]byte, error) { return json.MarshalIndent(c, "", "  ") }

// Markdown is the card for people.
func (c *Card) Markdown(w io.Writer) error {
	t, err := template.New("card").Funcs(template.FuncMap{"figure": figure, "estimated": estimate, "percent": percent, "cell": cell}).Parse(cardMD)
	if err != nil {
		return err
	}
	return t.Execute(w, c)
}

func figure(f *vigie.Figure) string {
	if f == nil {
		return "not available"
	}
	return fmt.Sprintf("%.3f (%.3f to %.3f)", f.Value, f.Low, f.High)
}

// estimate is an estimate as the card says it, and that too little carries it where that is so.
func estimate(e *Estimated) string {
	if e == nil {
		return figure(nil)
	}
	if e.Thin {
		return "too little to say"
	}
	return figure(&e.Figure)
}

func percent(v float64) string { return fmt.Sprintf("%.1f %%", 100*v) }

// cell keeps a sentence inside its table cell.
func cell(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "|", "\\|")
}
