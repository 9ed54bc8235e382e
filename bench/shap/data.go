package main

import (
	"encoding/binary"
	"os"
	"path/filepath"

	"vigie/internal/gbm"
	"vigie/internal/gbm/invented"
)

// The files of a comparison: little-endian float32, the features row by row.
const (
	trainFile  = "train.f32"
	labelsFile = "labels.f32"
	rowsFile   = "rows.f32"
)

func writeData(o options) error {
	if err := os.MkdirAll(o.Out, 0o755); err != nil {
		return err
	}
	train := invented.New(o.Train, o.Features, 0.05, 1)
	if err := writeFloats(filepath.Join(o.Out, trainFile), byRows(train.Columns)); err != nil {
		return err
	}
	if err := writeFloats(filepath.Join(o.Out, labelsFile), train.Labels); err != nil {
		return err
	}
	return writeFloats(filepath.Join(o.Out, rowsFile), byRows(invented.New(o.More, o.Features, 0.05, 2).Columns))
}

func byRows(columns [][]float32) []float32 {
	values := make([]float32, 0, len(columns)*len(columns[0]))
	for row := range columns[0] {
		for _, column := range columns {
			values = append(values, column[row])
		}
	}
	return values
}

func writeFloats(path string, values []float32) error {
	text, err := binary.Append(nil, binary.LittleEndian, values)
	if err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o644)
}

// readRows reads the first rows of the file.
func readRows(path string, rows, features int) (gbm.Matrix, error) {
	file, err := os.Open(path)
	if err != nil {
		return gbm.Matrix{}, err
	}
	defer file.Close()
	values := make([]float32, rows*features)
	if err := binary.Read(file, binary.LittleEndian, values); err != nil {
		return gbm.Matrix{}, err
	}
	x := gbm.Matrix{Columns: make([][]float32, features)}
	for feature := range x.Columns {
		x.Columns[feature] = make([]float32, rows)
		for row := range rows {
			x.Columns[feature][row] = values[row*features+feature]
		}
	}
	return x, nil
}
