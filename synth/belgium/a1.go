package belgium

import (
	"context"

	"vigie"
	"vigie/synth/extract"
)

// writeA1 writes the certificates. One that is withdrawn comes again with the day.
func writeA1(_ context.Context, w *world, s *shelf) error {
	out, err := s.open("limosa/a1-%.csv", "A1Nbr WorkerId ForeignEmployerID Country ValidFrom ValidUntil IssuedOn WithdrawnOn", w.periodic(), dirt(often, 1, 4, 3))
	if err != nil {
		return err
	}
	for k := 1; k < len(w.foreigners); k++ {
		f := &w.foreigners[k]
		for _, p := range w.postings(int32(k)) {
			c := &p.certificate
			if c.number == "" {
				continue
			}
			write := func(r *extract.Row, withdrawn vigie.Date) {
				r.Text(c.number)
				w.someone(r, p.person).Text(f.id).Text(f.country).Date(c.from).Date(c.to).Date(c.issued).DateOrNone(withdrawn).End()
			}
			arrived := c.issued + 20
			withdrawn := max(c.withdrawn, arrived) + 10
			if c.withdrawn == 0 || !out.Replaced(arrived, withdrawn) {
				write(out.Begin(arrived), 0)
			}
			if c.withdrawn != 0 {
				write(out.Begin(withdrawn), c.withdrawn)
			}
		}
	}
	return nil
}
