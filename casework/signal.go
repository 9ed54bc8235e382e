package casework

import "vigie"

var signals = &noun[vigie.Signal]{
	kind: vigie.KindSignal, table: "signals",
	fields: []field[vigie.Signal]{
		{"state", func(s *vigie.Signal) any { return s.State }},
		{"source", func(s *vigie.Signal) any { return s.Source }},
		{"sector", func(s *vigie.Signal) any { return s.Sector }},
		{"territory", func(s *vigie.Signal) any { return s.Territory }},
		{"seenOn", func(s *vigie.Signal) any { return s.SeenOn }},
		{"phenomenon", func(s *vigie.Signal) any { return s.PhenomenonID }},
		{"reason", func(s *vigie.Signal) any { return s.Reason }},
		{"decidedAt", func(s *vigie.Signal) any { return s.DecidedAt }},
		{"decidedBy", func(s *vigie.Signal) any { return s.DecidedBy }},
	},
	lists: []list[vigie.Signal]{{"entities", func(s *vigie.Signal) []string { return s.EntityIDs }}},
	text:  func(s *vigie.Signal) []string { return append([]string{s.Title, s.Text}, s.EntityIDs...) },
}
