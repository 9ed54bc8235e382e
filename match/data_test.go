package match

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPublicSets matches the public sets by the specs of bench/match, and expects no less than was aimed at: the peer's best where there is one, the
// best that was published (D1), and for the others what docs/benchmarks.md says. Fewer random pairs are drawn here, and of D4 less is reached.
func TestPublicSets(t *testing.T) {
	t.Parallel()
	const data = "../../shared/data/record_linkage"
	if _, err := os.Stat(data); err != nil {
		t.Skip("skipped: no ../shared/data")
	}
	tests := []struct {
		name, spec string
		files      []string
		truth      string
		f1         float64 // at least
	}{
		{"FEBRL1", "febrl", []string{"febrl/dataset1.csv.gz"}, FromRecords, 0.9979},
		{"FEBRL2", "febrl", []string{"febrl/dataset2.csv.gz"}, FromRecords, 0.9982},
		{"FEBRL3", "febrl", []string{"febrl/dataset3.csv.gz"}, FromRecords, 0.9995},
		{"FEBRL4", "febrl4", []string{"febrl/dataset4a.csv.gz", "febrl/dataset4b.csv.gz"}, FromRecords, 0.9997},
		{"Historical", "historical", []string{"splink/historical_figures_with_errors_50k.csv.gz"}, FromRecords, 0.8244},
		{"D1", "restaurants", []string{"two_sources/D1/rest1.csv.gz", "two_sources/D1/rest2.csv.gz"}, "two_sources/D1/gt.csv.gz", 0.881},
		{"D2", "products", []string{"two_sources/D2/abt.csv.gz", "two_sources/D2/buy.csv.gz"}, "two_sources/D2/gt.csv.gz", 0.9118},
		{"D4", "papers", []string{"two_sources/D4/dblp.csv.gz", "two_sources/D4/acm.csv.gz"}, "two_sources/D4/gt.csv.gz", 0.98},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			spec, err := Open(filepath.Join("../bench/match/spec", test.spec+".yaml"))
			if err != nil {
				t.Fatal(err)
			}
			if spec.Train.Sample > 200_000 {
				spec.Train.Sample = 200_000 // a test has less time than a matching
			}
			for i := range test.files {
				test.files[i] = filepath.Join(data, test.files[i])
			}
			if test.truth != FromRecords {
				test.truth = filepath.Join(data, test.truth)
			}
			table, err := Load(spec, test.files...)
			if err != nil {
				t.Fatal(err)
			}
			r := match(t, table, Options{Threads: 2})
			truth, err := table.Truth(test.truth)
			if err != nil {
				t.Fatal(err)
			}
			if q := table.Evaluate(r.Entity, truth); q.F1 < test.f1 {
				t.Errorf("F1 %.4f, want at least %.4f", q.F1, test.f1)
			}
		})
	}
}
