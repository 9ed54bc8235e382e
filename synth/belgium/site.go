package belgium

import (
	"context"
	"math"

	"vigie"
)

// site is a place where works are done, and who does them for whom.
type site struct {
	contractor int32 // who took the works from the client
	client     int32 // a firm; 0: a private person or an authority
	at         place
	lat, lon   float32
	nature     uint8
	amount     int32 // euro without VAT
	from, to   vigie.Date
	declared   vigie.Date // 0: never, though it should be
	contracts  []contract
}

// contract is work given on.
type contract struct {
	principal int32
	sub       int32 // a firm here; 0: a foreign one
	foreign   int32 // place in world.foreigners; 0: none
	level     uint8 // 1: given on by the contractor
	amount    int32
	from, to  vigie.Date
	declared  vigie.Date // 0: never
}

// Works must be declared from 30,000 euro, and from 5,000 when something is given on; presence is registered from 500,000.
const (
	smallAlone   = 30_000
	smallShared  = 5_000
	withPresence = 500_000
)

var natures = []string{
	"ruwbouw / gros oeuvre", "dakwerken / toiture", "elektriciteit", "sanitair / sanitaire", "pleisterwerken / plafonnage",
	"schilderwerken / peinture", "wegeniswerken / voirie", "vloerwerken / carrelage", "gevelwerken / façades", "afbraak / démolition",
}

// build makes the sites of six years. Each firm's come from its own chances; who works for whom lasts for years.
func (w *world) build(ctx context.Context) error {
	w.sites = append(w.sites[:0], site{})
	w.gatherBuilders()
	w.invite()
	key := w.key("site")
	for i := range w.firms {
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if i > 0 && w.sectors[w.firms[i].sector].id == "construction" {
			w.sitesOf(int32(i), keyed(key, i))
		}
	}
	w.hire()
	w.partition()
	w.gatherGiven()
	w.takenFrom = map[int32]int32{}
	for i := range w.firms {
		if h := w.firms[i].successor; h != 0 {
			w.takenFrom[h] = int32(i)
		}
	}
	return nil
}

// sitesOf are the works that a firm contracts for. Small firms mostly work for others.
func (w *world) sitesOf(i int32, d dice) {
	f := &w.firms[i]
	first, last := max(f.started, history-200), closing-10
	if f.ended != 0 {
		last = min(last, f.ended)
	}
	size := max(.6, float64(f.staff))
	yearly := 1.1 + 1.0*math.Pow(size, .62)
	if f.employer == 0 {
		yearly = .6
	}
	if d.chance(.35) { // works for other builders only
		yearly *= .25
	}
	builder := d.chance(.2) // gives most on: a general contractor
	for at := float64(first) + 365/yearly*d.exp(); at < float64(last-5); at += 365 / yearly * d.exp() {
		w.siteOf(i, vigie.Date(at), last, builder, &d)
	}
}

func (w *world) siteOf(i int32, from, last vigie.Date, builder bool, d *dice) {
	f := &w.firms[i]
	median := 27_000 * math.Pow(max(1, float64(f.staff)), .45)
	if builder {
		median *= 1.9
	}
	s := site{contractor: i, from: from, nature: uint8(d.intn(len(natures))), amount: int32(min(40e6, max(3_000, median*math.Exp(.98*d.normal()))))}
	days := 12 + 1.1*math.Pow(float64(s.amount)/1000, .78)*math.Exp(.3*d.normal())
	s.to = min(from+vigie.Date(days), last)
	if d.chance(.42) {
		s.client = w.someFirm(w.territory(i), i, d)
	}
	w.locate(&s, d)
	w.giveOn(&s, builder, d)
	limit := int32(smallAlone)
	if len(s.contracts) > 0 {
		limit = smallShared
	}
	if s.amount < limit {
		return
	}
	w.declareSite(&s, d)
	w.sites = append(w.sites, s)
}

// locate puts a site near the contractor, now and then elsewhere.
func (w *world) locate(s *site, d *dice) {
	s.at = place{town: w.firms[s.contractor].seat.town, street: uint16(d.intn(len(w.streets))), number: uint16(d.between(1, 240))}
	if !d.chance(.2) {
		s.at.town = w.townIn(int(w.towns[s.at.town].territory), d)
	}
	t := &w.towns[s.at.town]
	s.lat, s.lon = float32(t.lat+.012*d.normal()), float32(t.lon+.018*d.normal())
}

// declareSite is when the works and each contract are declared: before they begin, some days late, or never. Untidy firms are
// late; who hides sites does not declare them, or leaves out who works there.
func (w *world) declareSite(s *site, d *dice) {
	hides := w.bendOn(s.contractor, s.from).unreported
	if !d.chance(float64(hides) * .6) {
		s.declared = w.declaredOn(s.contractor, s.from, d)
	}
	for k := range s.contracts {
		c := &s.contracts[k]
		if s.declared == 0 || d.chance(float64(hides)*.7) || d.chance(.012) {
			continue
		}
		c.declared = max(s.declared, w.declaredOn(c.principal, c.from, d))
	}
	w.mend(s)
}

// mend keeps the chain whole on paper: what is given on by somebody who does not stand in it can not be declared.
func (w *world) mend(s *site) {
	known := map[int32]vigie.Date{s.contractor: s.declared}
	for k := range s.contracts {
		c := &s.contracts[k]
		if since, ok := known[c.principal]; !ok || since == 0 {
			c.declared = 0
			continue
		} else if c.declared != 0 {
			c.declared = max(c.declared, since)
		}
		if before := known[c.sub]; c.declared != 0 && c.sub != 0 && (before == 0 || c.declared < before) {
			known[c.sub] = c.declared
		}
	}
}

func (w *world) declaredOn(i int32, from vigie.Date, d *dice) vigie.Date {
	late := .03
	if w.firms[i].care < .3 {
		late = .18
	}
	if d.chance(late) {
		return from + vigie.Date(1+20*d.exp())
	}
	return from - vigie.Date(1+6*d.exp())
}

// bendOn is what a firm's schemes do to it on a day, together.
func (w *world) bendOn(i int32, on vigie.Date) bend {
	var b bend
	for _, n := range w.firms[i].frauds {
		if f := &w.frauds[n]; f.at(on) {
			b = b.with(f.bend)
		}
	}
	return b
}

// at says whether a firm is at a phenomenon on a day, and which scheme it is.
func (w *world) schemeOn(i int32, what string, on vigie.Date) *fraud {
	for _, n := range w.firms[i].frauds {
		if f := &w.frauds[n]; f.phenomenon == what && f.at(on) {
			return f
		}
	}
	return nil
}
