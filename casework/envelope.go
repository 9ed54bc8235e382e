package casework

import "vigie"

// envelopes are found by what stands on them, and by nothing that is in them.
var envelopes = &noun[vigie.Envelope]{
	kind: vigie.KindEnvelope, table: "envelopes",
	fields: []field[vigie.Envelope]{
		{"state", func(e *vigie.Envelope) any { return e.State }},
		{"fieldTest", func(e *vigie.Envelope) any { return e.FieldTestID }},
		{"number", func(e *vigie.Envelope) any { return e.Number }},
		{"territory", func(e *vigie.Envelope) any { return e.Territory }},
		{"dueOn", func(e *vigie.Envelope) any { return e.DueOn }},
	},
}
