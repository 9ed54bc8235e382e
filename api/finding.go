package api

import (
	"slices"

	"vigie/dossier"
	"vigie/pipeline"
)

// indicatorOf is an indicator of the pack by its id; nil when the pack has it no more.
func indicatorOf(l *pipeline.Snapshot, id string) *pipeline.Indicator {
	i := slices.IndexFunc(l.Pack.Indicators, func(x pipeline.Indicator) bool { return x.ID == id })
	if i < 0 {
		return nil
	}
	return &l.Pack.Indicators[i]
}

// sayFindings puts the evidence of a dossier into words, the same for the screen and for paper. What no indicator of the pack says, or what can
// not be read, stands as it came.
func (t tongue) sayFindings(l *pipeline.Snapshot, d *dossier.Dossier) {
	for i := range d.Findings {
		x := indicatorOf(l, d.Findings[i].Indicator)
		for j := range d.Findings[i].Evidence {
			e := &d.Findings[i].Evidence[j]
			e.Says = e.Detail
			if x == nil {
				continue
			}
			if says, err := l.Pack.Shows(x, e.Detail, l.Pack.Prefer(t.language)...); err == nil && says != "" {
				e.Says = says
			}
		}
	}
}
