package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/indicator"
	"vigie/pack"
	"vigie/pipeline"
)

func newBacktest(c *Config) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "backtest",
		Short: "Hold what the pack asks against what inspections found over the years",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usage("what is to be tested? Write `vigie backtest indicator ID`; a model is judged with `vigie evaluate MODEL`")
		},
	}
	cmd.AddCommand(newBacktestIndicator(c))
	return cmd
}

func newBacktestIndicator(c *Config) *cobra.Command {
	since, dir := "", ""
	cmd := &cobra.Command{
		Use:   "indicator ID",
		Short: "Ask an indicator over all of history: how often it fired, and what the inspections found",
		Long: `Backtest indicator runs an indicator over all of history and holds it against the inspections that were known on --as-of: for
each year, sector, channel and territory how often it fired, how often an inspection on whose eve it fired found something, with
an exact 95 % interval, and how often inspections of the same sectors found something without it.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var from vigie.Date
			if since != "" {
				var err error
				if from, err = vigie.ParseDate(since); err != nil {
					return usage("--since: %v", err)
				}
			}
			p, err := c.packToAsk(cmd.Context(), dir)
			if err != nil {
				return err
			}
			languages, err := c.languages(p)
			if err != nil {
				return err
			}
			x, card, err := c.backtest(cmd, p, args[0], from)
			if err != nil {
				return err
			}
			if c.JSON {
				return c.printJSON(card)
			}
			c.printCard(x, card, languages)
			return nil
		},
	}
	cmd.Flags().StringVar(&since, "since", "", "leave out inspections before this day, yyyy-mm-dd (default: the first)")
	cmd.Flags().StringVar(&dir, "pack", "", "ask an indicator of this folder, a later state of the home's own pack (default: the home's pack)")
	return cmd
}

// packToAsk is the home's pack, or a folder with a later state of it: an indicator is tried on the home's registers before the home takes it over.
func (c *Config) packToAsk(ctx context.Context, dir string) (*pack.Pack, error) {
	own, err := c.homePack()
	if err != nil || dir == "" {
		return own, err
	}
	p, err := checkedPack(ctx, dir)
	if err == nil && p.ID != own.ID {
		return nil, vigie.Errorf(vigie.Conflict, "ask pack %s: home %s holds %s: name a folder of that pack", p.ID, c.Home, own.ID)
	}
	return p, err
}

func (c *Config) backtest(cmd *cobra.Command, p *pack.Pack, id string, since vigie.Date) (x *pack.Indicator, card *indicator.Card, err error) {
	ctx := cmd.Context()
	if x, err = indicatorOf(p, id); err != nil {
		return nil, nil, err
	}
	l, err := c.openLake(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	show := newProgress(c)
	defer show.close()
	run, err := c.newRun(ctx, l, p)
	if err != nil {
		return nil, nil, err
	}
	if err := refuseBeyond(ctx, l, run.AsOf); err != nil {
		return nil, nil, err
	}
	if since > run.AsOf {
		return nil, nil, usage("--since %s is after %s, the day as of which is asked", since, run.AsOf)
	}
	card, err = pipeline.Backtest(ctx, l, p, x, run.AsOf, since, func(step string, done, of int) { show.tell(step, "steps", int64(done), int64(of)) })
	return x, card, err
}

func indicatorOf(p *pack.Pack, id string) (*pack.Indicator, error) {
	var names []string
	for i := range p.Indicators {
		if p.Indicators[i].ID == id {
			return &p.Indicators[i], nil
		}
		names = append(names, p.Indicators[i].ID)
	}
	return nil, vigie.Errorf(vigie.NotFound, "find indicator %q: pack %s: %s", id, p.ID, pack.DidYouMean(id, names))
}

// printCard says what an indicator is worth: of what there is evidence, who followed it, what was found, and where.
func (c *Config) printCard(x *pack.Indicator, card *indicator.Card, languages []string) {
	fmt.Fprintf(c.out, "%s: %s\n", x.ID, wrap(x.Question.In(languages...), 100, "  "))
	fmt.Fprintf(c.out, "as of %s: %s of evidence; fired %s for %d entities, fires now for %d\n", card.AsOf, pieces(card.Evidence), times(card.Firings), card.Entities, card.Now)
	fmt.Fprintf(c.out, "followed by an inspection within %s: %d of %d firings; %d passed by, %d may still be\n", x.FollowUp, card.Followed, card.Firings, card.Passed, card.Open)
	t := card.Overall
	fmt.Fprintf(c.out, "inspections on whose eve it fired: %d; %d found something, %d its own phenomenon; %d found nothing\n", t.Inspected, t.Confirmed, t.Own, t.Refuted)
	fmt.Fprintln(c.out, wrap(verdict(t), 110, "  "))
	fmt.Fprintln(c.out)
	rows := [][]string{append([]string{"year", "<evidence", "<fired for"}, tallyHead...)}
	for _, y := range card.Years {
		rows = append(rows, append([]string{fmt.Sprint(y.Year), fmt.Sprint(y.Evidence), fmt.Sprint(y.Entities)}, tallyRow(y.Tally)...))
	}
	table(c.out, rows)
	for _, of := range []string{"sector", "channel", "territory"} {
		rows := [][]string{append([]string{of}, tallyHead...)}
		for _, part := range card.Parts {
			if part.Of == of {
				rows = append(rows, append([]string{orDash(plain(part.Value))}, tallyRow(part.Tally)...))
			}
		}
		if len(rows) > 1 {
			fmt.Fprintln(c.out)
			table(c.out, rows)
		}
	}
	fmt.Fprintf(c.out, "\nEach inspection is counted by what was known on its eve. Without is the share in inspections of the same sectors on whose eve it did not fire;\nintervals hold 95 %%; – is too few to say (fewer than %d inspections). Inspections were chosen, so that none of it holds for those never visited.\n", indicator.Few)
}

var tallyHead = []string{"<inspected", "<found", "<own", "<precision", "<without", "<lift", "<days earlier"}

func tallyRow(t indicator.Tally) []string {
	base, lead := "–", "–"
	if t.Base != nil {
		base = fmt.Sprintf("%.2f", *t.Base)
	}
	if t.LeadDays != nil {
		lead = fmt.Sprintf("%.0f", *t.LeadDays)
	}
	return []string{fmt.Sprint(t.Inspected), fmt.Sprint(t.Confirmed), fmt.Sprint(t.Own), figure(t.Precision, 2), base, figure(t.Lift, 1), lead}
}

// verdict says in a sentence what the inspections allow to say.
func verdict(t indicator.Tally) string {
	switch {
	case t.Precision == nil:
		return fmt.Sprintf("Too few to say what it is worth: %s on whose eve it fired, and %d are needed.", count(t.Inspected, "inspection"), indicator.Few)
	case t.Base == nil:
		return fmt.Sprintf("Precision %s; inspections of the same sectors without it are too few to compare.", figure(t.Precision, 2))
	case t.Lift == nil:
		return fmt.Sprintf("Precision %s; without it none of %d inspections found anything.", figure(t.Precision, 2), t.Others)
	}
	word := "It can not be told from inspections of the same sectors without it"
	switch {
	case t.Lift.Low > 1:
		word = "It finds more than inspections of the same sectors without it"
	case t.Lift.High < 1:
		word = "It finds less than inspections of the same sectors without it"
	}
	return fmt.Sprintf("Precision %s, without it %.2f: lift %s. %s.", figure(t.Precision, 2), *t.Base, figure(t.Lift, 1), word)
}

func pieces(n int) string { return count(n, "piece") }

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
