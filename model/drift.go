package model

import (
	"context"
	"fmt"
	"math"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// Whom a list may name is everybody, whoever was inspected. So what a model sees is watched on lists and not on inspections.
//
//  1. Each run keeps how the values of each feature, and the scores, lie among those whom its list may name.
//  2. The reference are the lists from two years to three months before; where there is none so old, the oldest one that is kept.
//  3. It is an alarm when the population stability index is over a quarter and beyond chance, and the values moved by more than a tenth of their way on average;
//     or when the share without a value moved by more than a tenth and beyond chance. A figure of a whole sector, which a few firms less move by a hair from
//     one interval to the next, has a large index and has hardly moved. It holds since the first of the lists up to now that all show it.
//  4. Scores are held against lists of the same version only: another version is another measure.
const (
	largeIndex   = .25
	largeMissing = .1
	largeMove    = .1
	referenceMax = 730
	referenceMin = 90
)

// Watch keeps what a list was like, and says how far it is from earlier ones.
func Watch(ctx context.Context, l *lake.Lake, p *pack.Pack, tr *Trained, t *Table, day vigie.Date) ([]vigie.Drift, error) {
	earlier, err := earlierSpreads(ctx, l, tr.Model, day)
	if err != nil {
		return nil, err
	}
	scores, err := l.Frame(ctx, `SELECT score FROM score WHERE model = ? ORDER BY entity_id`, tr.Model)
	if err != nil {
		return nil, err
	}
	tonight := t.spreads(tr.Version, day, scores.Columns[0].Numbers, earlier)
	if err := keepSpreads(ctx, l, tr.Model, day, tonight); err != nil {
		return nil, err
	}
	var out []vigie.Drift
	for i, s := range tonight {
		kept, registers := earlier[s.item], ""
		if s.item == scoreItem {
			kept = ofVersion(kept, tr.Version)
		} else {
			registers = behind(p, t.Features[i].Family)
		}
		out = append(out, s.against(tr.Model, registers, kept)...)
	}
	return out, nil
}

// scoreItem is the last of a list's spreads, which is not a feature's.
const scoreItem = "score"

func (t *Table) spreads(version string, day vigie.Date, scores []float64, earlier map[string][]spread) []spread {
	rows := counted(t.Len())
	first := func(item string) map[string]float64 {
		if kept := earlier[item]; len(kept) > 0 {
			return kept[0].rows
		}
		return nil
	}
	var out []spread
	for i, f := range t.Features {
		s := spread{item: f.Ref, version: version, asOf: day}
		if f.Categorical() {
			s.rows = spreadTexts(some(t.Texts[i], rows), first(f.Ref))
		} else {
			values := make([]float64, len(rows))
			for k, r := range rows {
				values[k] = float64(t.Numbers[i][r])
			}
			s.rows, s.ordered = spreadNumbers(values, first(f.Ref)), true
		}
		out = append(out, s)
	}
	return append(out, spread{scoreItem, version, day, spreadNumbers(some(scores, counted(len(scores))), first(scoreItem)), true})
}

func ofVersion(kept []spread, version string) (out []spread) {
	for _, s := range kept {
		if s.version == version {
			out = append(out, s)
		}
	}
	return out
}

// behind are the registers that a family is made of.
func behind(p *pack.Pack, family string) string {
	for i := range p.Families {
		if p.Families[i].ID == family {
			return strings.Join(p.Behind(p.Families[i].Reads), ", ")
		}
	}
	return ""
}

// against says how far a spread is from those of earlier lists; nothing where there is none to hold it against.
func (s spread) against(model, registers string, kept []spread) []vigie.Drift {
	ref, watched := reference(kept, s.asOf)
	if ref == nil {
		return nil
	}
	of := "feature"
	if s.item == scoreItem {
		of = "score"
	}
	base := vigie.Drift{Of: of, Model: model, Item: s.item, Rows: int(total(s.rows))}
	index := base
	var chance float64
	index.Figure = "psi"
	index.Value, chance = psi(s.rows, ref)
	index.High = math.Max(largeIndex, chance)
	index.Sentence = fmt.Sprintf("model %s: %s lies %.2f from where it lay on earlier lists (population stability index; from %.2f on it is an alarm)", model, s.item, index.Value, index.High)
	alarm(&index, s, watched, registers, func(x spread) bool {
		v, c := psi(x.rows, ref)
		return v > math.Max(largeIndex, c) && moved(x.rows, ref, s.ordered) > largeMove
	})

	missing := base
	missing.Figure, missing.Value, missing.Expected = "missing", absent(s.rows), absent(ref)
	if missing.Value == 0 && missing.Expected == 0 {
		return []vigie.Drift{index}
	}
	reach := func(x spread) float64 {
		p, n, m := absent(ref), total(x.rows), total(ref)
		return math.Max(largeMissing, 5*math.Sqrt((p*(1-p)+.25/n)*(1/n+1/m)))
	}
	missing.Low, missing.High = math.Max(0, missing.Expected-reach(s)), math.Min(1, missing.Expected+reach(s))
	missing.Sentence = fmt.Sprintf("model %s: %s is not available for %.0f %%, and was not for %.0f %% on earlier lists", model, s.item, 100*missing.Value, 100*missing.Expected)
	alarm(&missing, s, watched, registers, func(x spread) bool { return math.Abs(absent(x.rows)-missing.Expected) > reach(x) })
	return []vigie.Drift{index, missing}
}

func absent(rows map[string]float64) float64 {
	if n := total(rows); n > 0 {
		return rows[""] / n
	}
	return 0
}

// reference are the rows of the lists that others are held against, and the lists after them.
func reference(kept []spread, day vigie.Date) (rows map[string]float64, watched []spread) {
	for i, s := range kept {
		switch {
		case s.asOf < day-referenceMax:
		case s.asOf <= day-referenceMin || rows == nil:
			if rows == nil {
				rows = map[string]float64{}
			}
			for key, n := range s.rows {
				rows[key] += n
			}
		default:
			return rows, kept[i:]
		}
	}
	return rows, nil
}

// alarm says whether tonight's list shows it, and since which list all do.
func alarm(d *vigie.Drift, tonight spread, watched []spread, registers string, shows func(spread) bool) {
	if !shows(tonight) {
		return
	}
	d.Alarm, d.Since = true, tonight.asOf
	for i := len(watched) - 1; i >= 0 && shows(watched[i]); i-- {
		d.Since = watched[i].asOf
	}
	d.Sentence += fmt.Sprintf("; it is so since the list of %s", d.Since)
	if registers != "" {
		d.Sentence += "; it is made of " + registers
	}
}
