package network

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"slices"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

//go:embed sql/asked.sql
var askedSQL string

// Family is the feature family that reads positions.
const Family = "network"

// Position says where every entity of the cohort stands, as the network was known on the last of the drawing dates by its as-of
// date, and writes it to position. done is told after each drawing, when given.
func Position(ctx context.Context, l *lake.Lake, p *pack.Pack, done func(drawn, of int)) error {
	n := p.Network
	if n == nil {
		return vigie.Errorf(vigie.Invalid, "pack %s has no network.yaml", p.ID)
	}
	if _, err := l.Exec(ctx, "DELETE FROM position"); err != nil {
		return err
	}
	h, err := read(ctx, l, p, n)
	if err != nil {
		return err
	}
	f, err := l.Frame(ctx, askedSQL)
	if err != nil {
		return fmt.Errorf("read the cohort: %w", err)
	}
	rounds, err := roundsOf(f, n)
	if err != nil {
		return err
	}
	count := &counter{shared: make([]uint16, len(h.entities))}
	for i, r := range rounds {
		d, err := h.draw(ctx, n, r.drawnOn)
		if err != nil {
			return err
		}
		if err := l.Append(ctx, "position", r.rows(h, d, count)...); err != nil {
			return err
		}
		if done != nil {
			done(i+1, len(rounds))
		}
	}
	return nil
}

// round is one drawing and who asks for it.
type round struct {
	drawnOn  vigie.Date
	entities []int32
	asOf     []vigie.Date
}

// drawnOn is the day of the drawing on which what is said as of a day rests. These days are the same whoever asks: the firsts of
// months or quarters.
func drawnOn(n *pack.Network, asOf vigie.Date) (vigie.Date, error) {
	day, err := vigie.Step(n.Every).Floor(asOf)
	if err != nil {
		return 0, vigie.Errorf(vigie.Invalid, "network.yaml: every: %w", err)
	}
	return day, nil
}

// roundsOf puts the cohort under the dates on which the network is drawn.
func roundsOf(f *lake.Frame, n *pack.Network) ([]round, error) {
	var rounds []round
	for i := range f.Rows {
		asOf := vigie.Date(f.Columns[1].Dates[i])
		day, err := drawnOn(n, asOf)
		if err != nil {
			return nil, err
		}
		if last := len(rounds) - 1; last < 0 || rounds[last].drawnOn != day {
			rounds = append(rounds, round{drawnOn: day})
		}
		r := &rounds[len(rounds)-1]
		r.entities, r.asOf = append(r.entities, int32(f.Columns[0].Numbers[i])), append(r.asOf, asOf)
	}
	return rounds, nil
}

// rows are the round's answers by column. An entity that is asked about on several days of a round is measured once.
func (r round) rows(h *history, d *drawing, count *counter) []lake.Column {
	order := make([]int, len(r.entities))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(r.entities[a]) - int(r.entities[b]) })
	ids, asOf, drawn := make([]string, len(order)), make([]int32, len(order)), make([]int32, len(order))
	last, none := make([]int32, len(order)), make([]bool, len(order))
	since := make([]float64, len(order))
	numbers := make([][]float64, len(measures))
	for k := range numbers {
		numbers[k] = make([]float64, len(order))
	}
	var s standing
	for i, at := range order {
		if i == 0 || r.entities[at] != r.entities[order[i-1]] {
			s = d.standing(r.entities[at], count)
		}
		ids[i], asOf[i], drawn[i] = h.entities[r.entities[at]], int32(r.asOf[at]), int32(d.on)
		last[i], none[i] = int32(s.lastFound), s.lastFound == 0
		since[i] = math.NaN()
		if s.lastFound != 0 {
			since[i] = float64(r.asOf[at] - s.lastFound)
		}
		for k, m := range measures {
			numbers[k][i] = m.of(s)
		}
	}
	columns := []lake.Column{
		lake.Texts("entity_id", ids, nil), lake.Dates("as_of", asOf, nil), lake.Dates("drawn_on", drawn, nil), lake.Dates("last_found_on", last, none),
		lake.Numbers("days_since_found", since),
	}
	for k, m := range measures {
		columns = append(columns, lake.Numbers(m.name, numbers[k]))
	}
	return columns
}

// measures are the columns of position; NaN is no value.
var measures = []struct {
	name string
	of   func(standing) float64
}{
	{"resources", func(s standing) float64 { return s.resources }},
	{"hubs", func(s standing) float64 { return s.hubs }},
	{"neighbours", func(s standing) float64 { return s.neighbours }},
	{"close_neighbours", func(s standing) float64 { return s.close }},
	{"found_neighbours", func(s standing) float64 { return s.foundNear }},
	{"found_share", func(s standing) float64 { return share(s.foundNear, s.neighbours) }},
	{"close_found", func(s standing) float64 { return s.foundClose }},
	{"exposure", func(s standing) float64 { return s.exposure }},
	{"worst_resource", func(s standing) float64 { return s.worst }},
	{"mean_resource", func(s standing) float64 { return share(s.sum, s.resources) }},
	{"squares", func(s standing) float64 { return s.squares }},
	{"triangles", func(s standing) float64 { return s.triangles }},
	{"found_triangles", func(s standing) float64 { return s.foundTriangles }},
	{"component", func(s standing) float64 { return s.component }},
	{"community", func(s standing) float64 { return s.community }},
	{"community_found_share", func(s standing) float64 { return share(s.foundCommunity, s.community-1) }},
}

func share(part, of float64) float64 {
	if of == 0 {
		return math.NaN()
	}
	return part / of
}
