package belgium

import (
	"fmt"
	"strings"

	"vigie"
)

// posting is one worker of a foreign employer at work for a firm here.
type posting struct {
	person, foreign, client int32
	site                    int32 // where it works; 0: on no building site
	named                   bool  // the declaration says which site
	town                    uint16
	from, to                vigie.Date
	declared                vigie.Date // 0: never
	certificate             certificate
}

// certificate is an A1: proof of social security at home.
type certificate struct {
	number            string // empty: there is none
	from, to          vigie.Date
	issued, withdrawn vigie.Date
}

// postings are all of one foreign employer: on sites, and at the firms it serves. Those of a letterbox go on without an end,
// with certificates that are missing, late or withdrawn more often than others'.
func (w *world) postings(k int32) []posting {
	f := &w.foreigners[k]
	d := w.dice("posting", int(k))
	var list []posting
	add := func(person, client, site int32, town uint16, from, to vigie.Date) {
		p := posting{person: person, foreign: k, client: client, site: site, town: town, from: from, to: min(to, from+730)}
		p.named = site != 0 && w.sites[site].declared != 0 && !d.chance(.15)
		p.declared, p.certificate = w.papers(f, &p, len(list), &d)
		list = append(list, p)
	}
	for _, s := range w.parts[k] {
		site := &w.sites[s.site]
		for _, person := range some(f.crew, s.crew, &d) {
			add(person, s.client, s.site, site.at.town, s.from, s.to)
		}
	}
	if f.letterbox != 0 {
		w.standing(f, add, &d)
		return list
	}
	for range d.times(float64(len(f.crew)) * 6) { // other work: machines, transport, harvest
		client := w.someFirm(d.intn(len(territories)), 0, &d)
		if client == 0 {
			continue
		}
		from := max(history+vigie.Date(d.intn(int(closing-history))), w.firms[client].started)
		to := from + vigie.Date(5+60*d.exp())
		for _, person := range some(f.crew, 1+d.intn(5), &d) {
			if w.firms[client].alive(from) {
				add(person, client, 0, w.firms[client].seat.town, from, to)
			}
		}
	}
	return list
}

// standing is how a letterbox posts: the same people to the same firm, one declaration after another.
func (w *world) standing(f *foreigner, add func(person, client, site int32, town uint16, from, to vigie.Date), d *dice) {
	firm := &w.firms[f.letterbox]
	for _, n := range firm.frauds {
		s := &w.frauds[n]
		if s.phenomenon != letterboxPosting {
			continue
		}
		end := closing
		if s.until != 0 {
			end = min(end, s.until)
		}
		for _, person := range some(f.crew, 2+int(float32(len(f.crew))*s.intensity), d) {
			for from := max(s.from, history) + vigie.Date(d.intn(40)); from < end-15; {
				to := min(from+vigie.Date(d.between(80, 340)), end)
				if !d.chance(.2) { // some are never declared
					add(person, f.letterbox, 0, firm.seat.town, from, to)
				}
				from = to + vigie.Date(d.between(1, 9))
			}
		}
	}
}

func some(crew []int32, n int, d *dice) []int32 {
	if len(crew) == 0 {
		return nil
	}
	n = min(n, len(crew))
	at := d.intn(len(crew) - n + 1)
	return crew[at : at+n]
}

// papers are a posting's declaration and certificate.
func (w *world) papers(f *foreigner, p *posting, n int, d *dice) (vigie.Date, certificate) {
	never, late, none, withdrawn := .02, .10, .05, .004
	if f.letterbox != 0 {
		never, late, none, withdrawn = .15, .25, .28, .12
	}
	declared := p.from - vigie.Date(1+5*d.exp())
	switch {
	case d.chance(never):
		declared = 0
	case d.chance(.05):
		declared = p.from + vigie.Date(1+9*d.exp())
	}
	if d.chance(none) {
		return declared, certificate{}
	}
	c := certificate{number: fmt.Sprintf("%s-%05d-%d", f.country, n+1, 1000+d.intn(9000)), from: p.from, to: p.to, issued: p.from - vigie.Date(3+20*d.exp())}
	c.number = strings.Replace(c.number, "-", "-"+f.id[2:]+"-", 1)
	if d.chance(late) {
		c.issued = p.from + vigie.Date(5+60*d.exp())
	}
	if d.chance(withdrawn) {
		c.withdrawn = max(c.issued, p.from) + vigie.Date(40+200*d.exp())
	}
	return declared, c
}

// part is what a foreign employer does on a site.
type part struct {
	site, client int32
	from, to     vigie.Date
	crew         int
}

// partition lists the parts that foreign employers have in sites.
func (w *world) partition() {
	w.parts = map[int32][]part{}
	for n := range w.sites {
		for k := range w.sites[n].contracts {
			if c := &w.sites[n].contracts[k]; c.foreign != 0 {
				w.parts[c.foreign] = append(w.parts[c.foreign], part{int32(n), c.principal, c.from, c.to, crewOf(c.amount, c.from, c.to)})
			}
		}
	}
}
