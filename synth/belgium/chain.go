package belgium

import "vigie"

// gatherBuilders lists the builders of each territory, and everybody who may be a client.
func (w *world) gatherBuilders() {
	w.builders = make([][]int32, len(territories))
	w.customers = make([][]int32, len(territories))
	for i := range w.firms {
		if i == 0 {
			continue
		}
		t := w.territory(int32(i))
		if w.sectors[w.firms[i].sector].id == "construction" {
			w.builders[t] = append(w.builders[t], int32(i))
		}
		w.customers[t] = append(w.customers[t], int32(i))
	}
}

// someFirm is any firm of a territory but one.
func (w *world) someFirm(territory int, not int32, d *dice) int32 {
	list := w.customers[territory]
	if len(list) < 2 {
		return 0
	}
	if i := list[d.intn(len(list))]; i != not {
		return i
	}
	return 0
}

// partner is one of the few firms that a firm gives work to, year after year: some are asked by many.
func (w *world) partner(i int32, on vigie.Date, d *dice) int32 {
	t := w.territory(i)
	if d.chance(.12) {
		t = d.intn(len(territories))
	}
	list := w.builders[t]
	if len(list) == 0 {
		return 0
	}
	regular := w.dice("partner", int(i)*8+d.intn(6))
	for range 12 {
		own := regular.float()
		if d.chance(.25) {
			own = d.float()
		}
		k := list[int(own*own*float64(len(list)))%len(list)] // squared: some have many principals
		if k != i && w.firms[k].alive(on) {
			return k
		}
	}
	return 0
}

// giveOn gives parts of the works on, down a chain. Those at a cascade go deep, to members of their network.
func (w *world) giveOn(s *site, builder bool, d *dice) {
	parts := d.times(.55)
	if builder {
		parts = 1 + d.times(1.9)
	}
	if s.amount > withPresence {
		parts += 1 + d.times(2.5)
	}
	cascade := w.schemeOn(s.contractor, subcontractCascade, s.from)
	if cascade != nil {
		parts = max(2, parts)
	}
	posting := w.schemeOn(s.contractor, letterboxPosting, s.from)
	for range parts {
		deep := d.times(.28) // levels below the first
		if cascade != nil && d.chance(.75) {
			deep = 1 + d.times(1.6)
		}
		w.chain(s, deep, cascade, posting, d)
	}
}

// chain adds one line of contracts, each given on by the one before.
func (w *world) chain(s *site, deep int, cascade, posting *fraud, d *dice) {
	principal, left := s.contractor, float64(s.amount)*(.08+.35*d.float())
	from, to := s.from, s.to
	for level := 1; level <= 1+deep; level++ {
		from += vigie.Date(float64(to-from) * .3 * d.float())
		if to > from+20 && d.chance(.4) {
			to -= vigie.Date(float64(to-from) * .4 * d.float())
		}
		c := contract{principal: principal, level: uint8(level), amount: int32(left), from: from, to: to}
		switch {
		case posting != nil && d.chance(.55):
			c.foreign = w.letterbox(s.contractor)
		case level == 1+deep && d.chance(.11):
			c.foreign = w.someForeigner(s.contractor, d)
		case cascade != nil && d.chance(.6):
			c.sub = w.member(cascade, principal, from, d)
		}
		if c.sub == 0 && c.foreign == 0 {
			c.sub = w.partner(principal, from, d)
		}
		if c.sub == s.contractor || c.sub == principal || c.sub == 0 && c.foreign == 0 {
			return
		}
		s.contracts = append(s.contracts, c)
		if c.foreign != 0 {
			return
		}
		principal, left = c.sub, left*(.6+.32*d.float())
	}
}

// member is a firm of the same network that builds and is there.
func (w *world) member(s *fraud, not int32, on vigie.Date, d *dice) int32 {
	if s.ring == 0 {
		return 0
	}
	members := w.rings[s.ring].members
	for range 6 {
		k := members[d.intn(len(members))]
		if k != not && k != s.firm && w.firms[k].alive(on) {
			return k
		}
	}
	return 0
}
