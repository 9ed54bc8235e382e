package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/indicator"
	"vigie/lake"
	"vigie/pack"
)

func newIndicators(c *Config) *cobra.Command {
	return &cobra.Command{
		Use:   "indicators",
		Short: "List the catalogue of indicators, each with what inspections say of it",
		Long: `Indicators lists what the pack asks, and the precision card of each as of the last published run: how often it fires, and
how often an inspection on whose eve it fired found something. It only reads; it can be used while a run is building.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := c.homePack()
			if err != nil {
				return err
			}
			if len(p.Indicators) == 0 {
				return vigie.Errorf(vigie.NotFound, "list indicators: pack %s has none: write one with `vigie new indicator NAME --pack DIR`", p.ID)
			}
			cards, err := c.publishedCards(cmd.Context())
			if err != nil {
				return err
			}
			if c.JSON {
				return c.printJSON(catalogue(p, cards))
			}
			languages, err := c.languages(p)
			if err != nil {
				return err
			}
			c.printCatalogue(p, cards, languages)
			return nil
		},
	}
}

// publishedCards are those of the last run, by indicator; none when nothing was published yet.
func (c *Config) publishedCards(ctx context.Context) (map[string]*indicator.Card, error) {
	path, err := lake.Current(c.home().Published())
	if vigie.CodeOf(err) == vigie.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	l, err := lake.OpenSnapshot(ctx, path)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	return indicator.Read(ctx, l)
}

// entry is an indicator of the catalogue, for programs.
type entry struct {
	Indicator  string          `json:"indicator"`
	Version    int             `json:"version"`
	Kind       string          `json:"kind"`
	Question   pack.Text       `json:"question"`
	Why        pack.Text       `json:"why"`
	Innocent   []pack.Text     `json:"innocent"`
	Sectors    []string        `json:"sectors"` // null: all
	Phenomenon string          `json:"phenomenon,omitempty"`
	LegalBasis string          `json:"legalBasis"`
	Reads      []string        `json:"reads"`
	Window     string          `json:"window"`
	Threshold  []pack.Change   `json:"threshold"`
	Owner      string          `json:"owner"`
	Card       *indicator.Card `json:"card"` // null: no run was published with it
}

func catalogue(p *pack.Pack, cards map[string]*indicator.Card) []entry {
	var out []entry
	for _, x := range p.Indicators {
		out = append(out, entry{x.ID, x.Version, x.Kind, x.Question, x.Why, x.Innocent, x.Sectors, x.Phenomenon, x.LegalBasis, x.Reads, x.Window, x.Threshold, x.Owner, cards[x.ID]})
	}
	return out
}

func (c *Config) printCatalogue(p *pack.Pack, cards map[string]*indicator.Card, languages []string) {
	for i := range p.Indicators {
		x := &p.Indicators[i]
		fmt.Fprintf(c.out, "%s (%s)\n  %s\n", x.ID, x.Kind, wrap(x.Question.In(languages...), 108, "  "))
		card := cards[x.ID]
		switch {
		case card == nil:
			fmt.Fprintln(c.out, "  no card yet: `vigie run` makes it")
		case card.Version != x.Version:
			fmt.Fprintf(c.out, "  its card is of version %d, and it is now version %d: `vigie run` makes it anew\n", card.Version, x.Version)
		default:
			fmt.Fprintf(c.out, "  as of %s: fires now for %d; fired %s, followed in time %d, passed by %d, open %d\n", card.AsOf, card.Now, times(card.Firings), card.Followed, card.Passed, card.Open)
			fmt.Fprintf(c.out, "  %s\n", wrap(verdict(card.Overall), 108, "  "))
			if card.ToldConfirmed+card.ToldRefuted > 0 {
				fmt.Fprintf(c.out, "  Of what it said of targets visits confirmed %d and refuted %d.\n", card.ToldConfirmed, card.ToldRefuted)
			}
		}
		fmt.Fprintln(c.out)
	}
	fmt.Fprintln(c.out, "What one is worth over the years: `vigie backtest indicator ID`. An indicator is a question to check, not a finding.")
}
