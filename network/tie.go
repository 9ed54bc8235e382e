package network

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

//go:embed sql/node.sql
var nodeSQL string

//go:embed sql/tie.sql
var tieSQL string

//go:embed sql/finding.sql
var findingSQL string

// history is all that the network is drawn from, in numbers: entities and resources are named by their place.
type history struct {
	entities  []string
	resources []string
	kind      []uint8 // of a resource: its place among the pack's kinds
	ties      []tie   // by entity, then resource
	findings  []finding
}

type tie struct {
	entity, resource   int32
	from, until, known vigie.Date
	weight             float64
}

type finding struct {
	entity           int32
	on, known, until vigie.Date // until: from this day it was known to be wrong
}

// forever is the end of a tie that goes on, and of a finding that stands.
const forever = vigie.Date(1 << 30)

// read brings the ties and findings into memory: 10 M ties take half a GB.
func read(ctx context.Context, l *lake.Lake, p *pack.Pack, n *pack.Network) (*history, error) {
	quoted := make([]string, len(n.Kinds))
	weight := "CASE l.resource_kind"
	for i, k := range n.Kinds {
		quoted[i] = lake.Quote(k.Kind)
		weight += fmt.Sprintf(" WHEN %s THEN %v", lake.Quote(k.Kind), k.Weight)
	}
	if _, err := l.Exec(ctx, strings.ReplaceAll(nodeSQL, "{kinds}", strings.Join(quoted, ", "))); err != nil {
		return nil, fmt.Errorf("number the network's nodes: %w", err)
	}
	h := &history{}
	for _, part := range []struct {
		name, query string
		take        func(*lake.Frame)
	}{
		{"entities", "SELECT entity_id FROM network_entity ORDER BY node", func(f *lake.Frame) { h.entities = f.Columns[0].Texts }},
		{"resources", "SELECT resource_id, resource_kind FROM network_resource ORDER BY node", func(f *lake.Frame) { h.takeResources(f, n) }},
		{"ties", strings.ReplaceAll(tieSQL, "{weight}", weight+" END"), h.takeTies},
		{"findings", strings.ReplaceAll(findingSQL, "{finding}", findingOf(p, n)), h.takeFindings},
	} {
		f, err := l.Frame(ctx, part.query)
		if err != nil {
			return nil, fmt.Errorf("read the network's %s: %w", part.name, err)
		}
		part.take(f)
	}
	return h, nil
}

func findingOf(p *pack.Pack, n *pack.Network) string {
	if n.Finding != "" {
		return n.Finding
	}
	return p.Positive
}

func (h *history) takeResources(f *lake.Frame, n *pack.Network) {
	place := map[string]uint8{}
	for i, k := range n.Kinds {
		place[k.Kind] = uint8(i)
	}
	h.resources, h.kind = f.Columns[0].Texts, make([]uint8, f.Rows)
	for i, kind := range f.Columns[1].Texts {
		h.kind[i] = place[kind]
	}
}

func (h *history) takeTies(f *lake.Frame) {
	h.ties = make([]tie, f.Rows)
	for i := range h.ties {
		t := tie{
			entity: int32(f.Columns[0].Numbers[i]), resource: int32(f.Columns[1].Numbers[i]),
			from: vigie.Date(f.Columns[2].Dates[i]), until: vigie.Date(f.Columns[3].Dates[i]), known: vigie.Date(f.Columns[4].Dates[i]),
			weight: f.Columns[5].Numbers[i],
		}
		if f.Columns[3].IsNull(i) {
			t.until = forever
		}
		h.ties[i] = t
	}
}

func (h *history) takeFindings(f *lake.Frame) {
	h.findings = make([]finding, f.Rows)
	for i := range h.findings {
		h.findings[i] = finding{int32(f.Columns[0].Numbers[i]), vigie.Date(f.Columns[1].Dates[i]), vigie.Date(f.Columns[2].Dates[i]), vigie.Date(f.Columns[3].Dates[i])}
		if f.Columns[3].IsNull(i) {
			h.findings[i].until = forever
		}
	}
}
