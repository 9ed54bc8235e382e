package source

import (
	"context"
	"io"
	"sync"

	"vigie/lake"
)

// keyRows are the keys of refused rows, as lake.Rows.
type keyRows struct {
	fields []lake.Field

	mu      sync.Mutex
	batches []*lake.Batch
}

// Fields implements lake.Rows.
func (k *keyRows) Fields() []lake.Field { return k.fields }

// Next implements lake.Rows.
func (k *keyRows) Next(ctx context.Context, _ *lake.Batch) (*lake.Batch, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(k.batches) == 0 {
		return nil, io.EOF
	}
	b := k.batches[0]
	k.batches = k.batches[1:]
	return b, nil
}
