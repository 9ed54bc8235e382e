package api

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"vigie"
	"vigie/paper"
	"vigie/pipeline"
)

// evidence is what indicators show, record by record. The note says beside it what would explain it without fault.
func (p *employerPaper) evidence(innocent bool) {
	t := p.t
	p.doc.Heading(t.say("findings.evidence"))
	shown := false
	for _, f := range p.d.Findings {
		if !f.Fires {
			continue
		}
		shown = true
		x, question := indicatorOf(p.l, f.Indicator), f.Indicator
		if x != nil {
			question = t.local(vigie.LocalText(x.Question))
		}
		p.doc.Subheading(question)
		var rows [][]string
		for _, e := range f.Evidence {
			rows = append(rows, []string{t.date(e.HappenedOn), t.days(e.Says), t.date(e.KnownOn), e.Source})
		}
		p.rows([]paper.Column{{Name: t.say("findings.on"), Share: 1}, {Name: t.say("findings.shows"), Share: 4}, {Name: t.say("findings.known"), Share: 1}, {Name: t.say("findings.records"), Share: 2}}, rows)
		if x != nil && innocent {
			texts := make([]vigie.LocalText, len(x.Innocent))
			for j := range x.Innocent {
				texts[j] = vigie.LocalText(x.Innocent[j])
			}
			p.doc.Remark(t.say("dossierpaper.innocent"))
			p.innocent(texts)
		}
		if x != nil && x.LegalBasis != "" {
			p.doc.Remark(t.say("findings.legal", "rule", x.LegalBasis))
		}
	}
	if !shown {
		p.doc.Paragraph(t.say("findings.none"))
	}
}

// peers draws each curve over the band of its peers.
func (p *employerPaper) peers() {
	said := false
	for _, c := range p.curves {
		if len(c.Points) < 2 {
			continue
		}
		if !said {
			p.doc.Heading(p.t.say("curves.title"))
			p.doc.Remark(p.t.say("curves.how"))
			said = true
		}
		p.doc.Subheading(p.t.local(c.Meaning) + " (" + p.t.local(c.Unit) + ")")
		p.doc.Draw(32, func(g *paper.Drawing) { drawCurve(g, p.t, c) })
	}
}

func drawCurve(g *paper.Drawing, t tongue, c pipeline.Curve) {
	low, high := 0.0, 0.0
	for i, pt := range c.Points {
		for _, v := range []*float64{pt.Value, pt.Low, pt.High} {
			if v != nil && (i == 0 && high == 0 || *v > high) {
				high = *v
			}
		}
	}
	first, last := c.Points[0].On, c.Points[len(c.Points)-1].On
	at := func(on vigie.Date, v float64) paper.Point {
		return paper.Point{X: 14 + (g.Wide-18)*float64(on-first)/float64(max(1, last-first)), Y: 26 - 23*(v-low)/max(high-low, 1e-9)}
	}
	var below, above, mid, own []paper.Point
	for _, pt := range c.Points {
		if pt.Low != nil && pt.High != nil && pt.Mid != nil {
			above, below, mid = append(above, at(pt.On, *pt.High)), append(below, at(pt.On, *pt.Low)), append(mid, at(pt.On, *pt.Mid))
		}
		if pt.Value != nil {
			own = append(own, at(pt.On, *pt.Value))
		}
	}
	if len(above) > 1 {
		slices.Reverse(below)
		g.Area(paper.Pale, paper.Pale, append(above, below...)...)
	}
	g.Line(paper.Grey, 0.2, mid...)
	g.Line(paper.Blue, 0.5, own...)
	g.Line(paper.Grey, 0.2, paper.Point{X: 14, Y: 3}, paper.Point{X: 14, Y: 26}, paper.Point{X: g.Wide - 4, Y: 26})
	g.Text(paper.Grey, paper.Point{X: 0, Y: 1.5}, 13, strconv.FormatFloat(high, 'f', 1, 64))
	g.Text(paper.Grey, paper.Point{X: 0, Y: 24}, 13, "0")
	g.Text(paper.Grey, paper.Point{X: 14, Y: 27}, 40, t.date(first))
	g.Text(paper.Grey, paper.Point{X: g.Wide - 30, Y: 27}, 30, t.date(last))
}

