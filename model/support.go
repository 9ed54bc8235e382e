package model

import (
	"fmt"
	"strings"

	"vigie"
)

// warnings say where the inspections can not answer for everybody, and where what they say of themselves misleads.
func (s *Selection) warnings() []vigie.Warning {
	var out []vigie.Warning
	add := func(id, sentence string, values ...any) {
		out = append(out, vigie.Warning{ID: id, Sentence: fmt.Sprintf(sentence, values...)})
	}
	if s == nil {
		return nil
	}
	if s.Drawn == 0 {
		add("nothing-drawn", "None of the %d judged inspections was drawn from everybody with a recorded chance: what the others would show nobody can say, and every figure holds among those inspected only. A random arm in the campaign would tell.", s.Visits)
		return out
	}
	if s.Unreached > 0 {
		add("unreached", "%.0f %% of the %d that may be named are where nobody was drawn, and nothing is known of them: %s.", 100*s.Unreached, s.Listed, strings.Join(s.UnreachedIn, ", "))
	}
	var thin []string
	truncated := 0
	for _, share := range s.Shares {
		if share.Doubly == nil || share.Doubly.Thin {
			thin = append(thin, share.Name())
		} else {
			truncated += share.Doubly.Truncated
		}
	}
	if len(thin) > 0 {
		add("thin-support", "Too few drawn inspections speak for this to be said of everybody: %s. %d of %d were drawn.", strings.Join(thin, ", "), s.Drawn, s.Visits)
	}
	if truncated > 0 {
		add("truncated-weights", "%d inspections had so small a chance that one would be a fifth of all that is said: their weight was cut, and the estimate leans on the others.", truncated)
	}
	for _, share := range s.Shares {
		if d, n := share.Doubly, share.Naive; d != nil && !d.Thin && n != nil && (n.Value > d.High || n.Value < d.Low) {
			add("naive-misleads", "The %s among those inspected is %.3f; among everybody it is %.3f (%.3f to %.3f): who was inspected was chosen.", share.Name(), n.Value, d.Value, d.Low, d.High)
		}
	}
	return out
}

// Name is what people call a share.
func (s Share) Name() string {
	switch s.Of {
	case "prevalence":
		return "share of positives"
	case "top10Percent":
		return "precision of the first tenth"
	}
	return fmt.Sprintf("precision of a list of %d", s.Listed)
}
