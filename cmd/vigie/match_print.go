package main

import (
	"fmt"
	"math"
	"strings"

	"vigie/match"
)

func (c *Config) printCosts(costs []match.RuleCost) error {
	if c.JSON {
		return c.printJSON(costs)
	}
	rows := [][]string{{"rule", "<pairs", "<records with a key", "<largest block", "in it"}}
	total := int64(0)
	for _, k := range costs {
		rows = append(rows, []string{k.Rule, fmt.Sprint(k.Pairs), fmt.Sprint(k.Records), fmt.Sprint(k.Largest), k.Example})
		total += k.Pairs
	}
	table(c.out, rows)
	fmt.Fprintf(c.out, "%d pairs in all, at most: what several rules make is compared once\n", total)
	return nil
}

func (c *Config) printMatch(r *match.Report) {
	fmt.Fprintf(c.out, "%s: %d records, %d entities, %d links; %d pairs compared in %.2f s\n", r.Match, r.Records, r.Entities, r.Links, r.PairsCompared, r.Seconds)
	if r.Quality != nil {
		c.printQuality(r.Quality)
	}
	fmt.Fprintf(c.out, "if the model is right: %.1f links are wrong, %.1f matches were compared and not linked, about %.1f were not compared\n",
		r.ExpectedFalse, r.ExpectedMissed, r.NotCompared)
	fmt.Fprintf(c.out, "for a person to look at: %s", count(r.ForReview, "pair"))
	if r.Contradicted > 0 {
		fmt.Fprintf(c.out, ", and %s with an identifier that the rest contradicts", count(r.Contradicted, "pair"))
	}
	fmt.Fprintln(c.out)
	for reason, n := range r.Cuts {
		fmt.Fprintf(c.out, "given up for %s: %s\n", reason, count(n, "link"))
	}
	fmt.Fprintln(c.out)
	rows := [][]string{{"source", "<records", "<linked", "<no key", "<unlinkable"}}
	for _, s := range r.Sources {
		rows = append(rows, []string{s.Source, fmt.Sprint(s.Records), fmt.Sprint(s.Linked), fmt.Sprint(s.Keyless), fmt.Sprint(s.Unlinkable)})
	}
	table(c.out, rows)
	fmt.Fprintln(c.out)
	rows = [][]string{{"rule", "<pairs", "<new"}}
	for _, k := range r.Rules {
		rows = append(rows, []string{k.Rule, fmt.Sprint(k.Pairs), fmt.Sprint(k.New)})
	}
	table(c.out, rows)
	fmt.Fprintln(c.out)
	c.printModel(r.Model)
}

func (c *Config) printQuality(q *match.Quality) {
	fmt.Fprintf(c.out, "precision %.4f, recall %.4f, F1 %.4f, bCubed F1 %.4f (%d true pairs, %d found, %d of them right)\n",
		q.Precision, q.Recall, q.F1, q.BCubedF1, q.TruePairs, q.FoundPairs, q.RightPairs)
}

func (c *Config) printModel(m *match.Model) {
	rows := [][]string{{"comparison", "level", "<m", "<u", "<weight"}}
	for _, k := range m.Comparisons {
		for i, l := range k.Levels {
			name := ""
			if i == 0 {
				name = k.Field
			}
			rows = append(rows, []string{name, l.Level, fmt.Sprintf("%.4f", l.M), fmt.Sprintf("%.2g", l.U), fmt.Sprintf("%+.1f", l.Weight)})
		}
	}
	table(c.out, rows)
	for _, s := range m.Sessions {
		if !s.Converged {
			fmt.Fprintf(c.out, "! the estimation among the pairs of “%s” was not over after %d steps\n", s.Rule, s.Iterations)
		}
	}
}

// printExplanation draws the waterfall: from how rare matches are, up and down by each comparison.
func (c *Config) printExplanation(e *match.Explanation, err error) error {
	if err != nil {
		return err
	}
	if c.JSON {
		return c.printJSON(e)
	}
	fmt.Fprintf(c.out, "%s and %s: %s, probability %.4f\n%s\n\n", e.A, e.B, e.Outcome, e.Probability, wrap(e.Sentence, 100, "  "))
	rows := [][]string{{"comparison", "left", "right", "level", "<weight", "<so far"}, {"(matches are rare)", "", "", "", fmt.Sprintf("%+.1f", e.Prior), fmt.Sprintf("%+.1f", e.Prior)}}
	for _, s := range e.Steps {
		level := s.Level
		if math.Abs(s.Rarity) >= 0.05 {
			level += fmt.Sprintf(", rarity %+.1f", s.Rarity)
		}
		rows = append(rows, []string{s.Field, s.Left, s.Right, level, fmt.Sprintf("%+.1f", s.Weight), fmt.Sprintf("%+.1f", s.Total)})
	}
	table(c.out, rows)
	if j := e.Judged; j != nil {
		fmt.Fprintf(c.out, "\njudged %s by %s on %s: %s\n", j.Verdict, j.By, j.On, j.Why)
	}
	if e.Blind {
		fmt.Fprintln(c.out, "\nWhat people said is left out, if they said anything: with --by it is told to who has said a word of their own.")
	}
	return nil
}

func (c *Config) printReview(id string, pairs []match.Review) {
	fmt.Fprintf(c.out, "%s: %s to look at\n", id, count(len(pairs), "pair"))
	rows := [][]string{{"record", "record", "why", "<probability", "known on"}}
	for _, p := range pairs {
		rows = append(rows, []string{p.A, p.B, p.Why, fmt.Sprintf("%.3f", p.Probability), p.KnownOn})
	}
	if len(pairs) > 0 {
		table(c.out, rows)
	}
}

func (c *Config) printErrors(id string, of []match.SourceError) {
	fmt.Fprintf(c.out, "%s\n", id)
	rows := [][]string{{"source", "<records", "<linked", "<no key", "<unlinkable", "<wrong digits", "<contradicted", "<links", "<false", "<missed", "<not compared", "<complete"}}
	for _, s := range of {
		rows = append(rows, []string{s.Source, fmt.Sprint(s.Records), fmt.Sprint(s.Linked), fmt.Sprint(s.Keyless), fmt.Sprint(s.Unlinkable), fmt.Sprint(s.Invalid),
			fmt.Sprint(s.Contradicted), fmt.Sprint(s.Links), fmt.Sprintf("%.1f", s.ExpectedFalse), fmt.Sprintf("%.1f", s.ExpectedMissed),
			fmt.Sprintf("%.1f", s.NotCompared), fmt.Sprintf("%.3f", s.Completeness)})
	}
	table(c.out, rows)
}

func (c *Config) printEstimate(m *match.Model) {
	for _, k := range m.Comparisons {
		var levels, ms, us []string
		for _, l := range k.Levels {
			levels, ms, us = append(levels, l.Level), append(ms, fmt.Sprintf("%.6g", l.M)), append(us, fmt.Sprintf("%.6g", l.U))
		}
		fmt.Fprintf(c.out, "  - field: %s # %s\n    m: [%s]\n    u: [%s]\n", k.Field, strings.Join(levels, ", "), strings.Join(ms, ", "), strings.Join(us, ", "))
	}
	fmt.Fprintf(c.out, "lambda: %.6g\n", m.Lambda)
	for _, s := range m.Sessions {
		if !s.Converged {
			fmt.Fprintf(c.out, "# the estimation among the pairs of “%s” was not over after %d steps\n", s.Rule, s.Iterations)
		}
	}
}
