package belgium

import "vigie"

// draw opens a benefit for some of those who are out of work; 0 for the others.
func (l *labour) draw(p int32, from vigie.Date, d *dice) int32 {
	if b := l.state[p].benefit; b != 0 {
		return b // it never stopped drawing
	}
	switch u := d.float(); {
	case u < l.odds.benefit:
		l.startDrawing(p, from, unemployment)
	case u < l.odds.benefit+l.odds.sick:
		l.startDrawing(p, from, sickness)
	}
	return l.state[p].benefit
}

func (l *labour) startDrawing(p int32, from vigie.Date, kind benefitKind) {
	if l.state[p].benefit != 0 {
		return
	}
	l.state[p].benefit = int32(len(l.idle))
	l.idle = append(l.idle, benefit{p, kind, from, forever})
	if t := l.territoryOf(p); kind == unemployment {
		l.drawing[t] = append(l.drawing[t], p)
	}
}

func (l *labour) stopDrawing(p int32, on vigie.Date) {
	if b := l.state[p].benefit; b != 0 {
		if l.dice.chance(l.odds.lingers) { // the office was told late
			on += vigie.Date(l.dice.intn(25))
		}
		l.idle[b].to = max(on, l.idle[b].from-1)
		l.state[p].benefit = 0
	}
}
