package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"vigie/bench/internal/paired"
	"vigie/match"
)

// addition is what adding records to an index took.
type addition struct {
	Open    float64 `json:"open"`
	Add     float64 `json:"add"`
	Save    float64 `json:"save"`
	Added   int     `json:"added"`
	Pairs   int64   `json:"pairs"`
	Moved   int     `json:"moved"`   // old records whose entity has another id now
	Changes int     `json:"changes"` // ids that were merged or split
	Quality match.Quality
}

// later matches all records but the last ones, and adds those in a process of its own.
func later(o options) error {
	all := filepath.Join(o.Out, "persons-all.csv")
	if err := writePersons(all, o.Invent+o.Add, 1); err != nil {
		return err
	}
	first, rest := filepath.Join(o.Out, "persons-first.csv"), filepath.Join(o.Out, "persons-later.csv")
	if err := cut(all, first, rest, o.Invent); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	dir := filepath.Join(o.Out, "index")
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	_, kept, err := paired.Start[outcome](self, "child", "-spec", filepath.Join(o.Specs, "persons.yaml"), "-truth", "records", "-threads", strconv.Itoa(o.Threads), "-keep", dir, first)
	if err != nil {
		return err
	}
	a, c, err := paired.Start[addition](self, "add", "-threads", strconv.Itoa(o.Threads), dir, rest)
	if err != nil {
		return err
	}
	fmt.Printf("\nkept %d records (%.0f MB at most); added %d: %.2f s, %.2f s of processor time with judging it (open %.2f, compare and settle %.2f, save %.2f), %.0f MB at most; %d pairs compared\n",
		o.Invent, kept.MB, a.Added, a.Open+a.Add+a.Save, c.CPU, a.Open, a.Add, a.Save, c.MB, a.Pairs)
	fmt.Printf("of the old records %d are in an entity of another id, after %d merged or split; F1 of all %.4f\n", a.Moved, a.Changes, a.Quality.F1)
	return nil
}

// cut writes the first n rows of a file to one and the others to another, the header to both.
func cut(all, first, rest string, n int) error {
	in, err := os.Open(all)
	if err != nil {
		return err
	}
	defer in.Close()
	var files [2]*os.File
	var out [2]*bufio.Writer
	for i, name := range []string{first, rest} {
		if files[i], err = os.Create(name); err != nil {
			return err
		}
		out[i] = bufio.NewWriter(files[i])
	}
	lines := bufio.NewScanner(in)
	for row := 0; lines.Scan(); row++ {
		for i := range out {
			if row == 0 || (row > n) == (i == 1) {
				fmt.Fprintln(out[i], lines.Text())
			}
		}
	}
	for i := range out {
		if err := out[i].Flush(); err != nil {
			return err
		}
		if err := files[i].Close(); err != nil {
			return err
		}
	}
	return lines.Err()
}

// addOnce is the process that adds.
func addOnce(args []string) error {
	flags := flag.NewFlagSet("add", flag.ContinueOnError)
	threads := flags.Int("threads", 1, "threads")
	if err := flags.Parse(args); err != nil {
		return err
	}
	dir, file := flags.Arg(0), flags.Arg(1)
	begin := time.Now()
	x, err := match.OpenIndex(dir)
	if err != nil {
		return err
	}
	a := addition{Open: time.Since(begin).Seconds()}
	old := make([]string, x.Result.Table.Rows())
	for r := range old {
		old[r] = x.EntityOf(r)
	}
	begin = time.Now()
	if err := x.Add(file, match.Options{Seed: 1, Threads: *threads}); err != nil {
		return err
	}
	a.Add, a.Added, a.Pairs, a.Changes = time.Since(begin).Seconds(), x.Added, x.Compared, len(x.Changes)
	begin = time.Now()
	if err := x.Save(dir); err != nil {
		return err
	}
	a.Save = time.Since(begin).Seconds()
	for r, id := range old {
		if x.EntityOf(r) != id {
			a.Moved++
		}
	}
	truth, err := x.Result.Table.Truth(match.FromRecords)
	if err != nil {
		return err
	}
	a.Quality = x.Result.Table.Evaluate(x.Result.Entity, truth)
	return json.NewEncoder(os.Stdout).Encode(a)
}
