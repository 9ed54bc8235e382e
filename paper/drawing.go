package paper

import (
	"bytes"
	"fmt"

	"codeberg.org/go-pdf/fpdf"
)

// Drawing is a room of a page to draw in: a curve, a map, a part of a network. Its measures are millimetres from its upper left corner; what
// would stand outside of it is not shown.
type Drawing struct {
	Wide, High float64
	d          *Document
	x, y       float64
}

// Point is a place in a drawing.
type Point struct{ X, Y float64 }

// Draw leaves room of a height over the whole width, and lets it be drawn in.
func (d *Document) Draw(high float64, draw func(*Drawing)) {
	d.need(high)
	g := &Drawing{Wide: d.Width(), High: high, d: d, x: edge, y: d.y}
	d.pdf.ClipRect(g.x, g.y, g.Wide, g.High, false)
	draw(g)
	d.pdf.ClipEnd()
	d.y += high
	d.Space(2)
}

// Line draws through points.
func (g *Drawing) Line(ink Ink, thick float64, points ...Point) {
	g.d.draw(ink)
	g.d.pdf.SetLineWidth(thick)
	for i := 1; i < len(points); i++ {
		g.d.pdf.Line(g.x+points[i-1].X, g.y+points[i-1].Y, g.x+points[i].X, g.y+points[i].Y)
	}
}

// Area fills what points enclose.
func (g *Drawing) Area(fill, line Ink, points ...Point) {
	all := make([]fpdf.PointType, len(points))
	for i, p := range points {
		all[i] = fpdf.PointType{X: g.x + p.X, Y: g.y + p.Y}
	}
	g.d.draw(line)
	g.d.pdf.SetFillColor(fill.R, fill.G, fill.B)
	g.d.pdf.Polygon(all, "FD")
}

// Dot fills a circle.
func (g *Drawing) Dot(fill Ink, at Point, radius float64) {
	g.d.pdf.SetFillColor(fill.R, fill.G, fill.B)
	g.d.pdf.Circle(g.x+at.X, g.y+at.Y, radius, "F")
}

// Box fills a rectangle.
func (g *Drawing) Box(fill Ink, at Point, wide, high float64) {
	g.d.pdf.SetFillColor(fill.R, fill.G, fill.B)
	g.d.pdf.Rect(g.x+at.X, g.y+at.Y, wide, high, "F")
}

// Text sets a line in small letters from a place to the right, cut to a width.
func (g *Drawing) Text(ink Ink, at Point, width float64, text string) {
	g.d.say(g.x+at.X, g.y+at.Y, g.d.fit(Clean(text, 200), width), small, "", ink)
}

// Picture sets a PNG or JPEG (as its type says) as wide as it may be, and not higher than so many millimetres.
func (d *Document) Picture(kind string, content []byte, most float64) {
	name := fmt.Sprintf("picture %d at %.2f", d.pdf.PageCount(), d.y)
	info := d.pdf.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: kind}, bytes.NewReader(content))
	if err := d.pdf.Error(); err != nil || info == nil || info.Width() == 0 {
		d.err = fmt.Errorf("set a picture: %w", err)
		return
	}
	wide, high := d.Width(), d.Width()*info.Height()/info.Width()
	if high > most {
		wide, high = wide*most/high, most
	}
	d.need(high)
	d.pdf.ImageOptions(name, edge, d.y, wide, high, false, fpdf.ImageOptions{ImageType: kind}, 0, "")
	d.y += high
	d.Space(2)
}
