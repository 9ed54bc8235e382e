package paper

// Column is one column of a table.
type Column struct {
	Name   string
	Share  float64 // of the width, in parts of all the columns' shares; 1 unless said
	Number bool    // set to the right
}

// Table is rows under the names of its columns, which stand again on every page.
type Table struct {
	Columns []Column
	Rows    [][]string
	Lines   int // of one cell at most; what is longer ends in an ellipsis. 3 unless said
}

// pad is left empty beside and above the text of a cell.
const pad = 1.2

// Table sets a table. A row is not torn over two pages.
func (d *Document) Table(t Table) {
	if t.Lines <= 0 {
		t.Lines = 3
	}
	widths := d.widths(t.Columns)
	d.need(3 * leading(body))
	d.names(t.Columns, widths)
	for _, row := range t.Rows {
		cells := make([][]string, len(t.Columns))
		most := 1
		for i := range t.Columns {
			if i < len(row) {
				cells[i] = d.cell(row[i], widths[i]-2*pad, t.Lines)
				most = max(most, len(cells[i]))
			}
		}
		high := float64(most)*leading(small) + 2*pad
		if d.need(high) {
			d.names(t.Columns, widths)
		}
		d.row(t.Columns, widths, cells, "", Black)
		d.y += high
		d.rule(Pale)
	}
	d.Space(2)
}

// widths shares the width among columns.
func (d *Document) widths(columns []Column) []float64 {
	widths, all := make([]float64, len(columns)), 0.0
	for i, c := range columns {
		widths[i] = max(c.Share, 0)
		if c.Share == 0 {
			widths[i] = 1
		}
		all += widths[i]
	}
	for i := range widths {
		widths[i] *= d.Width() / all
	}
	return widths
}

// names sets the names of columns.
func (d *Document) names(columns []Column, widths []float64) {
	cells, most := make([][]string, len(columns)), 1
	for i, c := range columns {
		cells[i] = d.cell(c.Name, widths[i]-2*pad, 2)
		most = max(most, len(cells[i]))
	}
	d.row(columns, widths, cells, "B", Grey)
	d.y += float64(most)*leading(small) + 2*pad
	d.rule(Grey)
}

// cell breaks a text into so many lines at most.
func (d *Document) cell(text string, width float64, most int) []string {
	lines := d.wrap(Clean(text, 600), small, "", width)
	if len(lines) <= most {
		return lines
	}
	lines[most-1] = d.fit(lines[most-1]+" …", width)
	return lines[:most]
}

func (d *Document) row(columns []Column, widths []float64, cells [][]string, style string, ink Ink) {
	x := edge
	for i, lines := range cells {
		for n, line := range lines {
			at := x + pad
			if columns[i].Number {
				at = x + widths[i] - pad - d.wide(line, small, style)
			}
			d.say(at, d.y+pad+float64(n)*leading(small), line, small, style, ink)
		}
		x += widths[i]
	}
}

func (d *Document) rule(ink Ink) {
	d.draw(ink)
	d.pdf.Line(edge, d.y, edge+d.Width(), d.y)
}
