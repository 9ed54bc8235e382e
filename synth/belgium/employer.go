package belgium

import (
	"context"

	"vigie"
)

// writeEmployers writes the directory of employers. Its first extract holds those who are there; each later one holds those
// who came, those who went, and those whose row was wrong.
func writeEmployers(ctx context.Context, w *world, s *shelf) error {
	const columns = "NLOSSRegistrationNbr CompanyID EmployerClass JointCommissionNbr StartingDate EndingDate"
	series, err := s.open("nsso/employer-%.csv", columns, quarterly(), dirt(often, 0, 4, 3))
	if err != nil {
		return err
	}
	return w.eachFirm(ctx, "employer", func(_ int32, f *firm, d dice) {
		if f.employer == 0 || f.ended != 0 && f.ended < f.employer {
			return
		}
		row := func(arrived vigie.Date, committee string, ended vigie.Date) {
			identify(series.Begin(arrived), f).Text(f.class).Text(committee).Date(f.employer).DateOrNone(ended).End()
		}
		first := max(f.employer+vigie.Date(d.intn(12)), opening)
		if f.ended != 0 && f.ended < opening-20 {
			return
		}
		if d.chance(.012) { // somebody was mistaken, and noticed
			row(first, w.sectors[d.intn(len(w.sectors))].committee, 0)
			if first += vigie.Date(120 + d.intn(400)); f.ended == 0 || first < f.ended {
				row(first, f.committee, 0)
			}
		} else {
			row(first, f.committee, 0)
		}
		if f.ended != 0 {
			row(max(f.ended, first)+vigie.Date(5+40*d.exp()), f.committee, f.ended)
		}
	})
}
