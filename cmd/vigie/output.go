package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"vigie"
)

// printJSON writes an answer for programs on standard output.
func (c *Config) printJSON(v any) error {
	enc := json.NewEncoder(c.out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// table writes rows in aligned columns; the first row is the head. Columns whose name begins with < are to the right.
func table(w io.Writer, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	width := make([]int, len(rows[0]))
	right := make([]bool, len(rows[0]))
	for i, head := range rows[0] {
		right[i] = strings.HasPrefix(head, "<")
		rows[0][i] = strings.TrimPrefix(head, "<")
	}
	for _, row := range rows {
		for i, v := range row {
			width[i] = max(width[i], utf8.RuneCountInString(v))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, v := range row {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(v))
			if right[i] {
				line.WriteString(pad + v)
			} else {
				line.WriteString(v + pad)
			}
			line.WriteString("  ")
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}

// figure writes a value with its interval, in few characters.
func figure(f *vigie.Figure, digits int) string {
	if f == nil {
		return "–"
	}
	short := func(v float64) string {
		text := fmt.Sprintf("%.*f", digits, v)
		if math.Abs(v) < 1 {
			text = strings.Replace(text, "0.", ".", 1)
		}
		return text
	}
	return fmt.Sprintf("%.*f (%s to %s)", digits, f.Value, short(f.Low), short(f.High))
}

// wrap breaks a sentence at spaces, the lines after the first indented.
func wrap(text string, width int, indent string) string {
	var out strings.Builder
	column := 0
	for i, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case column+1+n > width:
			out.WriteString("\n" + indent)
			column = 0
		default:
			out.WriteString(" ")
			column++
		}
		out.WriteString(word)
		column += n
	}
	return out.String()
}
