package main

import (
	"fmt"
	"io"
	"strings"

	"vigie"
)

// print writes the comparison as Markdown: how the variants rank, and for each number of visits what they find, in all and of each
// phenomenon.
func (c *comparison) print(w io.Writer) {
	first, rest := c.b.variants[0], c.b.variants[1:]
	fmt.Fprintf(w, "\n## %s\n\n%d lists, %d candidates in all; each figure is the mean of %d trainings.\n\n", c.model, len(c.b.days), c.offered, c.b.seeds)
	fmt.Fprintf(w, "| variant | | AUC | against %s |\n|---|---|---|---|\n", first.name)
	auc := c.beside(func(f figures) float64 { return f.auc })
	fmt.Fprintf(w, "| %s | %s | %s | |\n", first.name, first.meaning, text("%.3f", auc[0].value))
	for v, one := range rest {
		fmt.Fprintf(w, "| %s | %s | %.3f | %s |\n", one.name, one.meaning, auc[v+1].value.Value, text("%+.3f", auc[v+1].extra))
	}
	for k := range c.b.depths {
		c.printFound(w, k)
	}
}

// printFound writes what one number of visits finds.
func (c *comparison) printFound(w io.Writer, k int) {
	first, rest := c.b.variants[0], c.b.variants[1:]
	fmt.Fprintf(w, "\nFound in %d × %d visits, and how much more than %s:\n\n| of | there were | %s |", len(c.b.days), c.b.depths[k], first.name, first.name)
	for _, one := range rest {
		fmt.Fprintf(w, " %s |", one.name)
	}
	fmt.Fprintf(w, "\n|---|---|---|%s\n", strings.Repeat("---|", len(rest)))
	all := c.beside(func(f figures) float64 { return f.at[k].found })
	fmt.Fprintf(w, "| **all** | %d | %s |", c.guilty(), text("%.1f", all[0].value))
	for _, a := range all[1:] {
		fmt.Fprintf(w, " %s, %s |", text("%+.1f", a.extra), text("%+.1f %%", percent(a.more)))
	}
	fmt.Fprintln(w)
	there := c.there()
	if len(there) < 2 {
		return
	}
	for _, kind := range phenomena(there) {
		of := c.beside(func(f figures) float64 { return f.at[k].kinds[kind] })
		fmt.Fprintf(w, "| %s | %.0f | %.1f |", kind, there[kind], of[0].value.Value)
		for _, a := range of[1:] {
			fmt.Fprintf(w, " %s |", text("%+.1f", a.extra))
		}
		fmt.Fprintln(w)
	}
}

// guilty is how many candidates had something to find.
func (c *comparison) guilty() int {
	n := 0
	for _, l := range c.lists {
		for _, kinds := range l.kinds {
			if l.variant == 0 && len(kinds) > 0 {
				n++
			}
		}
	}
	return n / c.b.seeds
}

func text(format string, f vigie.Figure) string {
	return fmt.Sprintf(format+" ("+format+" to "+format+")", f.Value, f.Low, f.High)
}

func percent(f vigie.Figure) vigie.Figure {
	return vigie.Figure{Value: 100 * f.Value, Low: 100 * f.Low, High: 100 * f.High}
}
