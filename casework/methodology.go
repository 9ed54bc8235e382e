package casework

import "vigie"

var methodologies = &noun[vigie.Methodology]{
	kind: vigie.KindMethodology, table: "methodologies",
	fields: []field[vigie.Methodology]{
		{"state", func(m *vigie.Methodology) any { return m.State }},
		{"phenomenon", func(m *vigie.Methodology) any { return m.PhenomenonID }},
		{"number", func(m *vigie.Methodology) any { return m.Number }},
		{"packId", func(m *vigie.Methodology) any { return m.PackID }},
	},
	text: func(m *vigie.Methodology) []string {
		out := []string{m.PackID, m.Change}
		for _, title := range m.Title {
			out = append(out, title)
		}
		for _, s := range m.Steps {
			for _, text := range s.Text {
				out = append(out, text)
			}
		}
		return out
	},
}
