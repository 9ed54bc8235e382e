package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/synth/belgium"
)

func newSynth(c *Config) *cobra.Command {
	var o belgium.Options
	cmd := &cobra.Command{
		Use:   "synth DIR",
		Short: "Invent a country and write the extracts of its registers",
		Long: `Synth invents a country that has the shape of Belgium and none of its people, and writes six years of its registers
into DIR, as an inspectorate would receive them. The same size, number and seed give the same bytes.

demo is about 3,000 employers, in seconds; province 25,000; country 240,000, in minutes, with some gigabytes of files.
With --truth it also writes truth/, which no pack reads: which firm did what, from when until when.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Seed, o.Threads = c.Seed, c.Threads
			return c.invent(cmd, args[0], o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Size, "size", "demo", "demo, province or country")
	f.IntVar(&o.Employers, "employers", 0, "about how many employers (default: as the size has it)")
	f.StringVar(&o.Every, "every", "", "extracts of the large registers: year or quarter (default: as the size has it)")
	f.BoolVar(&o.Truth, "truth", false, "also write what no register knows")
	return cmd
}

// invent writes an invented country into a folder that holds nothing yet: extracts of two countries would be one.
func (c *Config) invent(cmd *cobra.Command, dir string, o belgium.Options) error {
	switch entries, err := os.ReadDir(dir); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return vigie.Errorf(vigie.Unavailable, "invent a country: %w", err)
	case len(entries) > 0:
		return vigie.Errorf(vigie.Conflict, "invent a country in %s: something is there already: name an empty folder", dir)
	}
	show := newProgress(c)
	defer show.close()
	o.Progress = func(_ string, done, of int) { show.tell("invent", "steps", int64(done), int64(of)) }
	began := c.now()
	r, err := belgium.Write(cmd.Context(), dir, o)
	if err != nil {
		return err
	}
	rows := 0
	for _, f := range r.Files {
		rows += f.Rows
	}
	if c.JSON {
		return c.printJSON(struct {
			Employers int            `json:"employers"`
			Companies int            `json:"companies"`
			Workers   int            `json:"workers"`
			People    int            `json:"people"`
			Files     int            `json:"files"`
			Rows      int            `json:"rows"`
			Frauds    map[string]int `json:"frauds,omitempty"`
		}{r.Employers, r.Companies, r.Workers, r.People, len(r.Files), rows, r.Frauds})
	}
	fmt.Fprintf(c.out, "invented %d employers among %d companies, with %d workers at a time: %d rows in %d files, %s\n",
		r.Employers, r.Companies, r.Workers, rows, len(r.Files), c.now().Sub(began).Round(10*time.Millisecond))
	return nil
}
