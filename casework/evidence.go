package casework

import "vigie"

var evidence = &noun[vigie.Evidence]{
	kind: vigie.KindEvidence, table: "evidence",
	fields: []field[vigie.Evidence]{
		{"investigation", func(e *vigie.Evidence) any { return e.Investigation }},
		{"visit", func(e *vigie.Evidence) any { return e.VisitID }},
		{"name", func(e *vigie.Evidence) any { return e.Name }},
		{"type", func(e *vigie.Evidence) any { return e.Type }},
		{"size", func(e *vigie.Evidence) any { return e.Size }},
		{"hash", func(e *vigie.Evidence) any { return e.Hash }},
	},
	text: func(e *vigie.Evidence) []string { return []string{e.Name} },
}
