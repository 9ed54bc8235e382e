package belgium

import (
	"context"

	"vigie"
	"vigie/synth/extract"
)

// courts of enterprise by territory.
var courts = []string{
	"Antwerpen", "Antwerpen, afdeling Hasselt", "Gent", "Gent, afdeling Kortrijk", "Leuven", "Brabant wallon", "Hainaut", "Liège",
	"Liège, division Arlon", "Liège, division Namur", "Bruxelles / Brussel",
}

// writeBankruptcies writes the judgments: bankruptcies, some after a reorganisation that failed, reorganisations that did not,
// and dissolutions by the court.
func writeBankruptcies(_ context.Context, w *world, s *shelf) error {
	out, err := s.open("mandate/bankruptcy-%.csv", "CompanyID Kind JudgmentOn Court PublishedOn", w.periodic(), dirt(often, 0, 2, 1))
	if err != nil {
		return err
	}
	key := w.key("bankruptcy")
	for i := 1; i < len(w.firms); i++ {
		f, d := &w.firms[i], keyed(key, i)
		write := func(kind string, on vigie.Date) {
			published := on + vigie.Date(3+6*d.exp())
			w.judgment(out.Begin(published), int32(i), kind, on, published)
		}
		switch {
		case f.bankrupt && f.ended > history:
			if before := f.ended - vigie.Date(d.between(90, 500)); d.chance(.07) && before > f.started+200 {
				write("reorganisation", before)
			}
			write("bankruptcy", f.ended)
		case f.ended > history && !f.natural && d.chance(.12):
			write("dissolution", f.ended)
		case f.ended == 0 && f.employer != 0 && d.chance(.004):
			if on := opening + vigie.Date(d.intn(int(closing-opening))); f.alive(on - 400) {
				write("reorganisation", on)
			}
		}
	}
	return nil
}

func (w *world) judgment(r *extract.Row, i int32, kind string, on, published vigie.Date) {
	w.company(r, i).Text(kind).Date(on).Text(courts[w.territory(i)]).Date(published).End()
}
