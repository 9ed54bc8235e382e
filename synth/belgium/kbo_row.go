package belgium

import (
	"bytes"
	"encoding/csv"
	"time"

	"vigie"
	"vigie/synth/extract"
)

// newNace is the day from which activities have codes of NACE-BEL 2025 as well; companies founded later have no older ones.
var newNace = day(2025, time.January, 1)

// remove deletes a firm, as it was, from all tables.
func (k *kbo) remove(n int, f *firm, was vigie.Date) {
	entity := dotted(f.number)
	for _, t := range []string{"enterprise", "denomination", "address", "activity"} {
		if t != "address" || !f.natural {
			k.deletes[t][n].In(0).Text(entity).End()
		}
	}
	for u := range f.units {
		if f.units[u].open(was) {
			unit := dottedUnit(f.units[u].number)
			k.deletes["establishment"][n].In(0).Text(unit).End()
			k.deletes["address"][n].In(0).Text(unit).End()
		}
	}
}

// enter writes a firm, as it is on a day, into all tables.
func (k *kbo) enter(into map[string][]*extract.Series, n int, f *firm, day vigie.Date) {
	row := func(table string) *extract.Row { return into[table][n].In(0) }
	entity := dotted(f.number)
	situation, kind, form := "000", 2, k.forms[f.form].code
	if f.bankrupt && f.ended <= day {
		situation = "050"
	}
	if f.natural {
		kind, form = 1, ""
	}
	row("enterprise").Text(entity).Text("AC").Text(situation).Int(kind).Text(form).None().DayFirst(f.started).End()
	name, language := f.name, 2
	if f.renamed > day {
		name = f.formerly
	}
	if f.language == fr {
		language = 1
	}
	row("denomination").Text(entity).Int(language).Text("001").Text(name).End()
	if !f.natural {
		seat := &f.seat
		if f.moved > day {
			seat = &f.before
		}
		k.address(row("address"), entity, "REGO", seat)
	}
	for u := range f.units {
		if unit := &f.units[u]; unit.open(day) {
			number := dottedUnit(unit.number)
			row("establishment").Text(number).DayFirst(unit.started).Text(entity).End()
			k.address(row("address"), number, "BAET", &unit.at)
		}
	}
	k.activities(row, entity, f, day)
}

func (k *kbo) activities(row func(string) *extract.Row, entity string, f *firm, day vigie.Date) {
	groups := []string{"001"}
	if f.employer != 0 && f.employer <= day {
		groups = append(groups, "006")
	}
	for _, g := range groups {
		if f.started < newNace {
			row("activity").Text(entity).Text(g).Text("2008").Text(f.nace).Text("MAIN").End()
		}
		if day >= newNace {
			row("activity").Text(entity).Text(g).Text("2025").Text(f.nace2025).Text("MAIN").End()
		}
	}
	if side := k.sideline(f); side != nil { // many are registered for more than they do
		if f.started < newNace {
			row("activity").Text(entity).Text("001").Text("2008").Text(side.code).Text("SECO").End()
		}
		if day >= newNace {
			row("activity").Text(entity).Text("001").Text("2025").Text(side.code2025).Text("SECO").End()
		}
	}
}

// sideline is a second activity of half of the firms.
func (k *kbo) sideline(f *firm) *nace {
	d := keyed(k.salt, int(f.number))
	if d.chance(.5) {
		return nil
	}
	sec := &k.sectors[f.sector]
	if d.chance(.3) {
		sec = &k.sectors[d.intn(len(k.sectors))]
	}
	if n := &sec.naces[d.weighted(sec.totals)]; n.code != f.nace && n.code2025 != f.nace2025 {
		return n
	}
	return nil
}

func (k *kbo) address(r *extract.Row, entity, kind string, at *place) {
	t, s := &k.towns[at.town], &k.streets[at.street]
	r.Text(entity).Text(kind).None().None().Text(t.zip).Text(t.nl).Text(t.fr)
	bilingual := t.territory == brussels
	if bilingual || t.language == nl {
		r.Text(s.nl)
	} else {
		r.None()
	}
	if bilingual || t.language == fr {
		r.Text(s.fr)
	} else {
		r.None()
	}
	r.Int(int(at.number))
	if at.box != 0 {
		r.Int(int(at.box))
	} else {
		r.None()
	}
	r.None().None().End()
}

// codes is what the codes of the tables mean, as a file and its number of rows.
func (k *kbo) codes() ([]byte, int, error) {
	known, err := table("code.csv")
	if err != nil {
		return nil, 0, err
	}
	rows := [][]string{{"Category", "Code", "Language", "Description"}}
	add := func(category, code, nl, fr string) {
		rows = append(rows, []string{category, code, "NL", nl}, []string{category, code, "FR", fr})
	}
	for _, c := range known {
		add(c["category"], c["code"], c["nl"], c["fr"])
	}
	for _, f := range k.forms {
		add("JuridicalForm", f.code, f.nl, f.fr)
	}
	newer := map[string]bool{}
	for s := range k.sectors {
		for _, n := range k.sectors[s].naces {
			add("Nace2008", n.code, n.nl, n.fr)
			if !newer[n.code2025] {
				add("Nace2025", n.code2025, n.nl, n.fr)
			}
			newer[n.code2025] = true
		}
	}
	var b bytes.Buffer
	c := csv.NewWriter(&b)
	if err := c.WriteAll(rows); err != nil {
		return nil, 0, vigie.Errorf(vigie.Internal, "write code.csv: %w", err)
	}
	return b.Bytes(), len(rows) - 1, nil
}
