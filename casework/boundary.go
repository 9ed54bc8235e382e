package casework

import "vigie"

var boundaries = &noun[vigie.Boundary]{
	kind: vigie.KindBoundary, table: "boundaries",
	fields: []field[vigie.Boundary]{
		{"state", func(b *vigie.Boundary) any { return b.State }},
		{"source", func(b *vigie.Boundary) any { return b.Boundaries.Source }},
	},
	text: func(b *vigie.Boundary) []string { return []string{b.Boundaries.Source} },
}
