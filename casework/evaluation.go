package casework

import "vigie"

var reports = &noun[vigie.EvaluationReport]{
	kind: vigie.KindReport, table: "evaluation_reports",
	fields: []field[vigie.EvaluationReport]{
		{"state", func(r *vigie.EvaluationReport) any { return r.State }},
		{"periodFrom", func(r *vigie.EvaluationReport) any { return r.From }},
		{"periodTo", func(r *vigie.EvaluationReport) any { return r.To }},
	},
}
