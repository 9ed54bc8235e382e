package match

import (
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"

	"vigie"
)

const judgementFile = "judgements.csv"

// Judgements are the rows that were said of an index's records.
func Judgements(dir string) ([]Judgement, error) {
	path := filepath.Join(dir, judgementFile)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	return ReadJudgements(path)
}

// Judge adds a row to an index's judgements. The entities follow when they are settled.
func Judge(dir string, j Judgement) error {
	if err := j.Check(); err != nil {
		return vigie.Errorf(vigie.Invalid, "judge %s and %s: %w", j.A, j.B, err)
	}
	path := filepath.Join(dir, judgementFile)
	_, missing := os.Stat(path)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return vigie.Errorf(vigie.Unavailable, "judge: %w", err)
	}
	w := csv.NewWriter(f)
	if missing != nil {
		w.Write(judgementHead)
	}
	w.Write([]string{j.A, j.B, string(j.Verdict), j.By, j.On, j.Why})
	w.Flush()
	if err := errors.Join(w.Error(), f.Close()); err != nil {
		return vigie.Errorf(vigie.Unavailable, "judge: %w", err)
	}
	return nil
}
