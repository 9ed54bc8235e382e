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
		first := max(f.employer+vigie.Date(d.intn(12)), opening)
		if f.ended != 0 && f.ended < opening-20 {
			return
		}
		versions := []directory{{first, f.committee, 0}}
		if d.chance(.012) { // somebody was mistaken, and noticed
			versions[0].committee = w.sectors[d.intn(len(w.sectors))].committee
			if right := first + vigie.Date(120+d.intn(400)); f.ended == 0 || right < f.ended {
				versions = append(versions, directory{right, f.committee, 0})
			}
		}
		if f.ended != 0 {
			versions = append(versions, directory{max(f.ended, first) + vigie.Date(5+40*d.exp()), f.committee, f.ended})
		}
		for n, v := range versions {
			if n+1 < len(versions) && series.Replaced(v.arrived, versions[n+1].arrived) {
				continue
			}
			row := identify(series.Begin(v.arrived), f)
			row.Text(f.class).Text(v.committee).Date(f.employer).DateOrNone(v.ended).End()
		}
	})
}

// directory is an employer as the directory had it from a day on.
type directory struct {
	arrived   vigie.Date
	committee string
	ended     vigie.Date
}