// network draws the paths on which findings elsewhere reach the employer, one a line, each tie with its dates below.
func (p *employerPaper) network() {
	t := p.t
	p.doc.Heading(t.say("network.paths"))
	if len(p.paths) == 0 {
		p.doc.Paragraph(t.say("network.none"))
		return
	}
	p.doc.Remark(t.say("network.pathsHow"))
	for _, path := range p.paths {
		p.doc.Draw(13, func(g *paper.Drawing) { drawPath(g, t, path) })
		for i := 0; i+1 < len(path.Ties); i += 2 {
			a, b := path.Ties[i], path.Ties[i+1]
			p.doc.Remark(t.word("resource", a.Kind) + " " + a.Resource + ": " + t.lasted(a) + "; " + t.lasted(b))
		}
	}
}

func drawPath(g *paper.Drawing, t tongue, path pipeline.Path) {
	names := []string{}
	for i, tie := range path.Ties {
		if i%2 == 0 {
			names = append(names, nameOr(tie.Name, tie.Entity), t.word("resource", tie.Kind))
		}
	}
	names = append(names, nameOr(path.FoundName, path.Found)+", "+t.day(parsed(path.FoundOn)))
	apart := g.Wide / float64(len(names))
	for i, name := range names {
		at := paper.Point{X: apart * (float64(i) + 0.1), Y: 4}
		if i > 0 {
			g.Line(paper.Grey, 0.3, paper.Point{X: at.X - apart, Y: 4}, at)
		}
		ink, radius := paper.Blue, 1.8
		if i%2 == 1 {
			ink, radius = paper.Grey, 1.2
		}
		if i == len(names)-1 {
			ink = paper.Red
		}
		g.Dot(ink, at, radius)
		g.Text(paper.Black, paper.Point{X: at.X - 2, Y: 7}, apart-2, name)
	}
}

func nameOr(name, id string) string {
	if name != "" {
		return name
	}
	return id
}

func parsed(day string) *vigie.Date {
	d, err := vigie.ParseDate(day)
	if err != nil {
		return nil // a tie that goes on has no end
	}
	return &d
}

func (t tongue) lasted(x pipeline.Tie) string {
	to := t.day(parsed(x.To))
	if to == "" {
		to = t.say("network.now")
	}
	return nameOr(x.Name, x.Entity) + " " + t.say("network.when", "from", t.day(parsed(x.From)), "to", to)
}

// sites draws where it is and works, and lists it.
func (p *employerPaper) sites() {
	if len(p.places) == 0 {
		return
	}
	t := p.t
	p.doc.Heading(t.say("places.title"))
	p.doc.Draw(60, func(g *paper.Drawing) { drawPlaces(g, p.places) })
	var rows [][]string
	for _, x := range p.places {
		rows = append(rows, []string{t.word("place", x.Kind), x.Place, t.day(x.From), t.day(x.To), x.Source})
	}
	p.rows([]paper.Column{{Name: t.say("places.kind"), Share: 2}, {Name: t.say("places.place"), Share: 2}, {Name: t.say("places.from"), Share: 1}, {Name: t.say("places.to"), Share: 1}, {Name: t.say("findings.records"), Share: 2}}, rows)
}

