package belgium

import (
	"context"

	"vigie"
)

// writeSelfEmployed writes the register of the self-employed: a row when somebody begins, and again when it ends.
func writeSelfEmployed(ctx context.Context, w *world, s *shelf) error {
	const columns = "INSS CompanyID Kind FromDate ToDate RegisteredOn"
	series, err := s.open("self-employed/self-employed-%.csv", columns, w.periodic(), dirt(often, 0, 3, 2))
	if err != nil {
		return err
	}
	key := w.key("self-employed")
	for n := range w.selfs {
		if n&4095 == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		e := &w.selfs[n]
		if e.person == 0 || e.to < opening {
			continue
		}
		d := keyed(key, n)
		began := e.from + 3
		if d.chance(.5) {
			began += 5 + vigie.Date(40*d.exp())
		}
		ended := max(min(e.to, closing+1), began) + 5 + vigie.Date(40*d.exp())
		row := func(arrived, to vigie.Date) {
			r := w.company(w.someone(series.Begin(arrived), e.person), e.firm)
			r.Text(e.kind).Date(e.from).DateOrNone(to).Date(arrived).End()
		}
		if e.to > closing || !series.Replaced(began, ended) {
			row(began, 0)
		}
		if e.to <= closing {
			row(ended, e.to)
		}
	}
	return nil
}
