package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"vigie"
	"vigie/model"
)

// saveEvaluation keeps what was measured under a name that says on what. Figures on other data get another name: none is
// ever written over by another.
func saveEvaluation(h Home, e *model.Evaluation) (string, error) {
	b, err := json.MarshalIndent(e, "", "  ")
	if err != nil {
		return "", fmt.Errorf("write evaluation of %s: %w", e.Model, err)
	}
	path := evaluationPath(h, e.Model, e.Lineage)
	if err := replace(path, b); err != nil {
		return "", vigie.Errorf(vigie.Unavailable, "write evaluation of %s: %w", e.Model, err)
	}
	return path, nil
}

// loadEvaluation returns nil when nothing was measured on this.
func loadEvaluation(h Home, id string, l vigie.Lineage) (*model.Evaluation, error) {
	path := evaluationPath(h, id, l)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, vigie.Errorf(vigie.Unavailable, "read evaluation of %s: %w", id, err)
	}
	e := &model.Evaluation{}
	if err := json.Unmarshal(b, e); err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "read evaluation %s: %w", path, err)
	}
	return e, nil
}

func evaluationPath(h Home, id string, l vigie.Lineage) string {
	return filepath.Join(h.Evaluations(), id, fmt.Sprintf("%s-%.8s-%.8s-%.8s%.8s-%d.json", l.KnownBy, l.Data, l.Pack, l.Code, l.Params, l.Seed))
}
