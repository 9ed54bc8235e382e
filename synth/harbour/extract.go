package harbour

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"hash/fnv"
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

// extract is one file of one register. What is written goes through csv, gzip if the name ends so, and a buffer to the file.
type extract struct {
	form
	name       string
	rows, dirt int
	rng        *rand.Rand
	csv        *csv.Writer
	gzip       *gzip.Writer // nil: not compressed
	buffer     *bufio.Writer
	file       *os.File
	err        error // the first one
}

func openExtract(dir, name string, columns []string, f form, seed uint64) (*extract, error) {
	file, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return nil, vigie.Errorf(vigie.Unavailable, "write extract %s: %w", name, err)
	}
	x := &extract{form: f, name: name, file: file, buffer: bufio.NewWriterSize(file, 1<<16)}
	var to io.Writer = x.buffer
	if strings.HasSuffix(name, ".gz") {
		x.gzip = gzip.NewWriter(x.buffer) // says neither name nor time, so that the same rows give the same bytes
		to = x.gzip
	}
	if x.csv = csv.NewWriter(to); f.comma != 0 {
		x.csv.Comma = f.comma
	}
	// Dirt has its own chance, so that more of it would not change the country.
	h := fnv.New64a()
	h.Write([]byte(name))
	x.rng = rand.New(rand.NewPCG(seed, h.Sum64()))
	x.put(columns)
	return x, nil
}

// write writes a row, and now and then a spoilt copy of it behind.
func (x *extract) write(row ...string) {
	x.put(row)
	x.rows++
	if x.rng.Float64() < dirtiness || x.rows == 12 { // even a small register has some
		x.put(x.spoil(row))
		x.dirt++
	}
}

func (x *extract) put(row []string) {
	if err := x.csv.Write(row); err != nil && x.err == nil {
		x.err = err
	}
}

// close flushes from the rows down to the file.
func (x *extract) close() error {
	x.csv.Flush()
	errs := []error{x.err, x.csv.Error()}
	if x.gzip != nil {
		errs = append(errs, x.gzip.Close())
	}
	errs = append(errs, x.buffer.Flush(), x.file.Close())
	if err := errors.Join(errs...); err != nil {
		return vigie.Errorf(vigie.Unavailable, "write extract %s: %w", x.name, err)
	}
	return nil
}
