package belgium

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"vigie"
	"vigie/synth/extract"
)

// writeResidence writes where people live. A move closes the row of the old address, which then stands again with its end.
func writeResidence(ctx context.Context, w *world, s *shelf) error {
	const columns = "INSS AddressKey Zipcode FromDate ToDate ReportedOn"
	series, err := s.open("residence/residence-%.csv.zst", columns, w.periodic(), dirt(seldom, 0, 3, 2))
	if err != nil {
		return err
	}
	key, moves := w.key("residence"), w.assume.of("moves-a-year")
	for p := 1; p < len(w.people); p++ {
		if p&4095 == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if k := w.people[p].kind; k == posted || k == outsider {
			continue
		}
		d := keyed(key, p)
		w.reside(series, int32(p), w.homes(int32(p), moves, &d), &d)
	}
	return nil
}

// homes are the addresses of a person in order.
func (w *world) homes(id int32, rate float64, d *dice) []move {
	p := &w.people[id]
	born := vigie.Date(p.born)
	arrived := born
	if p.bis {
		arrived = history - 700
	}
	span := max(1, float64(history-30-arrived))
	first := arrived + vigie.Date(span*d.float())
	home := w.addressIn(p.town, d)
	homes := []move{{max(first, born), home}}
	for at := float64(opening) + 365.25/rate*d.exp(); at < float64(closing); at += 365.25 / rate * d.exp() {
		town := p.town
		if d.chance(.35) {
			town = w.anyTown(d)
		}
		homes = append(homes, move{vigie.Date(at), w.addressIn(town, d)})
	}
	if lodged := w.moves[id]; len(lodged) > 0 {
		homes = append(homes, lodged...)
		slices.SortStableFunc(homes, func(a, b move) int { return cmp.Compare(a.from, b.from) })
	}
	return slices.CompactFunc(homes, func(a, b move) bool { return a.from == b.from })
}

// reside writes the homes of a person.
func (w *world) reside(series *extract.Series, id int32, homes []move, d *dice) {
	died := vigie.Date(w.people[id].died)
	for k, h := range homes {
		if died != 0 && h.from >= died {
			return
		}
		end, since := died, h.from+vigie.Date(3+d.intn(20))
		if k+1 < len(homes) && (died == 0 || homes[k+1].from < died) {
			end = homes[k+1].from - 1
		}
		if end != 0 && end < opening {
			continue // before the registers
		}
		until := max(end, since) + vigie.Date(3+d.intn(25))
		if end == 0 || end > closing || !series.Replaced(since, until) {
			w.home(series, id, h, 0, since)
		}
		if end != 0 && end <= closing {
			w.home(series, id, h, end, until)
		}
	}
}

func (w *world) home(series *extract.Series, id int32, h move, end, reported vigie.Date) {
	row := series.Begin(reported)
	if !row.Seen() {
		return
	}
	w.someone(row, id)
	row.Append(func(b []byte) []byte { return w.appendKey(b, &h.at) })
	row.Text(w.towns[h.at.town].zip).Date(h.from).DateOrNone(end).Date(reported).End()
}

// appendKey appends an address as one text: zip|street|number|box.
func (w *world) appendKey(b []byte, at *place) []byte {
	t := &w.towns[at.town]
	name := w.streets[at.street].nl
	if t.language == fr {
		name = w.streets[at.street].fr
	}
	b = append(append(append(b, t.zip...), '|'), name...)
	b = strconv.AppendInt(append(b, '|'), int64(at.number), 10)
	if b = append(b, '|'); at.box != 0 {
		b = strconv.AppendInt(b, int64(at.box), 10)
	}
	return b
}
