package belgium

import (
	"cmp"
	"context"
	"math"
	"slices"

	"vigie"
	"vigie/synth/extract"
)

// sale is what a firm sold to another in a year.
type sale struct {
	client int32
	amount float64
}

// custom is how a sector sells: how much of it to firms, and to how many a year.
var custom = map[string]struct{ share, clients float64 }{
	"construction": {.45, 1.6}, "cleaning": {.90, 4.5}, "horeca": {.10, .9}, "retail": {.15, 2.2}, "transport": {.85, 4},
	"agriculture": {.6, 2}, "temp-agency": {.97, 30}, "metal": {.9, 5}, "care": {.05, .3}, "other": {.5, 3.4},
}

// writeClients writes the yearly lists of clients, filed in the first quarter of the next year, or soon after
// the end of a firm that stops. A few come late.
func writeClients(ctx context.Context, w *world, s *shelf) error {
	out, err := s.open("vat/client-%.csv.zst", "SupplierID ClientID Year Amount VatAmount FiledOn", w.periodic(), dirt(seldom, 1, 5, -1))
	if err != nil {
		return err
	}
	key := w.key("clients")
	for i := 1; i < len(w.firms); i++ {
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		f, d := &w.firms[i], keyed(key, i)
		if !w.liable(int32(i)) {
			continue
		}
		for year := 2019; year <= 2025; year++ {
			first, end := day(year, 1, 1), day(year, 12, 31)
			if f.started > end || f.ended != 0 && f.ended < first {
				continue
			}
			filed := min(end, last0(f.ended, end)) + vigie.Date(d.between(20, 88)) // who stops files at once
			if f.care < .3 && d.chance(.15) {
				filed += vigie.Date(30 + 40*d.exp())
			}
			if f.bankrupt && f.ended < filed && d.chance(.7) || filed > closing {
				continue
			}
			w.listOf(out, int32(i), year, filed, &d)
		}
	}
	return nil
}

func (w *world) listOf(out *extract.Series, i int32, year int, filed vigie.Date, d *dice) {
	for _, c := range w.salesOf(i, year, d) {
		r := out.Begin(filed)
		w.company(r, i)
		w.company(r, c.client).Int(year).Int(int(c.amount)).Int(int(c.amount * .21)).Date(filed).End()
	}
}

// salesOf are a firm's sales to other firms in a year: those of its contracts, and its regular clients.
func (w *world) salesOf(i int32, year int, d *dice) []sale {
	first, end := day(year, 1, 1), day(year, 12, 31)
	f := &w.firms[i]
	sold := map[int32]float64{}
	for _, g := range w.gotten[i] {
		c := &w.sites[g.site].contracts[g.contract]
		if a, b := max(c.from, first), min(c.to, end); b >= a {
			sold[c.principal] += float64(c.amount) * float64(b-a+1) / float64(c.to-c.from+1)
		}
	}
	w.throughRing(i, end, sold, d)
	w.throughPlatform(i, first, end, sold)
	if len(w.ridersOf[i]) > 0 || slices.Contains(w.platforms, i) {
		return listed(sold, i) // nobody else
	}
	how := custom[w.sectors[f.sector].id]
	n := d.times(how.clients * math.Pow(max(.5, float64(f.staff)), .45) * .62)
	left := w.yearly(f) * how.share / max(1, float64(n))
	for k := range n {
		if c := w.regular(i, k, end, d); c != 0 && c != i {
			sold[c] += max(260, left*math.Exp(.6*d.normal()))
		}
	}
	return listed(sold, i)
}

// listed are sales that must be listed: from 250 euro a year.
func listed(sold map[int32]float64, i int32) []sale {
	list := make([]sale, 0, len(sold))
	for c, amount := range sold {
		if amount >= 250 && c != i {
			list = append(list, sale{c, amount})
		}
	}
	slices.SortFunc(list, func(a, b sale) int { return cmp.Compare(a.client, b.client) })
	return list
}

// yearly is about what a firm turns over in a year.
func (w *world) yearly(f *firm) float64 {
	return 30_000 + float64(f.staff)*1500*w.sectors[f.sector].turnover
}

// regular is the k-th regular client of a firm: the same for years, and one of the clients of the firm that it took over.
func (w *world) regular(i int32, k int, on vigie.Date, d *dice) int32 {
	from := i
	if before := w.takenFrom[i]; before != 0 && k%4 != 3 {
		from = before
	}
	if d.chance(.15) {
		return w.larger(w.territory(i), d)
	}
	own := w.dice("client", int(from)*64+k%64)
	t := w.territory(from)
	if own.chance(.3) {
		t = own.intn(len(territories))
	}
	if c := w.larger(t, &own); c != 0 && w.firms[c].alive(on-180) {
		return c
	}
	return w.larger(w.territory(i), d)
}

// larger is a firm of a territory, rather a large one: of three drawn, the one with most staff.
func (w *world) larger(territory int, d *dice) int32 {
	best := int32(0)
	for range 3 {
		if k := w.someFirm(territory, 0, d); k != 0 && (best == 0 || w.firms[k].staff > w.firms[best].staff) {
			best = k
		}
	}
	return best
}

// throughRing is the work that goes down a cascade outside building sites: a member sells to the one at its head.
func (w *world) throughRing(i int32, end vigie.Date, sold map[int32]float64, d *dice) {
	r := w.traits[i].ring
	if r == 0 {
		return
	}
	for _, k := range w.rings[r].members {
		if k == i || !w.firms[k].alive(end-120) {
			continue
		}
		s := w.schemeOn(k, subcontractCascade, end-150)
		switch {
		case s != nil:
			sold[k] += w.yearly(&w.firms[i]) * (.2 + .4*d.float())
		case d.chance(.25):
			sold[k] += w.yearly(&w.firms[i]) * .1 * d.float()
		}
	}
}
