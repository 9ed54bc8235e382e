package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"vigie/lake"
	"vigie/target"
)

func newCampaign(c *Config) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "campaign",
		Short: "Plan how the visits of a campaign are parted among its arms",
	}
	cmd.AddCommand(newCampaignPlan(c))
	return cmd
}

func newCampaignPlan(c *Config) *cobra.Command {
	var of string
	var w target.Wish
	cmd := &cobra.Command{
		Use:   "plan",
		Short: "Say what certainty about everybody costs in findings, and which shares buy it",
		Long: `Plan holds mixes of the arms of a model's campaign beside each other: what each is expected to find in as many visits
as the budget has, and how surely it will say how many of everybody are positive. With --half-width it names the mix that
finds most among those that are sure enough, as lines for the model's file in the pack. It reads the scores of the newest
run; lists made by the new shares keep every target's exact chance, which an evaluation then uses.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case of == "":
				return usage("--model is missing: name the model whose campaign is planned")
			case w.Visits < 0:
				return usage("--budget %d: it is 1 or more", w.Visits)
			case cmd.Flags().Changed("half-width") && !(w.Half > 0 && w.Half < .5):
				return usage("--half-width %v: it is a share above 0 and below 0.5, such as 0.02 for two points to either side", w.Half)
			}
			p, err := c.homePack()
			if err != nil {
				return err
			}
			models, err := modelsOf(p, of)
			if err != nil {
				return err
			}
			path, err := lake.Current(c.home().Published())
			if err != nil {
				return err
			}
			l, err := lake.OpenSnapshot(cmd.Context(), path)
			if err != nil {
				return err
			}
			defer l.Close()
			plan, err := target.PlanCampaign(cmd.Context(), l, models[0], w)
			if err != nil {
				return err
			}
			if c.JSON {
				return c.printJSON(plan)
			}
			c.printPlan(plan)
			return nil
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&of, "model", "", "the model whose campaign is planned")
	flags.IntVar(&w.Visits, "budget", 0, "visits over all territories, parted as the campaign's are (default: the campaign's)")
	flags.Float64Var(&w.Half, "half-width", 0, "half the width that the 95 % interval of the share of positives among everybody may have (default: none is asked for)")
	return cmd
}

func (c *Config) printPlan(p *target.Plan) {
	fmt.Fprintf(c.out, "%s, by the scores as of %s: %d visits to %d who may be named; of everybody the scores expect %.1f %% to be positive\n\n",
		p.Model, p.AsOf, p.Visits, p.Eligible, 100*p.Share)
	rows := [][]string{{"<ranked", "<near", "<random", "<estimate", "<findings", "<interval of everybody's share"}}
	for _, m := range append([]target.Mix{p.Greedy}, p.Frontier...) {
		rows = append(rows, []string{percent(m.Ranked), percent(m.Near), percent(m.Random), percent(m.Estimate), fmt.Sprintf("%.1f", m.Found), interval(m)})
	}
	table(c.out, rows)
	fmt.Fprintln(c.out)
	c.printChosen(p)
	fmt.Fprintln(c.out, "\n"+wrap("Findings are what the calibrated scores expect: they were learnt from those inspected, and among everybody there may be fewer. What a mix costs compared with another is known better.", 110, ""))
}

func (c *Config) printChosen(p *target.Plan) {
	m := p.Chosen
	switch {
	case p.Asked == 0:
		fmt.Fprintln(c.out, "With --half-width the mix is named that finds most among those that are sure enough.")
		return
	case m == nil:
		fmt.Fprintf(c.out, "No mix says the share to ±%g with %d visits: raise --budget, or --half-width.\n", p.Asked, p.Visits)
		return
	}
	why := fmt.Sprintf("Of the mixes that say everybody's share to ±%g this one finds most: %.1f in %d visits, %.1f fewer than by rank alone, for an interval of ±%.4f.",
		p.Asked, m.Found, p.Visits, p.Greedy.Found-m.Found, m.Half)
	if r := p.Runner; r != nil {
		why += fmt.Sprintf(" The other way to be as sure, %s random and %s estimating, finds %.1f.", percent(r.Random), percent(r.Estimate), r.Found)
	}
	fmt.Fprintf(c.out, "%s\n\ncampaign:\n  ranked: %g\n  near: %g\n  random: %g\n  estimate: %g\n  territories:\n", wrap(why, 110, ""), m.Ranked, m.Near, m.Random, m.Estimate)
	for _, name := range slices.Sorted(maps.Keys(p.Capacity)) {
		if name == "" {
			continue // who is in no territory: the pack's own capacity
		}
		fmt.Fprintf(c.out, "    %s: %d\n", name, p.Capacity[name])
	}
}

func percent(share float64) string { return fmt.Sprintf("%.3g %%", 100*share) }

func interval(m target.Mix) string {
	if !m.Answers {
		return "can not say"
	}
	return fmt.Sprintf("±%.4f", m.Half)
}
