package casework

import "vigie"

var versions = &noun[vigie.ModelVersion]{
	kind: vigie.KindVersion, table: "model_versions",
	fields: []field[vigie.ModelVersion]{
		{"state", func(v *vigie.ModelVersion) any { return v.State }},
		{"model", func(v *vigie.ModelVersion) any { return v.Model }},
		{"trained", func(v *vigie.ModelVersion) any { return v.Trained }},
		{"knownBy", func(v *vigie.ModelVersion) any { return v.KnownBy }},
		{"liveFrom", func(v *vigie.ModelVersion) any { return v.LiveFrom }},
	},
}
