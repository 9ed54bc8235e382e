package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/draft"
	"vigie/pipeline"
)

func newPapers(c *Config) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "papers",
		Short: "Write the papers that the law asks for, as drafts for lawyers",
		Long: `Papers writes six drafts in Markdown: an entry for an algorithm register, a data-protection and a fundamental-rights impact assessment, technical documentation,
an explanation for who was visited, and how long logs are kept. They are filled from the pack, the model cards and what people decided of versions; what could not be filled
is an open question, listed at the end of each. Every draft has to be read, completed and adopted by people who answer for it.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" {
				return usage("papers: say where they go with --out DIR")
			}
			f, err := c.facts(cmd.Context())
			if err != nil {
				return err
			}
			papers, err := draft.Write(f)
			if err != nil {
				return err
			}
			if err := os.MkdirAll(out, 0o700); err != nil {
				return vigie.Errorf(vigie.Unavailable, "write papers: %w", err)
			}
			for _, p := range papers {
				if err := os.WriteFile(filepath.Join(out, p.Name), p.Text, 0o600); err != nil {
					return vigie.Errorf(vigie.Unavailable, "write papers: %w", err)
				}
				fmt.Fprintf(c.out, "%s: a draft, with %s open\n", filepath.Join(out, p.Name), count(p.Open, "question"))
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "the folder that they are written to; files of the same names are written anew")
	return cmd
}

// facts are what drafts are filled from. A home without casework has no versions that anybody decided on.
func (c *Config) facts(ctx context.Context) (f *draft.Facts, err error) {
	p, err := c.homePack()
	if err != nil {
		return nil, err
	}
	f = &draft.Facts{Pack: p, On: vigie.DateOf(c.now())}
	if f.Languages, err = c.languages(p); err != nil {
		return nil, err
	}
	reader := &pipeline.Reader{Home: c.home(), Pack: p}
	for i := range p.Models {
		card, err := reader.Model(p.Models[i].ID)
		if err != nil {
			return nil, err
		}
		f.Models = append(f.Models, card)
	}
	store, err := c.openCasework(ctx)
	if vigie.CodeOf(err) == vigie.NotFound {
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	err = store.Read(ctx, func(b vigie.Books) (err error) {
		f.Versions, err = vigie.All(ctx, b.Versions(), vigie.Query{Scope: vigie.Scope{All: true}})
		return err
	})
	return f, err
}
