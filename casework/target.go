package casework

import "vigie"

var targets = &noun[vigie.TargetFile]{
	kind: vigie.KindTarget, table: "targets",
	fields: []field[vigie.TargetFile]{
		{"state", func(t *vigie.TargetFile) any { return t.State }},
		{"directorate", func(t *vigie.TargetFile) any { return t.Directorate }},
		{"territory", func(t *vigie.TargetFile) any { return t.Target.Territory }},
		{"sector", func(t *vigie.TargetFile) any { return t.Target.Sector }},
		{"entity", func(t *vigie.TargetFile) any { return t.Target.EntityID }},
		{"model", func(t *vigie.TargetFile) any { return t.Target.Model }},
		{"modelVersion", func(t *vigie.TargetFile) any { return t.Target.Version }},
		{"run", func(t *vigie.TargetFile) any { return t.Target.RunID }},
		{"asOf", func(t *vigie.TargetFile) any { return t.Target.AsOf }},
		{"score", func(t *vigie.TargetFile) any { return t.Target.Score }},
		{"rank", func(t *vigie.TargetFile) any { return t.Target.Rank }},
		{"channel", func(t *vigie.TargetFile) any { return string(t.Target.Channel) }},
		{"releasedAt", func(t *vigie.TargetFile) any { return t.ReleasedAt }},
		{"expiresOn", func(t *vigie.TargetFile) any { return t.ExpiresOn }},
		{"assignedTo", func(t *vigie.TargetFile) any { return t.AssignedTo }},
		{"phenomenon", func(t *vigie.TargetFile) any { return t.PhenomenonID }},
		{"investigation", func(t *vigie.TargetFile) any { return t.Investigation }},
		{"reason", func(t *vigie.TargetFile) any { return t.Reason }},
		{"until", func(t *vigie.TargetFile) any { return t.Until }},
		{"decidedAt", func(t *vigie.TargetFile) any { return t.DecidedAt }},
		{"decidedBy", func(t *vigie.TargetFile) any { return t.DecidedBy }},
		{"feedbackDue", func(t *vigie.TargetFile) any { return t.FeedbackDue }},
		{"fieldTest", func(t *vigie.TargetFile) any { return t.FieldTest }},
		{"arm", func(t *vigie.TargetFile) any { return t.Arm }},
	},
	text: func(t *vigie.TargetFile) []string { return []string{t.Target.Name, t.Target.EntityID, t.Note} },
}
