package gbm

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// XGBoost itself is the judge of the files we write. It is asked when GBM_PYTHON names a Python that has it:
//
//	GBM_PYTHON=python3 go test -run TestXGBoostLoadsWhatWeWrite -v ./internal/gbm
func TestXGBoostLoadsWhatWeWrite(t *testing.T) {
	t.Parallel()

	python := os.Getenv("GBM_PYTHON")
	if python == "" {
		t.Skip("GBM_PYTHON names no Python with XGBoost")
	}
	tests := []struct {
		name      string
		objective Objective
		forest    forest
	}{
		{"Logistic", Logistic, forest{trees: 10, depth: 6, features: 12, categories: 4, stop: 0.1}},
		{"Squared", Squared, forest{trees: 10, depth: 6, features: 12, stop: 0.1}},
		{"LeavesOnly", Logistic, forest{trees: 2, depth: 0, features: 2}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			r := rand.New(rand.NewPCG(9, 10))
			m := test.forest.random(r)
			m.Objective = test.objective
			x := randomMatrix(r, m, 200)
			if test.forest.categories > 0 {
				m.Trees[0].Sets[0] = Set{}
			}

			version, want := askXGBoost(t, python, m, x)
			near := cmpopts.EquateApprox(1e-5, 1e-5)
			if diff := cmp.Diff(want.Margins, m.Margins(x, 1), near); diff != "" {
				t.Errorf("XGBoost %s: margins (-theirs +ours):\n%s", version, diff)
			}
			e := m.Explain(x, 1)
			for row, want := range want.Contributions {
				got := append(append([]float64{}, e.Row(row)...), e.Bias)
				if diff := cmp.Diff(want, got, near); diff != "" {
					t.Errorf("XGBoost %s: row %d: SHAP values (-theirs +ours):\n%s", version, row, diff)
				}
			}
		})
	}
}

func askXGBoost(t *testing.T, python string, m *Model, x Matrix) (version string, says witness) {
	t.Helper()
	model, rows := filepath.Join(t.TempDir(), "model.json"), filepath.Join(t.TempDir(), "rows.json")
	file, err := os.Create(model)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.WriteXGBoost(file); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	var values [][]*float32
	for row := range x.Rows() {
		var one []*float32
		for _, value := range rowOf(x, row) {
			if value != value {
				one = append(one, nil)
				continue
			}
			one = append(one, &value)
		}
		values = append(values, one)
	}
	text, err := json.Marshal(values)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(rows, text, 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(python, "testdata/load.py", model, rows)
	command.Stderr = os.Stderr
	text, err = command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answer struct{ Version string }
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &says); err != nil {
		t.Fatal(err)
	}
	return answer.Version, says
}
