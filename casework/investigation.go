package casework

import "vigie"

var investigations = &noun[vigie.Investigation]{
	kind: vigie.KindInvestigation, table: "investigations",
	fields: []field[vigie.Investigation]{
		{"state", func(i *vigie.Investigation) any { return i.State }},
		{"phenomenon", func(i *vigie.Investigation) any { return i.PhenomenonID }},
		{"methodology", func(i *vigie.Investigation) any { return i.Methodology }},
		{"purpose", func(i *vigie.Investigation) any { return i.Purpose }},
		{"lead", func(i *vigie.Investigation) any { return i.Lead }},
		{"startedAt", func(i *vigie.Investigation) any { return i.StartedAt }},
		{"closedAt", func(i *vigie.Investigation) any { return i.ClosedAt }},
	},
	lists: []list[vigie.Investigation]{
		{"territories", func(i *vigie.Investigation) []string { return i.Territories }},
		{"sectors", func(i *vigie.Investigation) []string { return i.Sectors }},
		{"directorates", func(i *vigie.Investigation) []string { return i.Directorates }},
		{"team", func(i *vigie.Investigation) []string { return i.Team }},
		{"services", func(i *vigie.Investigation) []string { return i.Services }},
		{"entities", func(i *vigie.Investigation) []string { return i.EntityIDs }},
	},
	text: func(i *vigie.Investigation) []string {
		return append([]string{i.Title, i.Objective, i.Conclusion}, i.EntityIDs...)
	},
}
