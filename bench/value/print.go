package main

import (
	"fmt"
	"io"

	"vigie"
)

// print writes the comparison as Markdown: the variants, then for each phenomenon what the last variant finds more than the first.
func (c *comparison) print(w io.Writer) {
	ones := make([]float64, len(c.entities))
	for i := range ones {
		ones[i] = 1
	}
	_, there := c.measured(ones)
	fmt.Fprintf(w, "\n## %s\n\n%d lists of %d visits, %d candidates in all; each figure is the mean of %d trainings.\n\n",
		c.model, len(c.b.days), c.b.visits, c.offered, c.b.seeds)
	fmt.Fprintf(w, "| variant | | AUC | against %[1]s | found in %[2]d visits | extra against %[1]s | more |\n|---|---|---|---|---|---|---|\n",
		c.b.variants[0].name, c.b.visits*len(c.b.days))
	auc, found := c.beside(func(f figures) float64 { return f.auc }), c.beside(func(f figures) float64 { return f.found })
	for v, one := range c.b.variants {
		if v == 0 {
			fmt.Fprintf(w, "| %s | %s | %s | | %s | | |\n", one.name, one.meaning, text("%.3f", auc[v].value), text("%.0f", found[v].value))
			continue
		}
		fmt.Fprintf(w, "| %s | %s | %.3f | %s | %.0f | %s | %s |\n", one.name, one.meaning, auc[v].value.Value, text("%+.3f", auc[v].extra),
			found[v].value.Value, text("%+.1f", found[v].extra), text("%+.1f %%", percent(found[v].more)))
	}
	kinds := phenomena(there)
	if len(kinds) < 2 {
		return
	}
	fmt.Fprintf(w, "\n| phenomenon | at fault | found %s |", c.b.variants[0].name)
	for _, one := range c.b.variants[1:] {
		fmt.Fprintf(w, " %s |", one.name)
	}
	fmt.Fprint(w, "\n|---|---|---|")
	for range c.b.variants[1:] {
		fmt.Fprint(w, "---|")
	}
	fmt.Fprintln(w)
	for _, k := range kinds {
		of := c.beside(func(f figures) float64 { return f.kinds[k] })
		fmt.Fprintf(w, "| %s | %.0f | %.1f |", k, there[k], of[0].value.Value)
		for _, a := range of[1:] {
			fmt.Fprintf(w, " %s |", text("%+.1f", a.extra))
		}
		fmt.Fprintln(w)
	}
}

func text(format string, f vigie.Figure) string {
	return fmt.Sprintf(format+" ("+format+" to "+format+")", f.Value, f.Low, f.High)
}

func percent(f vigie.Figure) vigie.Figure {
	return vigie.Figure{Value: 100 * f.Value, Low: 100 * f.Low, High: 100 * f.High}
}
