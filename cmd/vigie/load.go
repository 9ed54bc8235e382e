package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/pack"
	"vigie/packs"
	"vigie/source"
)

func newLoad(c *Config) *cobra.Command {
	var packName, data string
	cmd := &cobra.Command{
		Use:   "load --pack PACK --data DIR",
		Short: "Load the extracts in a folder; the same content twice is a no-op",
		Long: `Load reads the CSV (plain, .gz, .zst) and Parquet extracts that the pack describes, oldest first, each in one
transaction. A refused row is kept with file, line, text and reason; an extract with too many of them is refused whole
and changes nothing. It can be killed at any moment and run again.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if packName == "" {
				known, _, err := c.home().Pack()
				if err != nil {
					return err
				}
				packName = known
			}
			if packName == "" || data == "" {
				return usage("load needs --pack PACK and --data DIR")
			}
			report, err := c.load(cmd.Context(), packName, data)
			if report != nil {
				if c.JSON {
					err = errors.Join(err, c.printJSON(report))
				} else {
					c.printLoad(report)
				}
			}
			if err == nil {
				err = report.Err()
			}
			return err
		},
	}
	f := cmd.Flags()
	f.StringVar(&packName, "pack", "", "the pack: a folder, or the name of a built-in one")
	f.StringVar(&data, "data", "", "the folder with the extracts")
	return cmd
}

// load checks the pack, settles the home on it, and loads.
func (c *Config) load(ctx context.Context, packName, data string) (report *source.Report, err error) {
	if info, err := os.Stat(data); err != nil || !info.IsDir() {
		return nil, vigie.Errorf(vigie.NotFound, "load from %s: there is no such folder: name the folder with the extracts with --data", data)
	}
	p, err := checkedPack(ctx, packName)
	if err != nil {
		return nil, err
	}
	if err := c.home().Admits(p.ID); err != nil {
		return nil, err
	}
	atOnce := max(1, min(c.threads(), mostAtOnce, len(p.Sources)))
	shared := *c
	shared.Threads = c.threads() / atOnce
	l, err := shared.openLake(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	show := newProgress(c)
	defer show.close()
	report, err = source.Load(ctx, l, p, source.Options{
		Data: data, Registers: c.home().Registers(), Keys: c.home().Keys(), Now: c.now(), Clock: c.now,
		AtOnce:   atOnce,
		Progress: func(p source.Progress) { show.loading(p) },
	})
	if err != nil {
		return report, err
	}
	if err := c.home().Settle(packName, p.ID); err != nil { // a load that failed binds the home to nothing
		return report, err
	}
	return report, c.retain(ctx, l, p)
}

// mostAtOnce is how many registers are loaded at a time, among which the threads are shared out. One thread each is best: of two that
// work on one register one often waits for the other, and DuckDB waits by asking again and again, which took a quarter of a load.
// Each register on its way takes up to a gigabyte at the size of a country.
const mostAtOnce = 4

// checkedPack checks a pack before it is used. One that the program carries was checked when the program was made: its tests do.
func checkedPack(ctx context.Context, packName string) (*pack.Pack, error) {
	if pack.Carried(packName, packs.FS) {
		p, faults, err := readPack(packName)
		return p, errors.Join(err, orNil(faults))
	}
	p, faults, err := checkPack(ctx, packName)
	if err != nil {
		return nil, err
	}
	return p, errors.Join(orNil(faults))
}

// loading shows the progress over all extracts on a terminal bar, and that of the one at hand in rows on a plain line.
func (p *progress) loading(at source.Progress) {
	step := at.Source + " (" + string(at.Step) + ")"
	if at.Step == source.Done {
		return
	}
	if p.terminal {
		p.tell("load", "bytes", at.AllBytes, at.AllTotal)
		note := fmt.Sprintf("%s, %d rows, %.0f rows/s", at.Source, at.Rows, at.RowsPerSecond)
		p.note.Store(&note)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if p.last.IsZero() {
		p.last = now
	}
	if now.Sub(p.last) < between {
		return
	}
	p.last = now
	line := fmt.Sprintf("load %s: %d rows", step, at.Rows)
	if at.RowsPerSecond > 0 {
		line += fmt.Sprintf(", %.0f rows/s", at.RowsPerSecond)
	}
	if at.Remaining > 0 {
		line += fmt.Sprintf(", %s left", at.Remaining.Round(time.Second))
	}
	fmt.Fprintln(p.out, line)
}

// few is how many extracts are told one by one; of more, a line a register says enough.
const few = 40

func (c *Config) printLoad(report *source.Report) {
	if len(report.Batches) > few {
		c.printRegisters(report.Batches)
	} else {
		c.printBatches(report.Batches)
	}
	for _, b := range report.Batches {
		if b.Status == source.Refused {
			fmt.Fprintf(c.out, "! %s: %s\n", b.File, b.Why)
		}
	}
	for _, s := range report.Without {
		fmt.Fprintf(c.out, "no file for %s\n", s)
	}
}

func (c *Config) printBatches(batches []source.Batch) {
	rows := [][]string{{"source", "file", "status", "<rows", "<added", "<corrected", "<unchanged", "<repeated", "<refused"}}
	for _, b := range batches {
		rows = append(rows, []string{b.Source, b.File, string(b.Status), thousands(b.Rows), thousands(b.Added), thousands(b.Corrected), thousands(b.Unchanged), thousands(b.Repeated), thousands(b.Refused)})
	}
	table(c.out, rows)
	for _, b := range batches {
		if b.RejectsFile != "" {
			fmt.Fprintf(c.out, "refused rows of %s: %s\n", b.File, b.RejectsFile)
		}
	}
}

// printRegisters adds the extracts of each register up.
func (c *Config) printRegisters(batches []source.Batch) {
	rows := [][]string{{"source", "<extracts", "<rows", "<added", "<corrected", "<ended", "<unchanged", "<repeated", "<refused"}}
	var order []string
	sums := map[string]*[8]int64{}
	rejects := ""
	for _, b := range batches {
		if sums[b.Source] == nil {
			order = append(order, b.Source)
			sums[b.Source] = &[8]int64{}
		}
		for i, n := range []int64{1, b.Rows, b.Added, b.Corrected, b.Ended, b.Unchanged, b.Repeated, b.Refused} {
			sums[b.Source][i] += n
		}
		if b.RejectsFile != "" {
			rejects = filepath.Dir(b.RejectsFile)
		}
	}
	for _, source := range order {
		row := []string{source}
		for _, n := range sums[source] {
			row = append(row, thousands(n))
		}
		rows = append(rows, row)
	}
	table(c.out, rows)
	if rejects != "" {
		fmt.Fprintf(c.out, "Refused rows are kept with their reasons, one file an extract, in %s\n", rejects)
	}
}

// thousands writes a number with spaces between its thousands.
func thousands(n int64) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "\u202f" + digits[i:]
	}
	return digits
}
