package draft

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"text/template"

	"vigie"
	"vigie/pack"
	"vigie/pipeline"
)

//go:embed template/*.md
var templates embed.FS

// Facts are what drafts are filled from.
type Facts struct {
	Pack      *pack.Pack
	Models    []*pipeline.ModelCard
	Versions  []vigie.ModelVersion // that people decided on; empty where nobody has, or there is no casework
	Languages []string             // of what the pack says, the first that has it
	On        vigie.Date           // the day of writing
}

// Paper is one draft.
type Paper struct {
	Name string // of its file
	Text []byte
	Open int // how many questions are open in it
}

// Write writes all drafts, by name.
func Write(f *Facts) ([]Paper, error) {
	names, err := fs.Glob(templates, "template/*.md")
	if err != nil {
		return nil, err
	}
	var out []Paper
	for _, name := range names {
		if name = path.Base(name); strings.HasPrefix(name, "_") {
			continue // a part of others
		}
		p, err := f.paper(name)
		if err != nil {
			return nil, fmt.Errorf("write draft %s: %w", name, err)
		}
		out = append(out, *p)
	}
	return out, nil
}

func (f *Facts) paper(name string) (*Paper, error) {
	var asked []string
	ask := func(question string) string {
		asked = append(asked, question)
		return fmt.Sprintf("**[open question %d]**", len(asked))
	}
	all, err := template.New("").Funcs(template.FuncMap{
		"ask":       ask,
		"questions": func() []string { return asked },
		"number":    func(i int) int { return i + 1 },
		"say":       f.say,
		"join":      func(list []string) string { return strings.Join(list, ", ") },
		"percent":   percent,
		"share":     func(share float64) string { return fmt.Sprintf("%.1f %%", 100*share) },
		"date":      func(t interface{ Format(string) string }) string { return t.Format("2006-01-02") },
		"given": func(text, question string) string {
			if text = strings.TrimSpace(text); text == "" {
				return ask(question)
			}
			return strings.Join(strings.Fields(text), " ")
		},
	}).ParseFS(templates, "template/*.md")
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	if err := all.ExecuteTemplate(&text, name, f); err != nil {
		return nil, err
	}
	return &Paper{name, text.Bytes(), len(asked)}, nil
}

// say is a text of the pack in the language asked for, on one line.
func (f *Facts) say(text any) (string, error) {
	var said string
	switch t := text.(type) {
	case pack.Text:
		said = t.In(f.Languages...)
	case vigie.LocalText:
		said = pack.Text(t).In(f.Languages...)
	default:
		return "", vigie.Errorf(vigie.Internal, "%T is no text of a pack", text)
	}
	return strings.Join(strings.Fields(said), " "), nil
}

// percent is a share with its interval.
func percent(f vigie.Figure) string {
	return fmt.Sprintf("%.1f %% (95 %% interval %.1f to %.1f %%)", 100*f.Value, 100*f.Low, 100*f.High)
}

// Persons are the columns of registers that hold numbers or names of persons, as register.column.
func (f *Facts) Persons() []string {
	return f.columns(func(id string, c pack.Column) string {
		if !c.Pseudonym {
			return ""
		}
		return id + "." + c.Name
	})
}

// Protected are the columns on which no score may depend, each with why.
func (f *Facts) Protected() []string {
	return f.columns(func(id string, c pack.Column) string {
		if c.Protected == "" {
			return ""
		}
		return fmt.Sprintf("%s.%s (%s)", id, c.Name, c.Protected)
	})
}

// Untouched are the same in words.
func (f *Facts) Untouched() []string {
	return f.columns(func(_ string, c pack.Column) string {
		if c.Protected == "" {
			return ""
		}
		return c.Meaning.In(f.Languages...)
	})
}

// columns are what of says of each column of a register, where it says something, once.
func (f *Facts) columns(of func(register string, c pack.Column) string) (said []string) {
	for i := range f.Pack.Sources {
		s := &f.Pack.Sources[i]
		for j := range s.Columns {
			if text := of(s.ID, s.Columns[j]); text != "" && !slices.Contains(said, text) {
				said = append(said, text)
			}
		}
	}
	return said
}

// Asked is a model as the pack asks for it.
func (f *Facts) Asked(model string) *pack.Model {
	i := slices.IndexFunc(f.Pack.Models, func(m pack.Model) bool { return m.ID == model })
	if i < 0 {
		return nil
	}
	return &f.Pack.Models[i]
}

// Reads are the registers that a model's features are made of.
func (f *Facts) Reads(card *pipeline.ModelCard) []string {
	var names []string
	for i := range f.Pack.Families {
		family := &f.Pack.Families[i]
		for _, x := range card.Features {
			if strings.HasPrefix(x.ID, family.ID+".") {
				names = append(names, family.Reads...)
				break
			}
		}
	}
	return f.Pack.Behind(names)
}

// Decided are the versions of a model that people decided on.
func (f *Facts) Decided(model string) (out []vigie.ModelVersion) {
	for i := range f.Versions {
		if v := &f.Versions[i]; v.Model == model && v.State != vigie.VersionDraft {
			out = append(out, *v)
		}
	}
	return out
}
