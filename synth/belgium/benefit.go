package belgium

import (
	"context"

	"vigie"
	"vigie/synth/extract"
)

// benefits is the register of benefits while it is written.
type benefits struct {
	*ledger
	series *extract.Series
}

// writeBenefits writes who drew a benefit from when until when: those out of work, the long ill, and part-time workers whose
// wage is topped up. A row stands first with an open end, and again when it has one.
func writeBenefits(ctx context.Context, w *world, s *shelf) error {
	series, err := s.open("benefit/benefit-%.csv.zst", "INSS Kind FromDate ToDate DailyAmount DecidedOn", w.periodic(), dirt(seldom, 0, 2, 1))
	if err != nil {
		return err
	}
	r := &benefits{w.newLedger(), series}
	key := w.key("benefit")
	for n := range w.idle {
		if n&4095 == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		d := keyed(key, n)
		if b := w.idle[n]; b.person != 0 && b.from <= b.to {
			if died := vigie.Date(w.people[b.person].died); died != 0 {
				b.to = min(b.to, died)
			}
			r.write(&b, &d)
		}
	}
	topped := w.assume.of("guarantee")
	return w.eachFirm(ctx, "benefit of workers", func(i int32, f *firm, d dice) {
		for k := range f.spells {
			s := &f.spells[k]
			if s.worker != oth || !s.declared() || s.to < history {
				continue
			}
			if from, to := r.longSickness(i, s, k); to != 0 {
				r.write(&benefit{s.person, sickness, from, to}, &d)
			}
			if share := 100 * int(s.hours) / int(s.reference); share < 75 && s.to-s.from > 60 && d.chance(topped) {
				r.write(&benefit{s.person, guarantee, s.from, s.to}, &d)
			}
		}
	})
}

// write writes one benefit.
func (r *benefits) write(b *benefit, d *dice) {
	amount := int64(3_800 + d.intn(2_600))
	if b.kind == guarantee {
		amount = int64(600 + d.intn(1_200))
	}
	decided := b.from + vigie.Date(6+d.intn(35))
	closed := max(decided, min(b.to, closing+400)+vigie.Date(2+d.intn(30)))
	if b.to < opening-40 {
		return
	}
	if b.to > closing || !r.series.Replaced(decided, closed) {
		r.row(b, 0, amount, decided)
	}
	if b.to <= closing {
		r.row(b, b.to, amount, closed)
	}
}

func (r *benefits) row(b *benefit, to vigie.Date, amount int64, decided vigie.Date) {
	row := r.series.Begin(decided)
	if row.Seen() {
		r.someone(row, b.person)
		row.Text(benefitKinds[b.kind]).Date(b.from).DateOrNone(to).Hundredths(amount).Date(decided).End()
	}
}