// drawPlaces lays places out by their coordinates, north up. A degree of longitude is as wide as it is at the first place, which hardly matters over a
// country.
func drawPlaces(g *paper.Drawing, places []pipeline.Place) {
	var lats, lons []float64
	width := 0.0
	for _, x := range places {
		if x.Lat != nil && x.Lon != nil {
			if len(lats) == 0 {
				width = math.Cos(*x.Lat * math.Pi / 180)
			}
			lats, lons = append(lats, *x.Lat), append(lons, *x.Lon*width)
		}
	}
	if len(lats) == 0 {
		return
	}
	span := max((slices.Max(lats)-slices.Min(lats))/(g.High-14), (slices.Max(lons)-slices.Min(lons))/(g.Wide-50), 0.005)
	seen := map[string]bool{}
	for _, x := range places {
		if x.Lat == nil || x.Lon == nil {
			continue
		}
		at := paper.Point{X: g.Wide/2 + (*x.Lon*width-(slices.Max(lons)+slices.Min(lons))/2)/span, Y: g.High/2 - (*x.Lat-(slices.Max(lats)+slices.Min(lats))/2)/span}
		g.Dot(paper.Blue, at, 1.2)
		if !seen[x.Place] {
			g.Text(paper.Black, paper.Point{X: at.X + 2, Y: at.Y - 1.5}, 30, x.Place)
		}
		seen[x.Place] = true
	}
}

// history is what happened, and what inspections found.
func (p *employerPaper) history() {
	t := p.t
	p.doc.Heading(t.say("dossier.inspections"))
	if len(p.d.Inspections) == 0 {
		p.doc.Paragraph(t.say("inspections.none"))
	} else {
		var rows [][]string
		for _, i := range p.d.Inspections {
			outcome := t.say("inspections.visit")
			if i.Outcome != "" {
				outcome = t.outcome(i.Outcome)
			}
			rows = append(rows, []string{t.date(i.On), outcome, t.word("phenomenon", i.Phenomenon), t.word("service", i.Group), "inspection/" + i.ID})
		}
		p.rows([]paper.Column{{Name: t.say("findings.on"), Share: 1}, {Name: t.say("inspections.outcome"), Share: 2}, {Name: t.say("inspections.phenomenon"), Share: 2}, {Name: t.say("inspections.by"), Share: 1.5}, {Name: t.say("findings.records"), Share: 2}}, rows)
	}
	p.doc.Heading(t.say("dossier.timeline"))
	var rows [][]string
	for _, h := range p.d.Timeline {
		rows = append(rows, []string{t.date(h.On), t.word("event", h.Kind), t.days(h.Detail), t.date(h.KnownOn), h.Source})
	}
	if len(rows) == 0 {
		p.doc.Paragraph(t.say("timeline.none"))
		return
	}
	p.rows([]paper.Column{{Name: t.say("findings.on"), Share: 1}, {Name: t.say("dossierpaper.what"), Share: 1.5}, {Name: t.say("findings.shows"), Share: 3}, {Name: t.say("findings.known"), Share: 1}, {Name: t.say("findings.records"), Share: 2}}, rows)
}

func (t tongue) outcome(id string) string {
	for _, o := range t.s.Office.Outcomes {
		if o.ID == id {
			return t.local(o.Name)
		}
	}
	return id
}

// checklist is the methodologies that follow the indicators that fire, to be ticked on the way.
func (p *employerPaper) checklist() {
	t, done := p.t, map[string]bool{"": true}
	p.doc.Heading(t.say("dossierpaper.checklist"))
	for _, f := range p.d.Findings {
		x := indicatorOf(p.l, f.Indicator)
		if !f.Fires || x == nil || done[x.Methodology] {
			continue
		}
		done[x.Methodology] = true
		for j := range p.l.Pack.Methodologies {
			if m := &p.l.Pack.Methodologies[j]; m.ID == x.Methodology {
				p.method(m.Method())
			}
		}
	}
	if len(done) == 1 {
		p.doc.Paragraph(t.say("dossierpaper.noMethod"))
	}
}

func (p *employerPaper) method(m vigie.Methodology) {
	p.doc.Subheading(p.t.local(m.Title))
	steps := make([]string, len(m.Steps))
	for i, x := range m.Steps {
		steps[i] = p.t.local(x.Text)
	}
	p.doc.Bullets(true, steps...)
	p.innocent(m.Proof)
	var legal []string
	for _, x := range m.Legal {
		legal = append(legal, p.t.local(x))
	}
	p.doc.Remark(p.t.say("findings.legal", "rule", strings.Join(legal, "; ")))
}
