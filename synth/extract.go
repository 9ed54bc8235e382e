package synth

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"vigie"
)

// form says how an extract is written, and where dirt shows.
type form struct {
	number, date, code int // columns
	comma              rune
}

// extract is one file of one register.
type extract struct {
	form
	name       string
	rows, dirt int
	rng        *rand.Rand
	file       *os.File
	closers    []io.Closer
	flushers   []func() error
	csv        *csv.Writer
	err        error
}

func openExtract(dir, name string, columns []string, f form, seed uint64) (*extract, error) {
	file, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return &extract{name: name}, vigie.Errorf(vigie.Unavailable, "write extract %s: %w", name, err)
	}
	x := &extract{form: f, name: name, file: file, closers: []io.Closer{file}}
	// Dirt has its own chance, so that more of it does not change the country.
	x.rng = rand.New(rand.NewPCG(seed, uint64(len(name))<<8|uint64(name[0])))
	buffer := bufio.NewWriterSize(file, 1<<16)
	var to io.Writer = buffer
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewWriterLevel(buffer, gzip.BestSpeed)
		if err != nil {
			return x, err
		}
		to, x.closers = z, []io.Closer{z, file}
	}
	x.csv = csv.NewWriter(to)
	if f.comma != 0 {
		x.csv.Comma = f.comma
	}
	x.put(columns)
	x.flushers = []func() error{buffer.Flush}
	return x, nil
}

// write writes a row, and now and then a spoilt copy of it behind.
func (x *extract) write(row ...string) {
	x.put(row)
	x.rows++
	if x.rng.Float64() < dirtiness || x.rows == 40 { // even a small register has some
		x.put(x.spoil(row))
		x.dirt++
	}
}

func (x *extract) put(row []string) {
	if err := x.csv.Write(row); err != nil && x.err == nil {
		x.err = err
	}
}

func (x *extract) close() error {
	if x.csv == nil {
		return nil
	}
	x.csv.Flush()
	errs := []error{x.err, x.csv.Error()}
	for i, c := range x.closers {
		if i == len(x.closers)-1 { // the file: what is buffered goes first
			for _, flush := range x.flushers {
				errs = append(errs, flush())
			}
		}
		errs = append(errs, c.Close())
	}
	if err := errors.Join(errs...); err != nil {
		return vigie.Errorf(vigie.Unavailable, "write extract %s: %w", x.name, err)
	}
	return nil
}
