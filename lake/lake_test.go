package lake

import (
	"context"
	"fmt"
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
	l, err := Open(ctx, path, Options{Threads: 2, MemoryMB: 100})
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
		row := l.QueryRow(ctx, "SELECT count(*) FROM (SELECT i, hash(i) h FROM range(8000000) t(i) ORDER BY h DESC OFFSET 5)")
		if err := row.Scan(&n); err != nil || n != 8000000-5 {
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

// TestFrameOfEveryKind reads more rows than a chunk holds, of every kind, with and without a value.
func TestFrameOfEveryKind(t *testing.T) {
	t.Parallel()
	l := memory(t)
	kinds := []string{"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL(4,1)", "DECIMAL(9,2)", "DECIMAL(18,3)", "DECIMAL(38,4)"}
	unsigned := []string{"UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"}
	var columns []string
	for i, k := range kinds {
		columns = append(columns, fmt.Sprintf("CAST(CASE WHEN i %% 5 <> %d THEN i %% 100 - 50 END AS %s)", i%5, k))
	}
	for _, k := range unsigned {
		columns = append(columns, fmt.Sprintf("CAST(i %% 100 AS %s)", k))
	}
	const rows = 5000
	f, err := l.Frame(t.Context(), fmt.Sprintf(`SELECT %s, CASE WHEN i %% 5 <> 1 THEN i %% 2 = 0 END AS b, CASE WHEN i %% 5 <> 2 THEN repeat('é', (i %% 9)::INTEGER) || i END AS s,
		CASE WHEN i %% 5 <> 3 THEN DATE '1970-01-01' - 2000 + i::INTEGER END AS d, sum(i) OVER () AS total FROM range(%d) t(i) ORDER BY i`, strings.Join(columns, ", "), rows))
	if err != nil {
		t.Fatal(err)
	}
	if f.Rows != rows {
		t.Fatalf("%d rows", f.Rows)
	}
	b, s, d, total := &f.Columns[15], &f.Columns[16], &f.Columns[17], &f.Columns[18]
	for i := range rows {
		for k := range kinds {
			c := &f.Columns[k]
			if null := i%5 == k%5; c.IsNull(i) != null || !null && c.Numbers[i] != float64(i%100-50) {
				t.Fatalf("%s of row %d is %v", kinds[k], i, c.Numbers[i])
			}
		}
		for k := range unsigned {
			if c := &f.Columns[len(kinds)+k]; c.Numbers[i] != float64(i%100) {
				t.Fatalf("%s of row %d is %v", unsigned[k], i, c.Numbers[i])
			}
		}
		if null := i%5 == 1; b.IsNull(i) != null || !null && (b.Numbers[i] == 1) != (i%2 == 0) {
			t.Fatalf("boolean of row %d is %v", i, b.Numbers[i])
		}
		if null := i%5 == 2; s.IsNull(i) != null || !null && s.Texts[i] != strings.Repeat("é", i%9)+fmt.Sprint(i) || null && s.Texts[i] != "" {
			t.Fatalf("text of row %d is %q", i, s.Texts[i])
		}
		if null := i%5 == 3; d.IsNull(i) != null || !null && d.Dates[i] != int32(i-2000) || null && d.Dates[i] != 0 {
			t.Fatalf("date of row %d is %d", i, d.Dates[i])
		}
		if total.Numbers[i] != rows*(rows-1)/2 {
			t.Fatalf("sum is %v", total.Numbers[i])
		}
	}
	if _, err := l.Frame(t.Context(), "SELECT [1, 2] AS l"); err == nil || !strings.Contains(err.Error(), "cast it") {
		t.Errorf("a list was read: %v", err)
	}
	empty, err := l.Frame(t.Context(), "SELECT 1 AS n, 'a' AS s, DATE '2024-01-01' AS d WHERE false")
	if err != nil || empty.Rows != 0 || empty.Columns[0].Numbers == nil || empty.Columns[1].Texts == nil || empty.Columns[2].Dates == nil {
		t.Errorf("an empty answer: %+v, %v", empty, err)
	}
}

func TestHuge(t *testing.T) {
	t.Parallel()
	for want, h := range map[float64][2]uint64{-5: {^uint64(0), ^uint64(4)}, 7: {0, 7}, 1 << 70: {1 << 6, 0}, -(1 << 63): {^uint64(0), 1 << 63}, 1 << 63: {0, 1 << 63}} {
		if got := huge(int64(h[0]), h[1]); got != want {
			t.Errorf("%x is %v, want %v", h, got, want)
		}
	}
}

func BenchmarkFrame(b *testing.B) {
	l, err := Open(b.Context(), Memory, Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	if _, err := l.Exec(b.Context(), "CREATE TABLE t AS SELECT i AS a, i * 2.5::DOUBLE AS b, (i % 7)::DOUBLE AS c, i % 2 = 0 AS d, 'abc' || i % 100 AS e FROM range(1000000) t(i)"); err != nil {
		b.Fatal(err)
	}
	for _, columns := range []string{"a, b, c, d", "e"} {
		b.Run(columns, func(b *testing.B) {
			for b.Loop() {
				if _, err := l.Frame(b.Context(), "SELECT "+columns+" FROM t"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestAppendKeepsTheOrder(t *testing.T) {
	t.Parallel()
	l := memory(t)
	if _, err := l.Exec(t.Context(), "CREATE TABLE t (n DOUBLE)"); err != nil {
		t.Fatal(err)
	}
	numbers := make([]float64, 5*perBatch+3)
	for i := range numbers {
		numbers[i] = float64(i)
	}
	if err := l.Append(t.Context(), "t", Numbers("n", numbers)); err != nil {
		t.Fatal(err)
	}
	f, err := l.Frame(t.Context(), "SELECT n FROM t")
	if err != nil || f.Rows != len(numbers) {
		t.Fatalf("%d rows, %v", f.Rows, err)
	}
	for i, n := range f.Columns[0].Numbers {
		if n != float64(i) {
			t.Fatalf("row %d is %v", i, n)
		}
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
	if st, err := os.Stat(path); err != nil || st.Mode().Perm() != 0o400 {
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
