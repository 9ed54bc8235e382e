package belgium

import (
	"context"

	"vigie"
)

// writeSelfEmployed writes the register of the self-employed: a row when somebody begins, and again when it ends.
func writeSelfEmployed(ctx context.Context, w *world, s *shelf) error {
	const columns = "INSS CompanyID Kind FromDate ToDate RegisteredOn"
	series, err := s.open("self-employed/self-employed-%.csv", columns, quarterly(), dirt(often, 0, 3, 2))
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
		row := w.company(w.someone(series.Begin(began), e.person), e.firm)
		row.Text(e.kind).Date(e.from).None().Date(began).End()
		if e.to <= closing {
			ended := max(e.to, began) + 5 + vigie.Date(40*d.exp())
			row = w.company(w.someone(series.Begin(ended), e.person), e.firm)
			row.Text(e.kind).Date(e.from).Date(e.to).Date(ended).End()
		}
	}
	return nil
}
