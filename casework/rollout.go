package casework

import "vigie"

var rollOuts = &noun[vigie.RollOut]{
	kind: vigie.KindRollOut, table: "rollouts",
	fields: []field[vigie.RollOut]{
		{"state", func(r *vigie.RollOut) any { return r.State }},
		{"phenomenon", func(r *vigie.RollOut) any { return r.PhenomenonID }},
		{"directorate", func(r *vigie.RollOut) any { return r.Directorate }},
		{"plannedOn", func(r *vigie.RollOut) any { return r.PlannedOn }},
	},
	text: func(r *vigie.RollOut) []string { return []string{r.Reason} },
}
