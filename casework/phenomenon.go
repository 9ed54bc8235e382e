package casework

import "vigie"

var phenomena = &noun[vigie.Phenomenon]{
	kind: vigie.KindPhenomenon, table: "phenomena",
	fields: []field[vigie.Phenomenon]{
		{"state", func(p *vigie.Phenomenon) any { return p.State }},
		{"packId", func(p *vigie.Phenomenon) any { return p.PackID }},
		{"directorate", func(p *vigie.Phenomenon) any { return p.Directorate }},
		{"owner", func(p *vigie.Phenomenon) any { return p.Owner }},
		{"seenOn", func(p *vigie.Phenomenon) any { return p.SeenOn }},
	},
	lists: []list[vigie.Phenomenon]{
		{"sectors", func(p *vigie.Phenomenon) []string { return p.Sectors }},
		{"indicators", func(p *vigie.Phenomenon) []string { return p.Indicators }},
		{"models", func(p *vigie.Phenomenon) []string { return p.Models }},
	},
	text: func(p *vigie.Phenomenon) []string {
		out := []string{p.Title, p.PackID}
		for _, d := range p.Definitions {
			out = append(out, d.Text)
		}
		return out
	},
}
