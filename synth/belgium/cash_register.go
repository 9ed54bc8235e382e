package belgium

import (
	"context"
	"fmt"
	"math"

	"vigie"
)

// writeCash writes the monthly totals of the registered cash systems of horeca. Who hides hours hides a part of the turnover
// that they made, not all of it.
func writeCash(ctx context.Context, w *world, s *shelf) error {
	out, err := s.open("horeca/cash-%.csv", "CompanyID RegisterId Month Tickets Turnover OpeningDays ReceivedOn", w.periodic(), dirt(seldom, 0, 6, -1))
	if err != nil {
		return err
	}
	key := w.key("cash")
	for i := 1; i < len(w.firms); i++ {
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		f, d := &w.firms[i], keyed(key, i)
		if w.sectors[f.sector].id != "horeca" || f.employer == 0 || !d.chance(.88) {
			continue // a hotel without meals, a bar below the limit
		}
		t, away := w.tradeOf(int32(i)), w.absences(int32(i))
		registers, ticket := 1+int(min(3, f.staff/14)), 12+26*d.float()
		open := d.between(20, 29)
		for m := range 72 {
			from, to := firstOf(3+m), firstOf(4+m)-1
			if !f.hiring(from) || f.ended != 0 && f.ended < to {
				continue
			}
			real, secret := w.worked(f, away, from, to)
			turnover := (real-secret*t.cash)*w.sectors[f.sector].turnover*t.rate*prices(from)*.86*math.Exp(.10*d.normal()) + t.alone/3.6
			days := min(open+d.between(-2, 1), int(to-from)+1)
			if real < 1 {
				days = d.intn(6) // closed
				turnover *= .2
			}
			for n := range registers {
				part := turnover / float64(registers) * (.9 + .2*d.float())
				received := to + vigie.Date(d.between(2, 14))
				r := out.Begin(received)
				w.company(r, int32(i)).Text(fmt.Sprintf("K%08d-%d", f.number, n+1)).Date(from)
				r.Int(int(part / ticket / prices(from))).Int(int(part)).Int(days).Date(received).End()
			}
		}
	}
	return nil
}
