package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/casework"
	"vigie/feedback"
	"vigie/lake"
	"vigie/match"
	"vigie/pack"
	"vigie/pipeline"
)

// of is which matching a command is about: one that is kept in a folder, or one of the home's pack.
type of struct{ index, match string }

func (o *of) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.index, "index", "", "the folder in which the matching is kept (default: that of the home)")
	o.matchFlag(cmd)
}

func (o *of) matchFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.match, "match", "", "the pack's spec (default: the one that has the records)")
}

// opened gives the index that a command is about, with the judgements that hold.
func (c *Config) opened(ctx context.Context, o of) (x *match.Index, err error) {
	if o.index != "" {
		x, err := match.OpenIndex(o.index)
		if err != nil {
			return nil, err
		}
		settling, err := c.settling(o.index)
		if err != nil {
			return nil, err
		}
		return x, x.Settle(settling)
	}
	err = c.inHome(ctx, func(l *lake.Lake, p *pack.Pack) error {
		_, x, err = c.having(ctx, l, p, o.match, nil)
		return err
	})
	return x, err
}

// inHome opens the home's pack and lake, with what people said of its pairs up to now.
func (c *Config) inHome(ctx context.Context, do func(*lake.Lake, *pack.Pack) error) error {
	p, err := c.homePack()
	if err != nil {
		return err
	}
	if len(p.Matches) == 0 {
		return vigie.Errorf(vigie.NotFound, "find matches: pack %s has no match/*.yaml: write one, or name a matching that is kept in a folder with --index", p.ID)
	}
	l, err := c.openLake(ctx)
	if err != nil {
		return err
	}
	err = l.Schema(ctx)
	if err == nil {
		err = c.withCasework(ctx, func(store *casework.Store) error { return feedback.BringJudgements(ctx, l, store) })
	}
	if err == nil {
		err = do(l, p)
	}
	return errors.Join(err, l.Close())
}

