package lake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
)

// counted gives rows whose values follow from their number, in batches of uneven sizes.
type counted struct {
	mu    sync.Mutex
	sizes []int
	n     int
	fail  error
}

var countedFields = []Field{{"i", Integer}, {"x", Number}, {"d", Day}, {"b", Boolean}, {"s", Text}, {"t", Timestamp}}

func (c *counted) Fields() []Field { return countedFields }

func (c *counted) Next(context.Context, *Batch) (*Batch, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.sizes) == 0 {
		if c.fail != nil {
			return nil, c.fail
		}
		return nil, io.EOF
	}
	b := NewBatch(countedFields)
	for range c.sizes[0] {
		i := c.n
		c.n++
		b.Rows++
		b.Vectors[0].AddInteger(int64(i))
		if i%7 == 0 {
			for v := 1; v < 6; v++ {
				b.Vectors[v].AddNull()
			}
			continue
		}
		b.Vectors[1].AddNumber(float64(i) / 2)
		b.Vectors[2].AddDay(int32(i))
		b.Vectors[3].AddBoolean(i%2 == 0)
		b.Vectors[4].AddText([]byte(textFor(i)))
		b.Vectors[5].AddInteger(int64(i) * 1e6)
	}
	c.sizes = c.sizes[1:]
	return b, nil
}

func textFor(i int) string { return strings.Repeat("é", i%15) + fmt.Sprint(i) }

func TestInsert(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	l := memory(t)
	if _, err := l.Exec(ctx, "CREATE TABLE t (s VARCHAR, i BIGINT, x DOUBLE, d DATE, b BOOLEAN, t TIMESTAMP, other INT DEFAULT 5)"); err != nil {
		t.Fatal(err)
	}
	sizes := []int{1, 2048, 5000, 0, 64, 3, 4096}
	total := int64(1 + 2048 + 5000 + 64 + 3 + 4096)
	err := l.Tx(ctx, func(ctx context.Context, tx *Tx) error {
		n, err := tx.Insert(ctx, "t", &counted{sizes: sizes})
		if n != total {
			t.Errorf("%d rows, want %d", n, total)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := l.Query(ctx, `SELECT i, x, epoch(d::TIMESTAMP)::BIGINT // 86400, b, s, epoch(t)::BIGINT, other FROM t ORDER BY i`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for want := 0; rows.Next(); want++ {
		var i, other int
		var x, ts *float64
		var d *int
		var b *bool
		var s *string
		if err := rows.Scan(&i, &x, &d, &b, &s, &ts, &other); err != nil {
			t.Fatal(err)
		}
		null := want%7 == 0
		if i != want || other != 5 || (x == nil) != null || (s == nil) != null {
			t.Fatalf("row %d is number %d: %v %v", want, i, x, s)
		}
		if !null && (*x != float64(want)/2 || *d != want || *b != (want%2 == 0) || *s != textFor(want) || *ts != float64(want)) {
			t.Fatalf("row %d: %v %v %v %v %v", want, *x, *d, *b, *s, *ts)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

func TestInsertThatFails(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	l := memory(t)
	if _, err := l.Exec(ctx, "CREATE TABLE t (s VARCHAR, i BIGINT, x DOUBLE, d DATE, b BOOLEAN, t TIMESTAMP)"); err != nil {
		t.Fatal(err)
	}
	mine := errors.New("the extract ends too soon")
	err := l.Tx(ctx, func(ctx context.Context, tx *Tx) error {
		_, err := tx.Insert(ctx, "t", &counted{sizes: []int{5000}, fail: mine})
		return err
	})
	if !errors.Is(err, mine) {
		t.Errorf("the error came back as %v", err)
	}
	var n int
	if err := l.QueryRow(ctx, "SELECT count(*) FROM t").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d rows stayed, %v", n, err)
	}
	if _, err := l.Exec(ctx, "SELECT * FROM vigie_stream(1)"); err == nil {
		t.Error("a stream was read from outside")
	}
}

// TestMove takes rows out of a batch, moves some back, and finds every value again.
func TestMove(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	l := memory(t)
	if _, err := l.Exec(ctx, "CREATE TABLE whole (i BIGINT, x DOUBLE, d DATE, b BOOLEAN, s VARCHAR, t TIMESTAMP); CREATE TABLE parts AS FROM whole"); err != nil {
		t.Fatal(err)
	}
	const rows = 300
	for _, left := range []int{0, 1, 63, 64, 65, 128, 250, 299} {
		err := l.Tx(ctx, func(ctx context.Context, tx *Tx) error {
			from, to := &counted{sizes: []int{rows}}, NewBatch(countedFields)
			b, err := from.Next(ctx, nil)
			if err != nil {
				return err
			}
			for b.Rows > left {
				b.Move((b.Rows-1)*7/11, to)
			}
			for range min(20, to.Rows) {
				to.Move(to.Rows/2, b)
			}
			if _, err := tx.Insert(ctx, "parts", Batches(countedFields, b, to)); err != nil {
				return err
			}
			_, err = tx.Insert(ctx, "whole", &counted{sizes: []int{rows}})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		var lost, n int
		err = l.QueryRow(ctx, "SELECT (SELECT count(*) FROM (FROM whole EXCEPT ALL FROM parts)), (SELECT count(*) FROM parts)").Scan(&lost, &n)
		if err != nil || lost != 0 || n != rows {
			t.Fatalf("with %d left: %d rows, %d lost, %v", left, n, lost, err)
		}
		if _, err := l.Exec(ctx, "DELETE FROM whole; DELETE FROM parts"); err != nil {
			t.Fatal(err)
		}
	}
}
