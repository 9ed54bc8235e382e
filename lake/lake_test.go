package lake

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vigie"
)

func TestOpen(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "lake", "build.duckdb")
	l, err := Open(ctx, path, Options{Threads: 2, MemoryMB: 200})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Schema(ctx); err != nil {
		t.Fatal(err)
	}
	t.Run("TwiceIsAConflictThatSaysWho", func(t *testing.T) {
		_, err := Open(ctx, path, Options{})
		if vigie.CodeOf(err) != vigie.Conflict || !strings.Contains(err.Error(), "process ") {
			t.Errorf("second writer: %v", err)
		}
	})
	for name, sql := range map[string]string{
		"NoFileIsRead":       "SELECT * FROM read_text('/etc/hostname')",
		"NoFileIsWritten":    "COPY (SELECT 1) TO '" + filepath.Join(t.TempDir(), "x.csv") + "'",
		"NoFileIsAttached":   "ATTACH '" + filepath.Join(t.TempDir(), "y.duckdb") + "'",
		"NoExtensionIsAdded": "INSTALL spatial",
		"NoSettingIsChanged": "SET enable_external_access = true",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := l.Exec(ctx, sql); err == nil {
				t.Errorf("%s was allowed", sql)
			}
		})
	}
	t.Run("SpillsToDisk", func(t *testing.T) {
		var n int
		row := l.QueryRow(ctx, "SELECT count(*) FROM (SELECT i, hash(i) h FROM range(30000000) t(i) ORDER BY h DESC OFFSET 5)")
		if err := row.Scan(&n); err != nil || n != 30000000-5 {
			t.Errorf("%d, %v", n, err)
		}
	})
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatalf("after Close: %v", err)
	}
	again.Close()
}

func TestFrameAndAppend(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	l := memory(t)
	if _, err := l.Exec(ctx, "CREATE TABLE t (n DOUBLE, i INTEGER, b BOOLEAN, s VARCHAR, d DATE, other VARCHAR DEFAULT 'x')"); err != nil {
		t.Fatal(err)
	}
	nan := math.NaN()
	err := l.Append(ctx, "t",
		Texts("s", []string{"é", "", "a long text that does not fit inline"}, []bool{false, true, false}),
		Numbers("n", []float64{1.5, nan, -2}), Numbers("i", []float64{3, nan, -4}), Numbers("b", []float64{1, nan, 0}),
		Dates("d", []int32{0, 0, 20000}, []bool{false, true, false}))
	if err != nil {
		t.Fatal(err)
	}
	f, err := l.Frame(ctx, "SELECT *, 1.25::DECIMAL(9,2) AS dec FROM t WHERE other = ?", "x")
	if err != nil {
		t.Fatal(err)
	}
	if f.Rows != 3 || len(f.Columns) != 7 {
		t.Fatalf("%d rows, %d columns", f.Rows, len(f.Columns))
	}
	s, err := f.Column("s")
	if err != nil || s.Texts[2] != "a long text that does not fit inline" || !s.IsNull(1) || s.IsNull(0) {
		t.Errorf("s: %+v, %v", s, err)
	}
	d, _ := f.Column("d")
	if d.Dates[2] != 20000 || !d.IsNull(1) {
		t.Errorf("d: %+v", d)
	}
	for name, want := range map[string]float64{"n": -2, "i": -4, "b": 0, "dec": 1.25} {
		c, _ := f.Column(name)
		if c.Numbers[2] != want || (name != "dec" && !c.IsNull(1)) {
			t.Errorf("%s: %+v, want %v", name, c, want)
		}
	}
	if _, err := f.Column("nothing"); err == nil {
		t.Error("a column that is not there was found")
	}
}

func TestTxIsAllOrNothing(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	l := memory(t)
	if _, err := l.Exec(ctx, "CREATE TABLE t (n DOUBLE)"); err != nil {
		t.Fatal(err)
	}
	err := l.Tx(ctx, func(ctx context.Context, tx *Tx) error {
		if err := tx.Append(ctx, "t", Numbers("n", []float64{1})); err != nil {
			t.Error(err)
		}
		if f, err := tx.Frame(ctx, "SELECT n FROM t"); err != nil || f.Rows != 1 {
			t.Errorf("a transaction does not see its own rows: %v", err)
		}
		return context.Canceled
	})
	if err != context.Canceled {
		t.Errorf("error %v", err)
	}
	if f, err := l.Frame(ctx, "SELECT n FROM t"); err != nil || f.Rows != 0 {
		t.Errorf("after a rollback: %+v, %v", f, err)
	}
}

func TestPublish(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	home := t.TempDir()
	dir := filepath.Join(home, "published")
	l, err := Open(ctx, filepath.Join(home, "build.duckdb"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := Current(dir); vigie.CodeOf(err) != vigie.NotFound {
		t.Errorf("before anything is published: %v", err)
	}
	for i, run := range []string{"one", "two"} {
		if _, err := l.Exec(ctx, "CREATE OR REPLACE TABLE t AS SELECT * FROM range(?) r(n)", 1000*(i+1)); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Publish(ctx, dir, run); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Publish(ctx, dir, "one"); vigie.CodeOf(err) != vigie.Conflict {
		t.Errorf("a published run was overwritten: %v", err)
	}
	path, err := Current(dir)
	if err != nil || filepath.Base(path) != "two.duckdb" {
		t.Fatalf("current is %s, %v", path, err)
	}
	for run, want := range map[string]int{"one": 1000, "two": 2000} {
		s, err := OpenSnapshot(ctx, filepath.Join(dir, run+".duckdb"))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		var n int
		if err := s.QueryRow(ctx, "SELECT count(*) FROM t").Scan(&n); err != nil || n != want {
			t.Errorf("%s: %d rows, want %d, %v", run, n, want, err)
		}
		if _, err := s.Exec(ctx, "CREATE TABLE u (i INT)"); err == nil {
			t.Error("a published lake was written to")
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.tmp")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if st, err := os.Stat(path); err != nil || st.Mode().Perm() != 0o444 {
		t.Errorf("a published lake can be written to: %v %v", st, err)
	}
}

// memory opens a lake for one test.
func memory(t *testing.T) *Lake {
	t.Helper()
	l, err := Open(t.Context(), Memory, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}
