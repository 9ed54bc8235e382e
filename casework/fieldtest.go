package casework

import "vigie"

var fieldTests = &noun[vigie.FieldTest]{
	kind: vigie.KindFieldTest, table: "field_tests",
	fields: []field[vigie.FieldTest]{
		{"state", func(f *vigie.FieldTest) any { return f.State }},
		{"phenomenon", func(f *vigie.FieldTest) any { return f.PhenomenonID }},
		{"model", func(f *vigie.FieldTest) any { return f.Model }},
		{"indicator", func(f *vigie.FieldTest) any { return f.Indicator }},
		{"startOn", func(f *vigie.FieldTest) any { return f.StartOn }},
	},
	lists: []list[vigie.FieldTest]{{"territories", func(f *vigie.FieldTest) []string { return f.Territories }}},
	text:  func(f *vigie.FieldTest) []string { return []string{f.Title, f.Hypothesis, f.Reason} },
}
