package belgium

import (
	"context"

	"vigie"
)

// writeReturns writes the quarterly VAT returns of all companies. Untidy firms file late, and who is about to leave its debts
// behind stops filing.
func writeReturns(ctx context.Context, w *world, s *shelf) error {
	out, err := s.open("vat/return-%.csv", "CompanyID Quarter Turnover Purchases DueAmount FiledOn", w.periodic(), dirt(seldom, 0, 5, -1))
	if err != nil {
		return err
	}
	key := w.key("return")
	for i := 1; i < len(w.firms); i++ {
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		f, d := &w.firms[i], keyed(key, i)
		if !w.liable(int32(i)) {
			continue
		}
		t, away := w.tradeOf(int32(i)), w.absences(int32(i))
		for q := range quarters {
			from := quarterFrom(q)
			if f.started > from+60 || f.ended != 0 && f.ended < from {
				continue
			}
			b := w.quarter(int32(i), &t, away, q, &d)
			filed := w.filedOn(int32(i), quarterFrom(q+1), &d)
			if filed == 0 {
				continue
			}
			r := out.Begin(filed)
			w.company(r, int32(i)).Int(quarterOf(from)).Int(int(b.turnover)).Int(int(b.purchases))
			r.Int(int(.21 * (b.turnover - b.purchases*.8))).Date(filed).End()
		}
	}
	return nil
}

// liable says whether a company files returns: most do; small ones may be exempt.
func (w *world) liable(i int32) bool {
	f := &w.firms[i]
	if f.employer != 0 {
		return w.sectors[f.sector].id != "care" || w.dice("liable", int(i)).half()
	}
	d := w.dice("liable", int(i))
	return d.chance(.86)
}

// half is a draw of one in two.
func (d dice) half() bool { return d.chance(.5) }

// filedOn is the day of a return, within 20 days as a rule; 0 for none.
func (w *world) filedOn(i int32, after vigie.Date, d *dice) vigie.Date {
	f := &w.firms[i]
	late := .04
	if f.care < .3 {
		late = .22
	}
	if f.bankrupt && f.ended < after+200 {
		late = .5
		if d.chance(.45) {
			return 0
		}
	}
	if d.chance(late) {
		return after + 22 + vigie.Date(35*d.exp())
	}
	return after + vigie.Date(d.between(5, 20))
}
