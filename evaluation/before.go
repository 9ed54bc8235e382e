package evaluation

import (
	"cmp"
	"math"
	"slices"

	"vigie"
)

// window is how many days before and after a roll-out are held against each other.
const window = 180

// cell is a count of visits and of those that found something.
type cell struct{ hits, visits float64 }

func (c cell) rate() float64 { return c.hits / c.visits }

// beforeAfter asks whether visits found more where a roll-out was in use, than they would have without: the difference of the rates before and
// after it, less the same difference in a matched territory where it was not (yet) in use. A territory is matched by the nearest rate before; both
// need few visits at least on either side. It is taken for granted that without the roll-out both would have gone the same way.
func (m *measured) beforeAfter(r *Rows) {
	var in, out [2]cell
	n := 0
	for _, o := range r.RollOuts {
		if o.InUse == "" || o.Territory == "" {
			continue
		}
		at := day(o.InUse)
		own := around(r, o.Territory, at)
		if own[0].visits < few || own[1].visits < few {
			continue
		}
		other, ok := matched(r, o, at, own)
		if !ok {
			continue
		}
		n++
		for i := range in {
			in[i].hits, in[i].visits = in[i].hits+own[i].hits, in[i].visits+own[i].visits
			out[i].hits, out[i].visits = out[i].hits+other[i].hits, out[i].visits+other[i].visits
		}
	}
	f := vigie.MeasureFigure{ID: "rollout_effect", Numerator: float64(n), Denominator: in[0].visits + in[1].visits + out[0].visits + out[1].visits}
	if n > 0 {
		value, variance := in[1].rate()-in[0].rate()-(out[1].rate()-out[0].rate()), 0.0
		for _, c := range []cell{in[0], in[1], out[0], out[1]} {
			variance += c.rate() * (1 - c.rate()) / c.visits
		}
		half := z * math.Sqrt(variance)
		f.Figure = &vigie.Figure{Value: value, Low: value - half, High: value + half}
	}
	m.add(f)
}

// around are the visits of a territory before and after a day.
func around(r *Rows, territory string, at vigie.Date) (c [2]cell) {
	for _, v := range r.Visits {
		on := day(v.Visited)
		if v.Territory != territory || on < at-window || on >= at+window {
			continue
		}
		side := 0
		if on >= at {
			side = 1
		}
		c[side].visits++
		if v.Hit {
			c[side].hits++
		}
	}
	return c
}

// matched are the visits of the territory that was most alike before, among those where the same roll-out was not in use by the end of the window.
func matched(r *Rows, o RollOut, at vigie.Date, own [2]cell) ([2]cell, bool) {
	type candidate struct {
		territory string
		cells     [2]cell
	}
	var found []candidate
	seen := map[string]bool{o.Territory: true}
	for _, x := range r.RollOuts {
		if x.Phenomenon == o.Phenomenon && x.InUse != "" && day(x.InUse) < at+window {
			seen[x.Territory] = true
		}
	}
	for _, v := range r.Visits {
		if v.Territory == "" || seen[v.Territory] {
			continue
		}
		seen[v.Territory] = true
		if c := around(r, v.Territory, at); c[0].visits >= few && c[1].visits >= few {
			found = append(found, candidate{v.Territory, c})
		}
	}
	if len(found) == 0 {
		return [2]cell{}, false
	}
	best := slices.MinFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(math.Abs(a.cells[0].rate()-own[0].rate()), math.Abs(b.cells[0].rate()-own[0].rate())), cmp.Compare(a.territory, b.territory))
	})
	return best.cells, true
}
