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
	reach
	filled    bool // there are rows
	ended     bool // some have ended
	waiting   bool // extracts were taken out
	mostlyNew bool // what the last extract brought; the next one probably does as well
}

// look asks the lake.
func (k *known) look(ctx context.Context, q lake.Querier, s *pack.Source) error {
	k.source = s
	return q.QueryRow(ctx, fmt.Sprintf(`SELECT EXISTS (FROM register.%[1]s), EXISTS (FROM ended.%[1]s),
		EXISTS (FROM batch WHERE source = $1 AND status = $2),
		(SELECT coalesce(last(2 * unchanged <= rows ORDER BY batch_id), false) FROM batch WHERE source = $1 AND status = 'loaded' AND kind = 'rows'
			AND batch_id > (SELECT min(batch_id) FROM batch WHERE source = $1 AND status = 'loaded'))`, lake.Name(s.ID)),
		s.ID, waiting).Scan(&k.filled, &k.ended, &k.waiting, &k.mostlyNew)
}

// after follows a batch that was loaded.
func (k *known) after(b *Batch) {
	if b.Kind == Rows && k.filled {
		k.mostlyNew = 2*b.Unchanged <= b.Rows
	}
	k.filled = k.filled || b.Added > 0
	k.ended = k.ended || b.Ended > 0
}
