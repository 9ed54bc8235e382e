package belgium

import (
	"fmt"

	"vigie"
)

// foreigner is an employer of another country that posts workers.
type foreigner struct {
	id, name, country string
	letterbox         int32 // the firm here for which it was made; 0: it has work at home
	since             vigie.Date
	crew              []int32 // persons, the same for years
}

// abroad are countries of employers that post, with how many come from each (an assumption, after the order of the published
// counts).
var abroad = []struct {
	code  string
	total float64
}{{"NL", 28}, {"PL", 44}, {"PT", 56}, {"RO", 66}, {"DE", 74}, {"FR", 82}, {"LU", 87}, {"LT", 92}, {"SK", 96}, {"BG", 100}}

// Halves of the names of foreign employers. They are no words.
var (
	foreignFirst = []string{"Valdo", "Kresta", "Novari", "Ostral", "Belmira", "Tarnu", "Zelkov", "Corvanta", "Lumira", "Petrova", "Szarka", "Ravelo"}
	foreignLast  = []string{"bau", "mont", "construct", "serv", "works", "instal", "tech", "team", "group", "projekt"}
	foreignForm  = []string{"", " SRL", " Sp. z o.o.", " Lda", " GmbH", " BV", " UAB", " s.r.o."}
)

// invite makes the foreign employers: some for each territory's work, and one for each firm that posts through a letterbox.
func (w *world) invite() {
	w.foreigners = append(w.foreigners[:0], foreigner{})
	w.letterboxes = map[int32]int32{}
	employers := 0
	for i := range w.firms {
		if w.firms[i].employer != 0 {
			employers++
		}
	}
	for n := range employers/70 + 8 {
		w.foreigners = append(w.foreigners, w.newForeigner(n, 0, day(2005, 1, 1)+vigie.Date(n%5000)))
	}
	for k := range w.frauds {
		f := &w.frauds[k]
		if f.phenomenon != letterboxPosting || w.letterboxes[f.firm] != 0 {
			continue
		}
		w.letterboxes[f.firm] = int32(len(w.foreigners))
		w.foreigners = append(w.foreigners, w.newForeigner(len(w.foreigners), f.firm, f.from-60))
	}
}

func (w *world) newForeigner(n int, letterbox int32, since vigie.Date) foreigner {
	d := w.dice("foreigner", n)
	totals := make([]float64, len(abroad))
	for k := range abroad {
		totals[k] = abroad[k].total
	}
	country := abroad[d.weighted(totals)].code
	f := foreigner{
		id: fmt.Sprintf("%s%08d", country, 10_000_000+n*37+d.intn(30)), country: country, letterbox: letterbox, since: since,
		name: foreignFirst[d.intn(len(foreignFirst))] + foreignLast[d.intn(len(foreignLast))] + foreignForm[d.intn(len(foreignForm))],
	}
	crew := 3 + int(9*d.exp())
	if letterbox != 0 {
		crew = 4 + int(float64(w.firms[letterbox].staff)*(.5+d.float()))
	}
	for range min(crew, 70) {
		f.crew = append(f.crew, w.newPerson(posted, 0, history, 20, 58, true, &d))
	}
	return f
}

// letterbox is the foreign employer that a firm posts through.
func (w *world) letterbox(i int32) int32 { return w.letterboxes[i] }

// someForeigner is one of the few foreign employers that a firm works with.
func (w *world) someForeigner(i int32, d *dice) int32 {
	own := w.dice("abroad", int(i)*4+d.intn(3))
	return int32(1 + own.intn(w.ordinaryForeigners()))
}

func (w *world) ordinaryForeigners() int { return len(w.foreigners) - 1 - len(w.letterboxes) }
