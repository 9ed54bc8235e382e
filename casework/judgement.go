package casework

import "vigie"

var judgements = &noun[vigie.Judgement]{
	kind: vigie.KindPair, table: "judgements",
	fields: []field[vigie.Judgement]{
		{"match", func(j *vigie.Judgement) any { return j.Match }},
		{"recordA", func(j *vigie.Judgement) any { return j.A }},
		{"recordB", func(j *vigie.Judgement) any { return j.B }},
		{"verdict", func(j *vigie.Judgement) any { return j.Verdict }},
	},
	text: func(j *vigie.Judgement) []string { return []string{j.A, j.B, j.Why} },
}
