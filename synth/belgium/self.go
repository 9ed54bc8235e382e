package belgium

import "vigie"

// manage enters a firm's manager in the register of the self-employed, and those who help it.
func (l *labour) manage(i int32) {
	f := &l.firms[i]
	d := l.world.dice("manage", int(i))
	kind := "main"
	if d.chance(.25) {
		kind = "secondary"
	}
	to := forever
	if f.ended != 0 {
		to = f.ended
	}
	l.selfs = append(l.selfs, selfEmployment{f.manager, i, kind, f.started, to})
	if f.natural && d.chance(.06) {
		l.join(i, "helper", to, &d)
	}
	if !f.natural && f.employer != 0 && d.chance(l.assume.of("partners")) {
		for range 1 + d.times(.6) {
			l.join(i, "partner", to, &d)
		}
	}
}

// join adds somebody who works along, self-employed and honestly.
func (l *labour) join(i int32, kind string, to vigie.Date, d *dice) {
	f := &l.firms[i]
	from := f.started + vigie.Date(700*d.float()*d.float())
	if from < to && from <= closing {
		p := l.newPerson(independent, f.units[0].at.town, f.started, 22, 60, false, d)
		l.selfs = append(l.selfs, selfEmployment{p, i, kind, from, to})
	}
}
