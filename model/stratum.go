package model

import (
	"cmp"
	"slices"

	"vigie"
	"vigie/internal/survey"
	"vigie/pack"
)

// channels are what each channel found, the largest first: strata that are never mixed.
func (c *corrector) channels() []ChannelLine {
	of := map[string][]survey.Unit{}
	by := map[string]string{}
	for i, r := range c.rows {
		name := at(c.e.t.Channel, r)
		of[name] = append(of[name], survey.Unit{Hit: c.e.t.Positive[r], Chance: 1})
		by[name] = c.selects[i]
	}
	lines := []ChannelLine{}
	for name, units := range of {
		e := survey.Naive(units, surely)
		lines = append(lines, ChannelLine{name, by[name], e.Visits, e.Hits, vigie.Figure{Value: e.Value, Low: e.Low, High: e.High}})
	}
	slices.SortFunc(lines, func(a, b ChannelLine) int { return cmp.Or(b.Visits-a.Visits, cmp.Compare(a.Channel, b.Channel)) })
	return lines
}

// others is what came to light without the model, and where the model had it; nil where it is too little to speak of.
func (c *corrector) others() *FoundByOthers {
	sorted := slices.Clone(c.frame)
	slices.Sort(sorted)
	var above []float64
	var top, low []survey.Unit
	for i, r := range c.rows {
		if !c.e.t.Positive[r] || c.selects[i] != pack.Reported && c.selects[i] != pack.Systematic {
			continue
		}
		at, _ := slices.BinarySearch(sorted, c.margin[i])
		share := 1 - float64(at)/float64(len(sorted))
		above = append(above, share)
		top = append(top, survey.Unit{Hit: share <= .1, Chance: 1})
		low = append(low, survey.Unit{Hit: share > .5, Chance: 1})
	}
	if len(above) < minCount {
		return nil
	}
	slices.Sort(above)
	figure := func(units []survey.Unit) vigie.Figure {
		e := survey.Naive(units, surely)
		return vigie.Figure{Value: e.Value, Low: e.Low, High: e.High}
	}
	return &FoundByOthers{len(above), figure(top), figure(low), quantile(above, .5)}
}
