package paper

import (
	"bytes"
	"fmt"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"github.com/go-fonts/dejavu/dejavusanscondensed"
	"github.com/go-fonts/dejavu/dejavusanscondensedbold"
)

// Sheet is what a document is, and what stands on every page of it.
type Sheet struct {
	Title    string
	Notes    []string // below the title, on the first page: what it is of, narrowed by what
	Foot     string   // at the foot of every page, such as who took it and when
	Page     func(n, of int) string
	At       time.Time // when it was made
	Language string    // as in "nl"
	Wide     bool      // lying, for lists of many columns
}

// Measures in millimetres, on A4; of letters in points.
const (
	edge      = 15.0
	footRoom  = 12.0
	body      = 9.0
	small     = 7.5
	titleSize = 16.0
	inPoint   = 25.4 / 72
)

// leading is how high a line of letters of a size is.
func leading(size float64) float64 { return size * 1.35 * inPoint }

// Ink is a colour.
type Ink struct{ R, G, B int }

// Inks of the house's papers. They can be told apart in grey as well.
var (
	Black = Ink{20, 24, 31}
	Grey  = Ink{95, 103, 115}
	Pale  = Ink{222, 226, 232}
	Blue  = Ink{28, 94, 171}
	Red   = Ink{176, 42, 42}
)

// Document is a document while it is written, from the top down. A fault stops it; PDF says which.
type Document struct {
	sheet Sheet
	pdf   *fpdf.Fpdf
	y     float64 // where the next thing begins
	err   error
}

// New begins a document with its title and its notes.
func New(s Sheet) *Document {
	way := "P"
	if s.Wide {
		way = "L"
	}
	pdf := fpdf.New(way, "mm", "A4", "")
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(s.At)
	pdf.SetModificationDate(s.At)
	pdf.SetProducer("Vigie", true)
	pdf.SetTitle(Clean(s.Title, 200), true)
	pdf.SetLang(s.Language)
	pdf.SetAutoPageBreak(false, 0)
	pdf.AddUTF8FontFromBytes("sans", "", dejavusanscondensed.TTF)
	pdf.AddUTF8FontFromBytes("sans", "B", dejavusanscondensedbold.TTF)
	d := &Document{sheet: s, pdf: pdf}
	d.turn()
	d.Title(s.Title)
	for _, n := range s.Notes {
		d.lines(n, body, "", Grey, 0)
	}
	d.Space(3)
	return d
}

// Title says in large letters what begins here.
func (d *Document) Title(text string) {
	d.lines(Clean(text, 300), titleSize, "B", Black, 12)
	d.Space(1)
}

// Heading begins a part. It does not stand alone at the foot of a page.
func (d *Document) Heading(text string) {
	d.Space(3)
	d.lines(Clean(text, 300), 12, "B", Black, 18)
	d.Space(1)
}

// Subheading begins a part of a part.
func (d *Document) Subheading(text string) {
	d.Space(1.5)
	d.lines(Clean(text, 300), 10, "B", Black, 14)
	d.Space(0.5)
}

// Paragraph is a text over the whole width.
func (d *Document) Paragraph(text string) {
	d.lines(text, body, "", Black, 0)
	d.Space(1.2)
}

// Remark is a text in small grey letters: a source, a date, a caution.
func (d *Document) Remark(text string) {
	d.lines(text, small, "", Grey, 0)
	d.Space(1)
}

// Bullets are short texts with a sign before each: a dot, or an empty box to be ticked by hand.
func (d *Document) Bullets(box bool, texts ...string) {
	const in = 5.0
	for _, text := range texts {
		lines := d.wrap(text, body, "", d.Width()-in)
		d.need(leading(body) * float64(min(2, len(lines))))
		if box {
			d.draw(Grey)
			d.pdf.Rect(edge+0.6, d.y+0.7, 2.6, 2.6, "D")
		} else {
			d.say(edge+1, d.y, "•", body, "", Black)
		}
		for _, line := range lines {
			d.need(leading(body))
			d.say(edge+in, d.y, line, body, "", Black)
			d.y += leading(body)
		}
		d.Space(0.8)
	}
}

// Fact is a name and its value.
type Fact struct{ Name, Value string }

// Facts are names with their values beside them.
func (d *Document) Facts(facts ...Fact) {
	left := d.Width() * 0.28
	for _, f := range facts {
		names, values := d.wrap(Clean(f.Name, 200), body, "", left-3), d.wrap(f.Value, body, "", d.Width()-left)
		for i := range max(len(names), len(values)) {
			d.need(leading(body))
			if i < len(names) {
				d.say(edge, d.y, names[i], body, "", Grey)
			}
			if i < len(values) {
				d.say(edge+left, d.y, values[i], body, "", Black)
			}
			d.y += leading(body)
		}
		d.Space(0.6)
	}
}

// Signatures leaves room for names, dates and signatures below a line each.
func (d *Document) Signatures(labels ...string) {
	const high = 22.0
	across := min(len(labels), 3)
	if across == 0 {
		return
	}
	wide := d.Width() / float64(across)
	for i, label := range labels {
		if i%across == 0 {
			d.need(high)
			d.y += high
		}
		x := edge + float64(i%across)*wide
		d.draw(Grey)
		d.pdf.Line(x, d.y-6, x+wide-6, d.y-6)
		d.say(x, d.y-5.2, d.fit(Clean(label, 120), wide-6), small, "", Grey)
	}
	d.Space(2)
}

// Space leaves so many millimetres empty.
func (d *Document) Space(mm float64) { d.y += mm }

// Break goes on to the next page.
func (d *Document) Break() { d.turn() }

// Width is how wide things may be, in millimetres.
func (d *Document) Width() float64 {
	w, _ := d.pdf.GetPageSize()
	return w - 2*edge
}

// PDF ends the document and returns it. Only now is known how many pages there are, so that feet are written last.
func (d *Document) PDF() ([]byte, error) {
	_, high := d.pdf.GetPageSize()
	pages := d.pdf.PageCount()
	for n := 1; n <= pages; n++ {
		d.pdf.SetPage(n)
		d.draw(Pale)
		d.pdf.Line(edge, high-footRoom-1, edge+d.Width(), high-footRoom-1)
		page := ""
		if d.sheet.Page != nil {
			page = Clean(d.sheet.Page(n, pages), 60)
		}
		wide := d.wide(page, small, "")
		d.say(edge+d.Width()-wide, high-footRoom, page, small, "", Grey)
		d.say(edge, high-footRoom, d.fit(Clean(d.sheet.Foot, 400), d.Width()-wide-4), small, "", Grey)
	}
	var out bytes.Buffer
	if err := d.pdf.Output(&out); err != nil && d.err == nil {
		d.err = fmt.Errorf("write a document: %w", err)
	}
	return out.Bytes(), d.err
}

// turn begins a page.
func (d *Document) turn() {
	d.pdf.AddPage()
	d.y = edge
}

// need turns the page where less than so many millimetres are left.
func (d *Document) need(mm float64) (turned bool) {
	if d.y+mm <= d.bottom() {
		return false
	}
	d.turn()
	return true
}

func (d *Document) bottom() float64 {
	_, high := d.pdf.GetPageSize()
	return high - footRoom - 4
}
