package source

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"vigie/lake"
)

// spool holds the rejects of a load until its end: in memory, and in a temporary file when there are many, since a wrong
// setting in a pack can refuse every row of a large extract.
type spool struct {
	dir     string
	memory  []reject
	file    *os.File
	buffer  *bufio.Writer
	encoder *gob.Encoder
	refused int64
	repeats int64
	first   *reject // that is not a repeat: the example in the message
}

const inMemory = 20_000

func (s *spool) add(rejects ...reject) error {
	for i := range rejects {
		if rejects[i].Repeat {
			s.repeats++
		} else {
			if s.refused++; s.first == nil || rejects[i].Line < s.first.Line {
				first := rejects[i]
				s.first = &first
			}
		}
	}
	s.memory = append(s.memory, rejects...)
	if len(s.memory) < inMemory {
		return nil
	}
	return s.spill()
}

func (s *spool) spill() (err error) {
	if s.file == nil {
		if s.file, err = os.CreateTemp(s.dir, spooled); err != nil {
			return err
		}
		s.buffer = bufio.NewWriterSize(s.file, 1<<16)
		s.encoder = gob.NewEncoder(s.buffer)
	}
	if err := s.encoder.Encode(s.memory); err != nil {
		return err
	}
	s.memory = s.memory[:0]
	return nil
}

// each gives all rejects, some at a time.
func (s *spool) each(do func([]reject) error) error {
	if s.file != nil {
		if err := s.buffer.Flush(); err != nil {
			return err
		}
		if _, err := s.file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		decoder := gob.NewDecoder(bufio.NewReaderSize(s.file, 1<<16))
		for {
			var some []reject
			if err := decoder.Decode(&some); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return err
			}
			if err := do(some); err != nil {
				return err
			}
		}
	}
	if len(s.memory) == 0 {
		return nil
	}
	return do(s.memory)
}

func (s *spool) close() {
	if s.file != nil {
		s.file.Close()
		os.Remove(s.file.Name())
	}
}

// store adds the rejects to the lake.
func (s *spool) store(ctx context.Context, tx *lake.Tx, b *Batch) error {
	return s.each(func(some []reject) error {
		n := len(some)
		batch, line := make([]float64, n), make([]float64, n)
		raw, column, value, reason := texts4(n)
		none := make([]bool, n)
		noRaw, noColumn := make([]bool, n), make([]bool, n)
		source, file := make([]string, n), make([]string, n)
		for i, r := range some {
			batch[i], line[i], source[i], file[i] = float64(b.ID), float64(r.Line), b.Source, b.File
			raw[i], column[i], value[i], reason[i] = r.Raw, r.Column, r.Value, r.Reason
			noRaw[i], noColumn[i] = r.Raw == "", r.Column == ""
		}
		return tx.Append(ctx, "reject", lake.Numbers("batch_id", batch), lake.Numbers("line", line),
			lake.Texts("source", source, none), lake.Texts("file", file, none), lake.Texts("raw", raw, noRaw),
			lake.Texts("column_name", column, noColumn), lake.Texts("value", value, noColumn), lake.Texts("reason", reason, none))
	})
}

func texts4(n int) (a, b, c, d []string) {
	return make([]string, n), make([]string, n), make([]string, n), make([]string, n)
}

// writeRejects writes the rejects of a batch as CSV, for whoever mends the extract. It is a copy of what stands in the
// lake, and is made again when it is missing.
func writeRejects(ctx context.Context, q lake.Querier, dir string, b *Batch) (path string, err error) {
	path = filepath.Join(dir, fmt.Sprintf("%s-%d.csv", b.Source, b.ID))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, ".writing-*")
	if err != nil {
		return "", err
	}
	defer os.Remove(f.Name())
	err = rejectRows(ctx, q, b.ID, csv.NewWriter(f))
	if err := errors.Join(err, f.Chmod(0o600), f.Sync(), f.Close()); err != nil {
		return "", err
	}
	return path, os.Rename(f.Name(), path)
}

func rejectRows(ctx context.Context, q lake.Querier, batchID int64, w *csv.Writer) error {
	rows, err := q.Query(ctx, `SELECT file, CAST(line AS VARCHAR), coalesce(column_name, ''), coalesce(value, ''), reason, coalesce(raw, '')
		FROM reject WHERE batch_id = ? ORDER BY line`, batchID)
	if err != nil {
		return err
	}
	defer rows.Close()
	w.Write([]string{"file", "line", "column", "value", "reason", "row"})
	record := make([]string, 6)
	for rows.Next() {
		if err := rows.Scan(&record[0], &record[1], &record[2], &record[3], &record[4], &record[5]); err != nil {
			return err
		}
		w.Write(record)
	}
	w.Flush()
	return errors.Join(rows.Err(), w.Error())
}
