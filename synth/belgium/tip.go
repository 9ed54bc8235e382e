package belgium

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"vigie"
	"vigie/synth/extract"
)

// writeTips writes the complaints and hints. One that is not decided when the extract is made stands there without a
// decision, and again in the extract after it.
func writeTips(_ context.Context, w *world, s *shelf) error {
	out, err := s.open("tip/tip-%.csv",
		"TipId CompanyID Zipcode Sector Kind ReceivedOn DecidedOn Retained RejectionReason", w.periodic(), dirt(often, 1, 5, 4))
	if err != nil {
		return err
	}
	tips := slices.Clone(w.tips)
	slices.SortStableFunc(tips, func(a, b tip) int { return cmp.Compare(a.received, b.received) })
	for i := range tips {
		t := &tips[i]
		if first := out.Extract(t.received); first < out.Extract(t.decided) {
			w.tipRow(out.Begin(t.received), i, t, false)
		}
		w.tipRow(out.Begin(t.decided), i, t, true)
	}
	return nil
}

func (w *world) tipRow(r *extract.Row, i int, t *tip, decided bool) {
	r.Text(fmt.Sprintf("T%07d", i+1))
	w.company(r, t.firm).Text(w.towns[t.town].zip).Text(w.sectors[t.sector].id).Text(t.kind).Date(t.received)
	switch {
	case !decided:
		r.None().None().None()
	case t.kept:
		r.Date(t.decided).Text("J").None()
	default:
		r.Date(t.decided).Text("N").Text(t.why)
	}
	r.End()
}

// company appends a firm's enterprise number as 10 digits; nothing for no firm.
func (w *world) company(r *extract.Row, i int32) *extract.Row {
	if i == 0 {
		return r.None()
	}
	return r.Append(func(b []byte) []byte { return appendEnterprise(b, w.firms[i].number) })
}

// someone appends a person's national number.
func (w *world) someone(r *extract.Row, id int32) *extract.Row {
	return r.Append(func(b []byte) []byte { return w.appendINSS(b, id) })
}

// clock appends a day and a time of day in seconds.
func clock(r *extract.Row, d vigie.Date, seconds int) *extract.Row {
	return r.Append(func(b []byte) []byte {
		b = append(b, d.String()...)
		b = append(b, ' ')
		b = append(padded(b, uint64(seconds/3600), 2), ':')
		b = append(padded(b, uint64(seconds/60%60), 2), ':')
		return padded(b, uint64(seconds%60), 2)
	})
}
