package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/lake"
	"vigie/pack"
	"vigie/pipeline"
	"vigie/target"
)

func newTargets(c *Config) *cobra.Command {
	var format string
	var f target.Filter
	cmd := &cobra.Command{
		Use:   "targets",
		Short: "Show the published lists with their reasons",
		Long: `Targets prints the lists of the last published run: whom to visit, by which chance they came on the list, what
speaks for and against, and what to check first. It only reads; it can be used while a run is building.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if c.JSON {
				format = "json"
			}
			if f.Top < 0 || cmd.Flags().Changed("top") && f.Top == 0 {
				return usage("--top %d: it is 1 or more", f.Top)
			}
			if format != "table" && format != "csv" && format != "json" {
				return usage("--format %q: it is table, csv or json", format)
			}
			path, err := lake.Current(c.home().Published())
			if err != nil {
				return err
			}
			p, err := c.homePack()
			if err != nil {
				return err
			}
			languages, err := c.languages(p)
			if err != nil {
				return err
			}
			l, err := lake.OpenSnapshot(cmd.Context(), path)
			if err != nil {
				return err
			}
			defer l.Close()
			f.AsOf = c.AsOf
			targets, err := target.Read(cmd.Context(), l, f)
			if err != nil {
				return err
			}
			if len(targets) == 0 {
				return nothingFound(cmd.Context(), l)
			}
			newest, err := pipeline.NewestExtract(cmd.Context(), l)
			if err != nil {
				return err
			}
			if format == "table" {
				fmt.Fprintf(c.out, "The newest extract is of %s.\n", newest)
			}
			return c.printTargets(targets, format, languages)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.Territory, "territory", "", "only this territory")
	flags.StringVar(&f.Model, "model", "", "only this model")
	flags.StringVar(&f.Run, "run", "", "the lists of this run (default: each model's newest)")
	flags.IntVar(&f.Top, "top", 0, "only the first so many of each list (default: all)")
	flags.StringVar(&format, "format", "table", "table, csv or json")
	return cmd
}

// nothingFound says what there is instead.
func nothingFound(ctx context.Context, l *lake.Lake) error {
	all, err := target.Read(ctx, l, target.Filter{})
	if err != nil {
		return err
	}
	var have []string
	for _, t := range all {
		if list := fmt.Sprintf("%s in %s as of %s", t.Model, orDash(t.Territory), t.AsOf); !slices.Contains(have, list) {
			have = append(have, list)
		}
	}
	if have == nil {
		return vigie.Errorf(vigie.NotFound, "no target for this choice: the newest lists name nobody")
	}
	return vigie.Errorf(vigie.NotFound, "no target for this choice; there are lists of %s", strings.Join(have, "; "))
}

// printTargets writes lists: for programs with every language, for people in the first of those given that there is.
func (c *Config) printTargets(targets []vigie.Target, format string, languages []string) error {
	switch format {
	case "json":
		return c.printJSON(targets)
	case "csv":
		return c.printCSV(targets, languages)
	}
	list := ""
	for _, t := range targets {
		if head := t.Model + ", " + t.Territory; head != list {
			list = head
			fmt.Fprintf(c.out, "\n%s: as of %s, %d eligible\n", orDash(list), t.AsOf, t.Eligible)
		}
		c.printTarget(t, languages)
	}
	fmt.Fprintln(c.out, "\n+ raised the score, – lowered it, ~ is a circumstance, · is not known (log-odds); ? is an explanation without fault, to check first.")
	fmt.Fprintln(c.out, "The score is how often inspections of entities with such a past turned out positive. A target is not a suspect, and a score is not a verdict.")
	return nil
}

// printTarget says whom, by which chance, what speaks for a visit and what against, and what to check first.
func (c *Config) printTarget(t vigie.Target, languages []string) {
	const indent = "               "
	fmt.Fprintf(c.out, "\n%4d  %s  %s  %s\n", t.Rank, plain(t.Name), orDash(plain(t.Sector)), plain(t.EntityID))
	fmt.Fprintf(c.out, "      score %.2f, %s, on this list with probability %s\n", t.Score, t.Channel, probability(t.Probability))
	for _, side := range []struct {
		stance vigie.Stance
		sign   string
	}{{vigie.For, "+"}, {vigie.Against, "–"}, {vigie.Context, "~"}, {vigie.Unknown, "·"}} {
		for _, r := range t.Reasons {
			if r.Stance != side.stance {
				continue
			}
			fmt.Fprintf(c.out, "      %s %5.2f  %s\n", side.sign, abs(r.Contribution), wrap(said(r.Sentence, languages), 100, indent))
			for _, e := range r.Shown {
				line := fmt.Sprintf("%s: %s (%s)", e.On, said(e.Detail, languages), plain(e.Records))
				fmt.Fprintf(c.out, "%s%s\n", indent, wrap(line, 100, indent+"  "))
			}
		}
	}
	for _, s := range innocent(t, languages) {
		fmt.Fprintf(c.out, "      ?        %s\n", wrap(s, 100, indent))
	}
}

// said is a text in the first of the languages that there is.
func said(t vigie.LocalText, languages []string) string { return plain(pack.Text(t).In(languages...)) }

// innocent are the explanations without fault for what speaks for a visit, each once.
func innocent(t vigie.Target, languages []string) []string {
	var out []string
	for _, r := range t.Reasons {
		for _, text := range r.Innocent {
			if s := said(text, languages); r.Stance == vigie.For && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// plain keeps what registers say from steering the terminal: control characters become spaces.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, s)
}

func (c *Config) printCSV(targets []vigie.Target, languages []string) error {
	w := csv.NewWriter(c.out)
	w.Write([]string{"run", "model", "version", "as_of", "territory", "rank", "eligible", "entity", "name", "sector", "score", "channel", "probability", "for", "against", "check_first"})
	for _, t := range targets {
		why := map[vigie.Stance][]string{}
		for _, r := range t.Reasons {
			why[r.Stance] = append(why[r.Stance], said(r.Sentence, languages))
		}
		w.Write([]string{t.RunID, t.Model, t.Version, t.AsOf.String(), t.Territory, strconv.Itoa(t.Rank), strconv.Itoa(t.Eligible),
			spreadsheet(t.EntityID), spreadsheet(t.Name), spreadsheet(t.Sector), fmt.Sprintf("%.4f", t.Score), string(t.Channel), strconv.FormatFloat(t.Probability, 'g', -1, 64),
			spreadsheet(strings.Join(why[vigie.For], " | ")), spreadsheet(strings.Join(why[vigie.Against], " | ")), spreadsheet(strings.Join(innocent(t, languages), " | "))})
	}
	w.Flush()
	return w.Error()
}

// spreadsheet keeps a name from being run as a formula when the list is opened in a spreadsheet.
func spreadsheet(s string) string {
	if first := strings.TrimLeft(s, " \t\r\n\u00a0"); first != "" && strings.ContainsRune("=+-@", rune(first[0])) || strings.ContainsAny(s, "\t\r") {
		return "'" + s
	}
	return s
}

func probability(p float64) string {
	switch {
	case p >= .9995:
		return "1"
	case p >= .01:
		return fmt.Sprintf("%.3f", p)
	}
	return fmt.Sprintf("%.2g", p)
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func abs(v float64) float64 { return max(v, -v) }
