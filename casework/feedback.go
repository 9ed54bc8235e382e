package casework

import "vigie"

var feedback = &noun[vigie.Feedback]{
	kind: vigie.KindFeedback, table: "feedback",
	fields: []field[vigie.Feedback]{
		{"target", func(f *vigie.Feedback) any { return f.TargetID }},
		{"entity", func(f *vigie.Feedback) any { return f.EntityID }},
		{"directorate", func(f *vigie.Feedback) any { return f.Directorate }},
		{"territory", func(f *vigie.Feedback) any { return f.Territory }},
		{"investigation", func(f *vigie.Feedback) any { return f.Investigation }},
		{"visitedOn", func(f *vigie.Feedback) any { return f.VisitedOn }},
		{"outcome", func(f *vigie.Feedback) any { return f.Outcome }},
		{"phenomenon", func(f *vigie.Feedback) any { return f.PhenomenonID }},
		{"found", func(f *vigie.Feedback) any { return f.Found }},
		{"service", func(f *vigie.Feedback) any { return f.Service }},
		{"corrects", func(f *vigie.Feedback) any { return f.Corrects }},
	},
	lists: []list[vigie.Feedback]{
		{"feature", func(f *vigie.Feedback) []string { return features(f, "") }},
		{"refuted", func(f *vigie.Feedback) []string { return features(f, vigie.Refuted) }},
	},
	text: func(f *vigie.Feedback) []string {
		out := []string{f.Sentence, f.EntityID}
		for _, v := range f.Verdicts {
			out = append(out, v.Note)
		}
		return out
	},
}

// features are those of which feedback says something, or this.
func features(f *vigie.Feedback, verdict string) []string {
	var out []string
	for _, v := range f.Verdicts {
		if verdict == "" || v.Verdict == verdict {
			out = append(out, v.Feature)
		}
	}
	return out
}
