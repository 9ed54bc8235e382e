package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// generate writes an invented register, the same for the same seed.
func generate(path string, rows int, seed uint64) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return err
	}
	defer f.Close()
	var w io.WriteCloser = f
	switch {
	case strings.HasSuffix(path, ".gz"):
		w = gzip.NewWriter(f)
	case strings.HasSuffix(path, ".zst"):
		if w, err = zstd.NewWriter(f); err != nil {
			return err
		}
	}
	b := bufio.NewWriterSize(w, 1<<20)
	write(b, rows, rand.New(rand.NewPCG(seed, 1)))
	if err := b.Flush(); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.Rename(path+".tmp", path)
}

var sectors = []string{"41201", "43320", "56101", "81210", "49410", "01130", "43110", "52241"}

func write(w *bufio.Writer, rows int, r *rand.Rand) {
	_, _ = w.WriteString("declaration,employer,worker,started_on,ended_on,sector,municipality,hours,wage,status\n")
	var b []byte
	for i := range rows {
		employer, worker, from := 10_000_000+r.IntN(300_000), 100_000_000+r.IntN(800_000_000), r.IntN(3000)
		b = strconv.AppendInt(b[:0], int64(i+1), 10)
		b = fmt.Appendf(b, ",%08d%02d,%09d%02d,", employer, 97-employer%97, worker, 97-worker%97)
		b = day(b, from, r)
		b = append(b, ',')
		if r.IntN(3) > 0 {
			b = day(b, from+1095, r)
		}
		b = append(b, ',')
		b = append(b, sectors[r.IntN(len(sectors))]...)
		b = fmt.Appendf(b, ",%d,%.1f,%.2f,%c\n", 11001+r.IntN(500), float64(r.IntN(400))/10, float64(r.IntN(1_000_000))/100, 'A'+rune(r.IntN(4)))
		_, _ = w.Write(b) // a failure stays in w until it is flushed
	}
}

func day(b []byte, n int, r *rand.Rand) []byte {
	return fmt.Appendf(b, "%04d-%02d-%02d", 2015+n/365, 1+r.IntN(12), 1+r.IntN(28))
}