// having is the spec of a name, or the first that has the records.
func (c *Config) having(ctx context.Context, l *lake.Lake, p *pack.Pack, id string, records []string) (*pack.Match, *match.Index, error) {
	var names []string
	var missed error
	for i := range p.Matches {
		m := &p.Matches[i]
		names = append(names, m.ID)
		if id != "" && m.ID != id {
			continue
		}
		x, err := match.OpenResolved(ctx, l, m, c.home().Match(m.ID), c.AsOf)
		if vigie.CodeOf(err) == vigie.NotFound {
			missed = vigie.Errorf(vigie.NotFound, "open match %s: nothing was matched in this home yet: run `vigie train` or `vigie run` first", m.ID)
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		missed = nil
		for _, record := range records {
			missed = errors.Join(missed, x.Result.Table.Has(record))
		}
		if missed == nil {
			return m, x, nil
		}
	}
	if missed == nil {
		missed = vigie.Errorf(vigie.NotFound, "find match %q: pack %s has %s", id, p.ID, strings.Join(names, ", "))
	}
	return nil, nil, missed
}

// judgeInHome keeps a judgement, and brings the entities up to date.
func (c *Config) judgeInHome(ctx context.Context, id string, j match.Judgement) error {
	if err := j.Check(); err != nil {
		return vigie.Errorf(vigie.Invalid, "judge %s and %s: %w", j.A, j.B, err)
	}
	return c.inHome(ctx, func(l *lake.Lake, p *pack.Pack) error {
		m, x, err := c.having(ctx, l, p, id, []string{j.A, j.B})
		if err != nil {
			return err
		}
		before := x.Names()
		if j.A, j.B, err = x.Result.Table.Named(j.A, j.B); err != nil {
			return err
		}
		if err := c.keepJudgement(ctx, l, m.ID, j); err != nil {
			return err
		}
		if err := pipeline.Resolve(ctx, l, p, c.home()); err != nil {
			return err
		}
		if x, err = match.OpenResolved(ctx, l, m, c.home().Match(m.ID), ""); err != nil {
			return err
		}
		return c.printMoves(moves(before, x.Names()))
	})
}

// keepJudgement keeps what somebody said at the command line in casework, which can not be rebuilt, and brings it to the lake, which can.
// Who has a login there is one person at both places; the audit log says that it was said here.
func (c *Config) keepJudgement(ctx context.Context, l *lake.Lake, id string, j match.Judgement) (err error) {
	store, err := casework.Open(ctx, c.caseworkAt(), c.caseworkOptions())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	who := vigie.Actor{Session: "command line"}
	if who.UserID, err = userOf(ctx, store, j.By); err != nil {
		return err
	}
	_, err = store.Do(vigie.WithActor(ctx, who), vigie.Command{Action: "pair.judge", At: c.now()}, func(b vigie.Books) error {
		said := vigie.Judgement{Match: id, A: j.A, B: j.B, Verdict: string(j.Verdict), Why: j.Why}
		return vigie.Judge(ctx, b, &said)
	})
	if err != nil {
		return err
	}
	return feedback.BringJudgements(ctx, l, store)
}

// userOf is the user of a login, or the name itself where the office has none of it.
func userOf(ctx context.Context, store *casework.Store, name string) (string, error) {
	err := store.Read(ctx, func(b vigie.Books) error {
		users, err := b.Users().List(ctx, vigie.Query{Scope: vigie.Scope{All: true}, Where: []vigie.Where{{Field: "login", Values: []string{name}}}, Size: 1})
		for i := range users.Items {
			name = users.Items[i].ID
		}
		return err
	})
	return name, err
}

// move is a record whose entity is another than it was.
type move struct {
	Record string `json:"record"`
	From   string `json:"from"`
	To     string `json:"to"`
}

func moves(before, after map[string]string) []move {
	all := []move{}
	for record, entity := range after {
		if was := before[record]; was != entity {
			all = append(all, move{record, was, entity})
		}
	}
	slices.SortFunc(all, func(a, b move) int { return strings.Compare(a.Record, b.Record) })
	return all
}

func (c *Config) printMoves(all []move) error {
	if c.JSON {
		return c.printJSON(struct {
			Moved []move `json:"moved"`
		}{all})
	}
	for _, m := range all {
		fmt.Fprintf(c.out, "%s: of entity %s now, of %s before\n", m.Record, m.To, m.From)
	}
	if len(all) == 0 {
		fmt.Fprintln(c.out, "no record changed its entity")
	}
	return nil
}

func newMatchReview(c *Config) *cobra.Command {
	var o of
	var by string
	cmd := &cobra.Command{
		Use:   "review",
		Short: "List the pairs that a person should look at",
		Long: `Review lists the pairs of the home near the threshold, those whose identifier in common goes against all the rest, and
those of which reviewers disagree. With --by it lists what this person is still to judge, as a second look too, and
does not tell what others said.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			err := c.withCasework(cmd.Context(), func(store *casework.Store) (err error) {
				by, err = userOf(cmd.Context(), store, by)
				return err
			})
			if err != nil {
				return err
			}
			return c.eachMatch(cmd.Context(), o.match, func(l *lake.Lake, m *pack.Match) (any, error) {
				pairs, err := match.ForReview(cmd.Context(), l, m.ID)
				if err != nil {
					return nil, err
				}
				said, err := match.LakeJudgements(cmd.Context(), l, m.ID)
				pairs = match.ToLookAt(pairs, said, by)
				if !c.JSON && err == nil {
					c.printReview(m.ID, pairs)
				}
				return pairs, err
			})
		},
	}
	o.matchFlag(cmd)
	cmd.Flags().StringVar(&by, "by", "", "who looks")
	return cmd
}

func newMatchReport(c *Config) *cobra.Command {
	var o of
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Say what the home's matchings may have got wrong, by source",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.eachMatch(cmd.Context(), o.match, func(l *lake.Lake, m *pack.Match) (any, error) {
				rows, err := match.Errors(cmd.Context(), l, m.ID)
				if !c.JSON && err == nil {
					c.printErrors(m.ID, rows)
				}
				return rows, err
			})
		},
	}
	o.matchFlag(cmd)
	return cmd
}

func newMatchEstimate(c *Config) *cobra.Command {
	return &cobra.Command{
		Use:   "estimate MATCH",
		Short: "Learn m, u and lambda of a pack's spec from the home's records, to be written down in it",
		Long: `Estimate learns from the records of the home how much each agreement weighs, whatever the spec says of it, and prints it
in the spec's form. It changes nothing: whoever writes it into the spec has looked at it.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.inHome(cmd.Context(), func(l *lake.Lake, p *pack.Pack) error {
				i := slices.IndexFunc(p.Matches, func(m pack.Match) bool { return m.ID == args[0] })
				if i < 0 {
					return vigie.Errorf(vigie.NotFound, "find match %q: pack %s has no match/%s.yaml", args[0], p.ID, args[0])
				}
				model, err := match.Estimate(cmd.Context(), l, p, &p.Matches[i], c.threads())
				if err != nil {
					return err
				}
				if c.JSON {
					return c.printJSON(model)
				}
				c.printEstimate(model)
				return nil
			})
		},
	}
}

// eachMatch asks about one spec of the home's pack, or about all; as JSON, by their names.
func (c *Config) eachMatch(ctx context.Context, id string, ask func(*lake.Lake, *pack.Match) (any, error)) error {
	return c.inHome(ctx, func(l *lake.Lake, p *pack.Pack) error {
		answers := map[string]any{}
		for i := range p.Matches {
			m := &p.Matches[i]
			if id != "" && m.ID != id {
				continue
			}
			answer, err := ask(l, m)
			if err != nil {
				return err
			}
			answers[m.ID] = answer
		}
		switch {
		case len(answers) == 0:
			return vigie.Errorf(vigie.NotFound, "find match %q: pack %s has no match/%s.yaml", id, p.ID, id)
		case c.JSON:
			return c.printJSON(answers)
		}
		return nil
	})
}

func (c *Config) judgement(j match.Judgement, a, b string) match.Judgement {
	j.A, j.B, j.On = a, b, c.now().Format(time.DateTime)
	return j
}
