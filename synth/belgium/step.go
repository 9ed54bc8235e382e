package belgium

import (
	"context"
	"errors"
	"sync"

	"vigie"
	"vigie/synth/extract"
)

// making are the steps that make the country, in this order.
var making = []struct {
	name string
	do   func(context.Context, *world) error
}{
	{"ground", func(_ context.Context, w *world) error { return w.lay() }},
	{"firms", func(_ context.Context, w *world) error { return w.settle() }},
	{"phenomena", func(_ context.Context, w *world) error { return w.plot() }},
	{"works and postings", func(ctx context.Context, w *world) error { return w.build(ctx) }},
	{"labour", func(ctx context.Context, w *world) error { return w.live(ctx) }},
	{"platforms", func(_ context.Context, w *world) error { w.register(); return nil }},
}

// registers are what is written from the country once it is made. Each is written by one goroutine, and none needs another:
// the longest come first.
var registers = []struct {
	name  string
	write func(context.Context, *world, *shelf) error
}{
	{"DmfA", writeDmfa},
	{"Dimona", writeDimona},
	{"company register", writeKbo},
	{"residence", writeResidence},
	{"accounts", writeAccounts},
	{"temporary unemployment", writeTemporary},
	{"benefits", writeBenefits},
	{"employers", writeEmployers},
	{"self-employed", writeSelfEmployed},
	{"cleaning presence", writeCiao},
	{"presence", writePresence},
	{"VAT returns", writeReturns},
	{"VAT clients", writeClients},
	{"works", writeWorks},
	{"contracts", writeContracts},
	{"limosa", writeLimosa},
	{"A1", writeA1},
	{"cash registers", writeCash},
	{"mandates", writeMandates},
	{"bankruptcies", writeBankruptcies},
	{"tips", writeTips},
	{"visits", writeVisits},
	{"inspections", writeInspections},
	{"truth", writeTruth},
}

// shelf is where one register's series stand while it is written.
type shelf struct {
	dir    string
	seed   uint64
	series []*extract.Series
	files  []extract.File
}

// open begins a series. The shelf closes it.
func (s *shelf) open(path, columns string, days []vigie.Date, dirt extract.Dirt) (*extract.Series, error) {
	series, err := extract.Open(s.dir, extract.Form{Path: path, Columns: columns, Days: days, Dirt: dirt, Seed: s.seed})
	if err == nil {
		s.series = append(s.series, series)
	}
	return series, err
}

// put writes a small file that is no series.
func (s *shelf) put(name string, content []byte, rows int) error {
	s.files = append(s.files, extract.File{Name: name, Rows: rows})
	return extract.Put(s.dir, name, content)
}

func (s *shelf) close() error {
	var errs []error
	for _, series := range s.series {
		files, err := series.Close()
		s.files, errs = append(s.files, files...), append(errs, err)
	}
	return errors.Join(errs...)
}

// writeAll writes all registers, some at once. The first error stops the others.
func (w *world) writeAll(ctx context.Context, dir string, tell func(string)) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var (
		wait  sync.WaitGroup
		talk  sync.Mutex
		turns = make(chan struct{}, w.options.Threads)
		done  = make([]*shelf, len(registers))
	)
	for i, r := range registers {
		turns <- struct{}{}
		wait.Go(func() {
			defer func() { <-turns }()
			done[i] = &shelf{dir: dir, seed: w.seed}
			err := context.Cause(ctx)
			if err == nil {
				err = r.write(ctx, w, done[i])
			}
			if err = errors.Join(err, done[i].close()); err != nil {
				stop(err)
				return
			}
			talk.Lock()
			defer talk.Unlock()
			tell(r.name)
		})
	}
	wait.Wait()
	for _, s := range done {
		w.report.Files = append(w.report.Files, s.files...)
	}
	return context.Cause(ctx)
}

// Extracts are made on the fifth day of a year or quarter, and hold what arrived by the day before. The first ones are of
// January 2020 and hold what was there already.

func quarterly() []vigie.Date { return every(3) }

func yearly() []vigie.Date { return every(12) }

// periodic is how often registers are extracted; the directory of employers, from which all the rest begins, comes each quarter.
func (w *world) periodic() []vigie.Date {
	if w.options.Every == "year" {
		return yearly()
	}
	return quarterly()
}

func every(months int) []vigie.Date {
	var days []vigie.Date
	for m := 0; m <= 72; m += months {
		days = append(days, firstOf(3+m)+4)
	}
	return days
}

// dirt is how often a row has a spoilt copy, and in which columns.
func dirt(share float64, number, date, code int) extract.Dirt {
	return extract.Dirt{Share: share, Number: number, Date: date, Code: code}
}

// Shares of spoilt copies in large registers and in small ones.
const (
	seldom = .0015
	often  = .008
)
