package belgium

import (
	"context"

	"vigie"
	"vigie/synth/extract"
)

// mandate is one person's function in a company.
type mandate struct {
	person     int32
	function   string
	from, to   vigie.Date // to is 0 while it lasts
	told, gone vigie.Date // publication of the beginning and of the end
}

// mandatesOf are those of a company. Its manager is there from the start, or takes over when the ring that owns it puts a
// straw man in front; second people are honest partners, family, or members of the ring.
func (w *world) mandatesOf(i int32, d *dice) []mandate {
	f := &w.firms[i]
	if f.natural || f.manager == 0 {
		return nil
	}
	list := []mandate{{person: f.manager, function: "manager", from: f.started}}
	if r := w.traits[i].ring; r != 0 {
		list = w.fronted(i, r, list, d)
	} else if d.chance(.10) { // an earlier manager left, as happens
		list = w.handed(i, w.neighbour(i, d), list, d)
	}
	if d.chance(.22) {
		second := mandate{person: w.neighbour(i, d), function: []string{"director", "partner", "founder"}[d.intn(3)], from: f.started}
		if later := f.started + vigie.Date(d.intn(1500)); d.chance(.4) && w.there(f, later) {
			second.from = later
		}
		if second.person != 0 && second.person != f.manager {
			list = append(list, second)
		}
	}
	for k := range list {
		m := &list[k]
		m.told = m.from + vigie.Date(6+14*d.exp())
		if m.to == 0 && f.ended != 0 && !f.bankrupt {
			m.to = f.ended // a bankruptcy leaves them in place
		}
		if m.to != 0 {
			m.gone = max(m.told+1, m.to+vigie.Date(6+16*d.exp()))
		}
	}
	return list
}

func (w *world) there(f *firm, on vigie.Date) bool { return f.alive(on) && on < closing }

// fronted is a company of a network: the person behind has a function in some, and shortly before the end somebody else
// takes the place of the manager.
func (w *world) fronted(i, r int32, list []mandate, d *dice) []mandate {
	f, ring := &w.firms[i], &w.rings[r]
	if ring.brain != f.manager && d.chance(.3) {
		list = append(list, mandate{person: ring.brain, function: []string{"founder", "partner"}[d.intn(2)], from: f.started})
	}
	if other := w.firms[ring.members[d.intn(len(ring.members))]].manager; other != f.manager && other != ring.brain && d.chance(.25) {
		list = append(list, mandate{person: other, function: "director", from: f.started})
	}
	if f.bankrupt && d.chance(.4) {
		if change := f.ended - vigie.Date(d.between(40, 250)); change > f.started+100 {
			list[0].to = change
			list = append(list, mandate{person: w.neighbour(i, d), function: "manager", from: change})
		}
	}
	return list
}

// handed is a company whose manager came after another.
func (w *world) handed(i, before int32, list []mandate, d *dice) []mandate {
	f := &w.firms[i]
	change := f.started + vigie.Date(d.between(300, 3000))
	if before == 0 || before == f.manager || !w.there(f, change) {
		return list
	}
	list[0].from = change
	return append(list, mandate{person: before, function: "manager", from: f.started, to: change})
}

// neighbour is the manager of another company nearby in the list of firms: people who manage more than one are common.
func (w *world) neighbour(i int32, d *dice) int32 {
	k := int(i) + d.between(-40, 40)
	if k < 1 || k >= len(w.firms) {
		return 0
	}
	return w.firms[k].manager
}

// writeMandates writes who manages which company, once published. An end comes as a correction.
func writeMandates(_ context.Context, w *world, s *shelf) error {
	out, err := s.open("mandate/mandate-%.csv", "CompanyID INSS Function StartingDate EndingDate PublishedOn", w.periodic(), dirt(often, 0, 3, 2))
	if err != nil {
		return err
	}
	key := w.key("mandate")
	for i := 1; i < len(w.firms); i++ {
		d := keyed(key, i)
		for _, m := range w.mandatesOf(int32(i), &d) {
			write := func(r *extract.Row, to, published vigie.Date) {
				w.company(r, int32(i))
				w.someone(r, m.person).Text(m.function).Date(m.from).DateOrNone(to).Date(published).End()
			}
			if m.gone == 0 || !out.Replaced(m.told, m.gone) {
				write(out.Begin(m.told), 0, m.told)
			}
			if m.gone != 0 {
				write(out.Begin(m.gone), m.to, m.gone)
			}
		}
	}
	return nil
}
