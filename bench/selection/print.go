package main

import "fmt"

// print simulates and prints a table a part, as Markdown.
func print(c *country, a asked) {
	parts := c.parts()
	fmt.Printf("%d employers (%d times those of the country), %d years an arm, seed %d.\n", len(c.All), a.copies, a.years, a.seed)
	results := make([][][]tally, len(arms))
	for i, arm := range arms {
		results[i] = c.simulate(c.office(arm), parts, a.years, a.seed)
	}
	for k, part := range parts {
		fmt.Printf("\n**%s**\n\n| random arm | estimator | answers | truth | bias | RMSE | mean width | effective visits | covers |\n|---|---|--:|--:|--:|--:|--:|--:|--:|\n", part.name)
		for i, arm := range arms {
			for e, name := range estimators {
				line(arm.String(), name, &results[i][k][e])
			}
		}
	}
}

func line(arm, estimator string, t *tally) {
	if t.answered == 0 {
		fmt.Printf("| %s | %s | never | | | | | | |\n", arm, estimator)
		return
	}
	n := float64(t.answered)
	fmt.Printf("| %s | %s | %.0f %% | %.3f | %+.3f | %.3f | %.3f | %.0f | %.1f ± %.1f %% |\n", arm, estimator, 100*n/float64(t.years), t.truth/n, t.bias(), t.rmse(), t.width/n, t.effective/n, 100*t.coverage(), 100*t.sway())
}
