package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"vigie/internal/gbm/invented"
)

// The data lies in plain little-endian float32 files: labels, and the features twice, column by column for
// us and row by row for the peers, so that each finds the layout it likes.
const (
	labelsFile  = "labels.f32"
	columnsFile = "columns.f32"
	rowsFile    = "rows.f32"
)

// writeTable writes a table to a folder of its own.
func writeTable(dir string, t invented.Table, labels []float32) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := writeFloats(filepath.Join(dir, labelsFile), labels); err != nil {
		return err
	}
	if err := writeFloats(filepath.Join(dir, columnsFile), t.Columns...); err != nil {
		return err
	}
	row := make([]float32, len(t.Columns))
	return writeFile(filepath.Join(dir, rowsFile), func(w io.Writer) error {
		for i := range labels {
			for f, column := range t.Columns {
				row[f] = column[i]
			}
			if err := binary.Write(w, binary.LittleEndian, row); err != nil {
				return err
			}
		}
		return nil
	})
}

func writeFloats(path string, parts ...[]float32) error {
	return writeFile(path, func(w io.Writer) error {
		for _, part := range parts {
			if err := binary.Write(w, binary.LittleEndian, part); err != nil {
				return err
			}
		}
		return nil
	})
}

func writeFile(path string, write func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(file, 1<<20)
	if err := write(w); err != nil {
		file.Close()
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := w.Flush(); err != nil {
		file.Close()
		return fmt.Errorf("write %s: %w", path, err)
	}
	return file.Close()
}

// readTable reads what writeTable wrote, column by column.
func readTable(dir string, features int) (columns [][]float32, labels []float32, err error) {
	info, err := os.Stat(filepath.Join(dir, labelsFile))
	if err != nil {
		return nil, nil, err
	}
	labels = make([]float32, info.Size()/4)
	if err := readFloats(filepath.Join(dir, labelsFile), labels); err != nil {
		return nil, nil, err
	}
	for range features {
		columns = append(columns, make([]float32, len(labels)))
	}
	return columns, labels, readFloats(filepath.Join(dir, columnsFile), columns...)
}

func readFloats(path string, parts ...[]float32) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	r := bufio.NewReaderSize(file, 1<<20)
	for _, part := range parts {
		for from := 0; from < len(part); from += 1 << 16 { // in pieces: Read takes as much memory again
			piece := part[from:min(from+1<<16, len(part))]
			if err := binary.Read(r, binary.LittleEndian, piece); err != nil {
				return fmt.Errorf("read %s: %w", path, err)
			}
		}
	}
	return nil
}
