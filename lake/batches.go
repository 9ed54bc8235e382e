package lake

import (
	"context"
	"io"
	"sync"
)

// Batches are rows that are there already, as Rows.
func Batches(fields []Field, of ...*Batch) Rows { return &batches{fields: fields, left: of} }

type batches struct {
	fields []Field

	mu   sync.Mutex
	left []*Batch
}

func (b *batches) Fields() []Field { return b.fields }

func (b *batches) Next(ctx context.Context, _ *Batch) (*Batch, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(b.left) == 0 {
		return nil, io.EOF
	}
	next := b.left[0]
	b.left = b.left[1:]
	return next, nil
}
