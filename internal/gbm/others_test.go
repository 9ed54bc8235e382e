package gbm

import (
	"encoding/json"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// witness is what another library says of its own model; testdata/others.py wrote it.
type witness struct {
	Rows          [][]*float32 // null is missing
	Margins       []float64
	Contributions [][]float64 // one a feature, and the expected margin
}

func readWitness(t *testing.T, path string) (witness, Matrix) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var says witness
	if err := json.Unmarshal(text, &says); err != nil {
		t.Fatal(err)
	}
	x := Matrix{Columns: make([][]float32, len(says.Rows[0]))}
	for _, row := range says.Rows {
		for feature, value := range row {
			if value == nil {
				nan := float32(math.NaN())
				value = &nan
			}
			x.Columns[feature] = append(x.Columns[feature], *value)
		}
	}
	return says, x
}

func readModelAt(t *testing.T, path string, read func(io.Reader) (*Model, error)) *Model {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	m, err := read(file)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestModelsOfOthersSayTheSame(t *testing.T) {
	t.Parallel()

	tests := []struct {
		expectations, model string
		read                func(io.Reader) (*Model, error)
		near                float64 // XGBoost adds in float32, LightGBM in float64
	}{
		{"testdata/xgboost-*.expect.json", ".json", ReadXGBoost, 3e-6},
		{"testdata/lightgbm-*.expect.json", ".txt", ReadLightGBM, 1e-12},
	}
	for _, test := range tests {
		paths, err := filepath.Glob(test.expectations)
		if err != nil || len(paths) == 0 {
			t.Fatalf("no files %s (%v)", test.expectations, err)
		}
		for _, path := range paths {
			name := strings.TrimSuffix(path, ".expect.json")
			t.Run(filepath.Base(name), func(t *testing.T) {
				t.Parallel()

				says, x := readWitness(t, path)
				m := readModelAt(t, name+test.model, test.read)
				near := cmpopts.EquateApprox(1e-6, test.near)
				if diff := cmp.Diff(says.Margins, m.Margins(x, 1), near); diff != "" {
					t.Errorf("margins (-theirs +ours):\n%s", diff)
				}
				for _, planned := range []int{1, manyRows} {
					e := m.explain(x, 1, planned)
					for row, want := range says.Contributions {
						got := append(append([]float64{}, e.Row(row)...), e.Bias)
						if diff := cmp.Diff(want, got, near); diff != "" {
							t.Errorf("planned for %d rows: row %d: SHAP values (-theirs +ours):\n%s", planned, row, diff)
						}
					}
				}
			})
		}
	}
}

// LightGBM adds in float64 and in the order of the trees, and so do we.
func TestLightGBMMarginsAreTheSameToTheBit(t *testing.T) {
	t.Parallel()

	says, x := readWitness(t, "testdata/lightgbm-4.7.0-binary.expect.json")
	m := readModelAt(t, "testdata/lightgbm-4.7.0-binary.txt", ReadLightGBM)
	if diff := cmp.Diff(says.Margins, m.Margins(x, 1)); diff != "" {
		t.Errorf("margins (-theirs +ours):\n%s", diff)
	}
}
