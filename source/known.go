package source

import (
	"context"
	"fmt"

	"vigie/lake"
	"vigie/pack"
)

// known is what a load knows of a register and need not ask the lake before each extract: most extracts are small, and a
// question costs as much as a thousand rows.
type known struct {
	filled    bool    // there are rows
	ended     bool    // some have ended
	waiting   bool    // extracts were taken out
	mostlyNew bool    // what the last extract brought; the next one probably does as well
	keys      *keySet // of all rows, and perhaps of more; nil when there are others than this load has seen, or too many
}

// look asks the lake.
func (k *known) look(ctx context.Context, q lake.Querier, s *pack.Source) error {
	err := q.QueryRow(ctx, fmt.Sprintf(`SELECT EXISTS (FROM register.%[1]s), EXISTS (FROM ended.%[1]s),
		EXISTS (FROM batch WHERE source = $1 AND status = $2)`, lake.Name(s.ID)), s.ID, waiting).Scan(&k.filled, &k.ended, &k.waiting)
	if !k.filled && k.keys == nil && len(s.Key) > 0 {
		k.keys, k.mostlyNew = &keySet{}, true
	}
	return err
}

// add notes a key and tells whether the register may know it.
func (k *known) add(hash uint64) bool {
	if k.keys == nil {
		return false
	}
	was := k.keys.add(hash)
	if k.keys.count > mostKnown {
		k.keys = nil
	}
	return was
}

// after follows a batch that was loaded.
func (k *known) after(b *Batch) {
	if again := b.Unchanged + b.Corrected; b.Kind == Rows && k.filled {
		k.mostlyNew = 2*again <= b.Rows && again <= mostHeld
	}
	k.filled = k.filled || b.Added > 0
	k.ended = k.ended || b.Ended > 0
}
