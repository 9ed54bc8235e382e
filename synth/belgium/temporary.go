package belgium

import (
	"context"

	"vigie"
)

// writeTemporary writes the days of temporary unemployment that employers claim, a row for each worker and month.
func writeTemporary(ctx context.Context, w *world, s *shelf) error {
	series, err := s.open("benefit/temporary-%.csv.zst", "INSS CompanyID Month Reason Days DeclaredOn", w.periodic(), dirt(seldom, 0, 2, 3))
	if err != nil {
		return err
	}
	key := w.key("claim")
	return w.eachFirm(ctx, "temporary", func(i int32, f *firm, d dice) {
		if len(f.spells) == 0 {
			return
		}
		claims := w.claims(i, f, key)
		for m := range claims {
			c := &claims[m]
			if c.reason == noClaim {
				continue
			}
			declared := firstOf(m+1) + vigie.Date(1+d.intn(9))
			if d.chance(.05) {
				declared += vigie.Date(20 * d.exp())
			}
			for k := range f.spells {
				days, _ := c.claimed(key^uint64(i)<<40, &f.spells[k], m)
				if days == 0 {
					continue
				}
				row := w.company(w.someone(series.Begin(declared), f.spells[k].person), i)
				row.Date(firstOf(m)).Text(claimReasons[c.reason]).Int(days).Date(declared).End()
			}
		}
	})
}
