package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/klauspost/compress/zstd"

	"vigie/lake"
	"vigie/pack"
	"vigie/source"
)

// A series is a register as it grows: an extract a quarter, of what was declared for it, what was declared late for the three
// before (3 % of the rows), and what was corrected of the last one (0.5 %). Its rows are spells of work: eighteen columns, a key
// of five, a person's number that is made a pseudonym, three numbers with check digits.

// growth is what a series took, extract by extract.
type growth struct {
	result
	Extracts []float64 // seconds
	Added    int64
	Again    int64 // corrected
}

// series measures one and prints how the cost of an extract grows with the register.
func series(dir string, extracts, rows, runs, memory int) {
	data := filepath.Join(dir, fmt.Sprintf("series-%d-%d", extracts, rows))
	if err := os.MkdirAll(data, 0o700); err != nil {
		log.Fatal(err)
	}
	for e := range extracts {
		if err := writeQuarter(filepath.Join(data, "spell-"+quarterEnd(e)+".csv.zst"), e, rows); err != nil {
			log.Fatal(err)
		}
	}
	for range runs {
		var g growth
		g.result = inChildAs("series", data, memory, &g)
		sixth := max(extracts/6, 1)
		fmt.Printf("%d extracts: %d rows added, %d corrected: %.1f s, %.0f rows/s, CPU %.1f s, peak %.0f MB; seconds an extract, by sixths:",
			extracts, g.Added, g.Again, g.Seconds, float64(g.Added+g.Again)/g.Seconds, g.CPU, g.PeakMB)
		for from := 0; from < extracts; from += sixth {
			sum, until := 0.0, min(from+sixth, extracts)
			for _, s := range g.Extracts[from:until] {
				sum += s
			}
			fmt.Printf(" %.3f", sum/float64(until-from))
		}
		fmt.Println()
	}
}

// loadSeries is the child's part.
func loadSeries(home, data string, memory int) (*growth, error) {
	ctx, g := context.Background(), &growth{}
	l, err := lake.Open(ctx, filepath.Join(home, "lake", "build.duckdb"), lake.Options{MemoryMB: memory, Threads: 2})
	if err != nil {
		return nil, err
	}
	began := time.Now()
	last := began
	r, err := source.Load(ctx, l, spells(), source.Options{
		Data: data, Registers: filepath.Join(home, "registers"), Now: began,
		Progress: func(p source.Progress) {
			if p.Step == source.Done {
				g.Extracts = append(g.Extracts, time.Since(last).Seconds())
				last = time.Now()
			}
		},
	})
	if err != nil {
		return nil, err
	}
	if err := r.Err(); err != nil {
		return nil, err
	}
	for i := range r.Batches {
		g.Added, g.Again = g.Added+r.Batches[i].Added, g.Again+r.Batches[i].Corrected
	}
	err = l.Close()
	g.Seconds = time.Since(began).Seconds()
	return g, err
}

func quarterEnd(e int) string {
	return time.Date(2020, time.Month(3*e+4), 20, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// writeQuarter writes one extract of a series.
func writeQuarter(path string, e, rows int) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := zstd.NewWriter(f, zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(z, 1<<20)
	_, _ = w.WriteString("quarter,nsso,company,inss,line,occupation,from,to,committee,days_per_week,contract,mean_hours,reference_hours,status,unit,days,hours,received_on\n")
	var b []byte
	for i := range rows {
		if late := uint(i) * 2654435761 % 100; late < 3 { // each quarter's are declared one to three quarters later
			if from := e - 1 - int(late); from >= 0 {
				b = spell(b[:0], from, i, 0, e)
				_, _ = w.Write(b)
			}
			continue
		}
		b = spell(b[:0], e, i, 0, e)
		_, _ = w.Write(b)
		if i%200 == 7 && e > 0 {
			b = spell(b[:0], e-1, i, 1, e)
			_, _ = w.Write(b)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.Rename(path+".tmp", path)
}

// spell writes the row of worker i in a quarter, received in the time of an extract; more hours tell a correction.
func spell(b []byte, quarter, i, more, e int) []byte {
	employer, worker := 1_000_000+i/12, 100_000_000+i
	begin := time.Date(2020, time.Month(3*quarter+1), 1, 0, 0, 0, 0, time.UTC)
	check := 96 - employer*100%97
	return fmt.Appendf(b, "%d,%07d%02d,%08d%02d,%09d%02d,1,%d,%s,%s,%05d,%d,%d,%d.5,38,%s,2%09d,%d,%d.%02d,%s\n",
		begin.Year()*10+quarter%4+1, employer, check, employer*10, 97-employer*10%97, worker, 97-worker%97, i%3,
		begin.Format(time.DateOnly), begin.AddDate(0, 2, 27).Format(time.DateOnly), 12400+i/12%7*100, 3+i%3, i%2, 19+i%20,
		[]string{"", "", "E", "F", "S"}[i%5], employer/3, 20+i%45, 100+i%400+more, i%100,
		time.Date(2020, time.Month(3*e+4), 1+i%19, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
}

// spells is the description of such a register.
func spells() *pack.Pack {
	from := 96
	texts := func(codes ...string) []string { return codes }
	return &pack.Pack{ID: "bench", Sources: []pack.Source{{
		ID: "spells", Files: []string{"spell-*.csv.zst"}, Extract: pack.Extract{FileName: `([0-9-]{10})\.csv`},
		Key: []string{"quarter", "nsso", "inss", "record", "occupation"}, KnownOn: pack.Known{Column: "received_on", PlusDays: 1},
		Columns: []pack.Column{
			{Name: "quarter", Type: "integer", Required: true},
			{Name: "nsso", Type: "text", Required: true, Check: &pack.CheckDigit{Modulus: 97, Payload: 7, Multiply: 100, From: &from}},
			{Name: "company", Type: "text", Required: true, Check: &pack.CheckDigit{Modulus: 97, Payload: 8, Complement: true}},
			{Name: "inss", Type: "text", Required: true, Pseudonym: true, Check: &pack.CheckDigit{Modulus: 97, Payload: 9, Complement: true, Prefixes: texts("2")}},
			{Name: "record", From: "line", Type: "integer", Required: true},
			{Name: "occupation", Type: "integer", Required: true},
			{Name: "occupation_from", From: "from", Type: "date", Required: true},
			{Name: "occupation_to", From: "to", Type: "date"},
			{Name: "committee", Type: "text", Required: true},
			{Name: "days_per_week", Type: "number"},
			{Name: "contract", Type: "text", Codes: texts("0", "1")},
			{Name: "mean_hours", Type: "number"},
			{Name: "reference_hours", Type: "number"},
			{Name: "status", Type: "text", Codes: texts("E", "F", "S")},
			{Name: "unit", Type: "text", Pattern: `2\d{9}`},
			{Name: "days", Type: "number"},
			{Name: "hours", Type: "number"},
			{Name: "received_on", Type: "date", Required: true},
		},
	}}}
}

// printSeries ends the child's part.
func printSeries(home, data string, memory int) {
	g, err := loadSeries(home, data, memory)
	if err != nil {
		os.RemoveAll(home)
		log.Fatal(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(g); err != nil {
		log.Fatal(err)
	}
}
