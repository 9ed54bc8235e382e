package network

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

//go:embed sql/pattern.sql
var patternSQL string

// Traced is what the patterns of network.yaml show as of a day.
type Traced struct {
	AsOf     string    `json:"asOf"`
	Patterns []Pattern `json:"patterns"` // the latest known first
	// Untraced are patterns that no run has traced, since no indicator reads them.
	Untraced []string `json:"untraced"`
}

// Pattern is one pattern found: who, what and when.
type Pattern struct {
	Pattern    string    `json:"pattern"`
	Trace      string    `json:"trace"`   // transfer, serial, circle or letterbox
	Meaning    pack.Text `json:"meaning"` // what it is called
	Entity     Party     `json:"entity"`
	Others     []Party   `json:"others"`    // the other firms
	Resources  []string  `json:"resources"` // what moved, or is shared
	Weight     float64   `json:"weight"`    // how many
	Of         *float64  `json:"of"`        // of how many; null: not asked
	HappenedOn string    `json:"happenedOn"`
	FirstOn    string    `json:"firstOn"`
	LastOn     string    `json:"lastOn"`
	KnownOn    string    `json:"knownOn"` // since when it is known just so
	Source     string    `json:"source"`
	Sentence   pack.Text `json:"sentence"`
}

// Party is an entity with its name, as far as one was known.
type Party struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Patterns gives what the patterns show as of a day: of a kind or a pattern, and of an entity, unless these are "".
func Patterns(ctx context.Context, l *lake.Lake, p *pack.Pack, day vigie.Date, kind, entity string) (*Traced, error) {
	chosen, err := choose(p, kind)
	if err != nil {
		return nil, err
	}
	out := &Traced{AsOf: day.String(), Patterns: []Pattern{}, Untraced: []string{}}
	var frames []*lake.Frame
	names := namesOf{}
	for _, t := range chosen {
		f, err := tracedOf(ctx, l, t, day, entity)
		if err != nil {
			return nil, err
		}
		if frames = append(frames, f); f == nil {
			out.Untraced = append(out.Untraced, t.ID)
			continue
		}
		for i := range f.Rows {
			names.want(f.Columns[0].Texts[i])
			names.want(split(f.Columns[4].Texts[i])...)
		}
	}
	if err := names.read(ctx, l, day); err != nil {
		return nil, err
	}
	for k, f := range frames {
		if f != nil {
			for i := range f.Rows {
				out.Patterns = append(out.Patterns, patternOf(chosen[k], f, i, names))
			}
		}
	}
	slices.SortStableFunc(out.Patterns, func(a, b Pattern) int { return strings.Compare(b.KnownOn, a.KnownOn) })
	return out, nil
}

func choose(p *pack.Pack, kind string) ([]*pack.Trace, error) {
	if p.Network == nil || len(p.Network.Patterns) == 0 {
		return nil, vigie.Errorf(vigie.NotFound, "pack %s has no patterns: list some in network.yaml", p.ID)
	}
	var chosen []*pack.Trace
	var known []string
	for i := range p.Network.Patterns {
		t := &p.Network.Patterns[i]
		if kind == "" || kind == t.ID || kind == t.Kind {
			chosen = append(chosen, t)
		}
		known = append(known, t.ID)
	}
	if len(chosen) == 0 {
		return nil, vigie.Errorf(vigie.NotFound, "there is no pattern %q: there are %s", kind, strings.Join(known, ", "))
	}
	return chosen, nil
}

// tracedOf are the rows of a pattern's table that count on the day; nil when nobody has traced it.
func tracedOf(ctx context.Context, l *lake.Lake, t *pack.Trace, day vigie.Date, entity string) (*lake.Frame, error) {
	schema, table, _ := strings.Cut(t.Table(), ".")
	var there bool
	err := l.QueryRow(ctx, `SELECT EXISTS (FROM information_schema.tables WHERE table_schema = ? AND table_name = ?)`, schema, table).Scan(&there)
	if err != nil || !there {
		return nil, err
	}
	f, err := l.Frame(ctx, strings.ReplaceAll(patternSQL, "{table}", schema+"."+lake.Name(table)), day.String(), day.String(), entity, entity)
	if err != nil {
		return nil, fmt.Errorf("read pattern %s: %w", t.ID, err)
	}
	return f, nil
}

func patternOf(t *pack.Trace, f *lake.Frame, i int, names namesOf) Pattern {
	text := func(k int) string { return f.Columns[k].Texts[i] }
	day := func(k int) string { return vigie.Date(f.Columns[k].Dates[i]).String() }
	out := Pattern{
		Pattern: t.ID, Trace: t.Kind, Meaning: t.Meaning, Entity: names.party(text(0)), Others: []Party{}, Resources: split(text(5)),
		Weight: f.Columns[2].Numbers[i], HappenedOn: day(1), KnownOn: day(6), FirstOn: day(7), LastOn: day(8), Source: text(9), Sentence: pack.Text{},
	}
	if !f.Columns[3].IsNull(i) {
		out.Of = &f.Columns[3].Numbers[i]
	}
	said := make([]string, 0, 4)
	for _, id := range split(text(4)) {
		other := names.party(id)
		out.Others = append(out.Others, other)
		said = append(said, other.String())
	}
	places := []string{
		"{count}", fmt.Sprintf("%.0f", out.Weight), "{others}", strings.Join(said, "; "), "{shared}", text(5), "{on}", out.HappenedOn,
		"{first}", out.FirstOn, "{last}", out.LastOn,
	}
	if out.Of != nil {
		places = append(places, "{of}", fmt.Sprintf("%.0f", *out.Of))
	}
	fill := strings.NewReplacer(places...)
	for language, sentence := range t.Sentence {
		out.Sentence[language] = fill.Replace(sentence)
	}
	return out
}

// split takes apart what a pattern's table sets apart.
func split(list string) []string {
	if list == "" {
		return []string{}
	}
	return strings.Split(list, "; ")
}

// String is the name with the number, or the number alone.
func (p Party) String() string {
	if p.Name == "" {
		return p.ID
	}
	return p.Name + " (" + p.ID + ")"
}
