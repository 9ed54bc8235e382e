package paper

import "strings"

// lines sets a text over the whole width, and keeps so many millimetres after its beginning on the same page.
func (d *Document) lines(text string, size float64, style string, ink Ink, keep float64) {
	for i, line := range d.wrap(text, size, style, d.Width()) {
		if high := leading(size); i == 0 {
			d.need(max(high, keep))
		} else {
			d.need(high)
		}
		d.say(edge, d.y, line, size, style, ink)
		d.y += leading(size)
	}
}

// say sets one line that was cleaned; y is its top.
func (d *Document) say(x, y float64, line string, size float64, style string, ink Ink) {
	if line == "" {
		return
	}
	d.pdf.SetFont("sans", style, size)
	d.pdf.SetTextColor(ink.R, ink.G, ink.B)
	d.pdf.Text(x, y+size*inPoint, line)
}

func (d *Document) draw(ink Ink) {
	d.pdf.SetDrawColor(ink.R, ink.G, ink.B)
	d.pdf.SetLineWidth(0.2)
}

func (d *Document) wide(line string, size float64, style string) float64 {
	d.pdf.SetFont("sans", style, size)
	return d.pdf.GetStringWidth(line)
}

// wrap cleans a text and breaks it into lines: at spaces, and inside a word that is wider than a line. An empty text is one empty line.
func (d *Document) wrap(text string, size float64, style string, width float64) []string {
	var lines []string
	for part := range strings.SplitSeq(Clean(text, 0), "\n") {
		line := ""
		for _, word := range strings.Fields(part) {
			joined := word
			if line != "" {
				joined = line + " " + word
			}
			if d.wide(joined, size, style) <= width {
				line = joined
				continue
			}
			if line != "" {
				lines = append(lines, line)
			}
			pieces := d.pieces(word, size, style, width)
			lines, line = append(lines, pieces[:len(pieces)-1]...), pieces[len(pieces)-1]
		}
		lines = append(lines, line)
	}
	return lines
}

// pieces breaks a word that is wider than a line.
func (d *Document) pieces(word string, size float64, style string, width float64) []string {
	var pieces []string
	for {
		n := d.fits(word, size, style, width)
		if n == len(word) {
			return append(pieces, word)
		}
		pieces, word = append(pieces, word[:n]), word[n:]
	}
}

// fits is how many bytes of a line fit a width; one letter always does.
func (d *Document) fits(line string, size float64, style string, width float64) int {
	wide := 0.0
	for i, r := range line {
		if wide += d.wide(string(r), size, style); wide > width && i > 0 {
			return i
		}
	}
	return len(line)
}

// fit cuts a line of small letters that is too wide, and ends it with an ellipsis.
func (d *Document) fit(line string, width float64) string {
	if d.wide(line, small, "") <= width {
		return line
	}
	return strings.TrimRight(line[:d.fits(line, small, "", width-d.wide("…", small, ""))], " ") + "…"
}
