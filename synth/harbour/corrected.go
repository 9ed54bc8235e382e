package harbour

import (
	"slices"
	"strconv"
)

// registered writes the register of employers: a first extract, and a second one three months later with those who came
// since and those whose row was wrong.
func (w *world) registered() {
	rows := slices.Clone(w.everyone)
	slices.SortStableFunc(rows, func(a, b *employer) int { return int(a.registered - b.registered) })
	for _, e := range rows {
		if len(e.past) > 0 {
			w.report.Hiding++
		}
		switch {
		case e.registered > extracted:
			continue
		case e.registered > firstExtracted:
			w.out.corrected.write(row(e)...)
		case w.chance(.015):
			w.out.employers.write(row(w.mistaken(e))...)
			w.out.corrected.write(row(e)...)
		default:
			w.out.employers.write(row(e)...)
		}
		w.report.Employers++
	}
}

// mistaken is the employer as the register had it before somebody noticed.
func (w *world) mistaken(e *employer) *employer {
	wrong := *e
	switch w.rng.IntN(3) {
	case 0:
		wrong.sector = (e.sector + 1) % len(sectors)
	case 1:
		wrong.name += " & Co" // a name that was never its own
	default:
		w.managers++
		wrong.manager = w.managers // the manager was replaced
	}
	return &wrong
}

func row(e *employer) []string {
	return []string{
		e.number, e.name, e.form, sectors[e.sector].id, territories[e.territory].id,
		strconv.FormatFloat(e.lat, 'f', 5, 64), strconv.FormatFloat(e.lon, 'f', 5, 64),
		e.started.String(), e.registered.String(), codeOf("M", e.manager), codeOf("P", e.premises),
	}
}
