package casework

import "vigie"

var openings = &noun[vigie.Opening]{
	kind: vigie.KindOpening, table: "openings",
	fields: []field[vigie.Opening]{
		{"state", func(o *vigie.Opening) any { return o.State }},
		{"userId", func(o *vigie.Opening) any { return o.UserID }},
		{"kind", func(o *vigie.Opening) any { return string(o.Kind) }},
		{"thing", func(o *vigie.Opening) any { return o.ThingID }},
		{"until", func(o *vigie.Opening) any { return o.Until }},
		{"reviewedBy", func(o *vigie.Opening) any { return o.ReviewedBy }},
	},
	text: func(o *vigie.Opening) []string { return []string{o.Reason, o.Note} },
}
