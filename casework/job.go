package casework

import "vigie"

var jobs = &noun[vigie.Job]{
	kind: vigie.KindJob, table: "jobs",
	fields: []field[vigie.Job]{
		{"state", func(j *vigie.Job) any { return j.State }},
		{"what", func(j *vigie.Job) any { return j.What }},
		{"schedule", func(j *vigie.Job) any { return j.Schedule }},
		{"nextAt", func(j *vigie.Job) any { return j.NextAt }},
		{"startedAt", func(j *vigie.Job) any { return j.StartedAt }},
		{"endedAt", func(j *vigie.Job) any { return j.EndedAt }},
	},
	text: func(j *vigie.Job) []string { return []string{j.What, j.Error} },
}
