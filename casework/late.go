package casework

import "vigie"

var lates = &noun[vigie.Late]{
	kind: vigie.KindLate, table: "lates",
	fields: []field[vigie.Late]{
		{"state", func(l *vigie.Late) any { return l.State }},
		{"target", func(l *vigie.Late) any { return l.TargetID }},
		{"entity", func(l *vigie.Late) any { return l.EntityID }},
		{"directorate", func(l *vigie.Late) any { return l.Directorate }},
		{"territory", func(l *vigie.Late) any { return l.Territory }},
		{"investigation", func(l *vigie.Late) any { return l.Investigation }},
	},
}
