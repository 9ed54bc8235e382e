package casework

import "vigie"

var consultations = &noun[vigie.Consultation]{
	kind: vigie.KindConsultation, table: "consultations",
	fields: []field[vigie.Consultation]{
		{"state", func(c *vigie.Consultation) any { return c.State }},
		{"investigation", func(c *vigie.Consultation) any { return c.InvestigationID }},
		{"phenomenon", func(c *vigie.Consultation) any { return c.PhenomenonID }},
		{"directorate", func(c *vigie.Consultation) any { return c.Directorate }},
		{"scopeHash", func(c *vigie.Consultation) any { return c.ScopeHash }},
		{"deadline", func(c *vigie.Consultation) any { return c.Deadline }},
		{"answeredAt", func(c *vigie.Consultation) any { return c.AnsweredAt }},
	},
	text: func(c *vigie.Consultation) []string { return []string{c.Approach, c.Reporting, c.Conditions, c.Reason} },
}
