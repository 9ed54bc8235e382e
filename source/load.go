package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// Load takes in every extract of the pack that is not in the lake yet, each in a transaction of its own: some sources at once, and
// of each the oldest first. An extract that is refused is in the report and does not stop the others; see Report.Err. What
// does stop the load is what no extract is to blame for: the disk, the lake, Ctrl-C. It can then be run again, and goes
// on where it was.
func Load(ctx context.Context, l *lake.Lake, p *pack.Pack, o Options) (*Report, error) {
	beside := filepath.Dir(filepath.Clean(o.Registers))
	o.Rejects = o.rejects()
	if o.Keys == "" {
		o.Keys = filepath.Join(beside, "keys")
	}
	r := &Report{}
	if err := Declare(ctx, l, p); err != nil {
		return r, noRoom(err)
	}
	if err := sweep(o.Registers); err != nil {
		return r, noRoom(err)
	}
	pl, err := newPlan(ctx, l, p, &o)
	if err != nil {
		return r, noRoom(err)
	}
	err = pl.walk(ctx, func(ctx context.Context, t *turn) error {
		if err := loadSource(ctx, l, p, pl, t); err != nil {
			return fmt.Errorf("load %s: %w", t.source.ID, noRoom(err))
		}
		return nil
	})
	for _, t := range pl.turns {
		r.Batches, r.Without = append(r.Batches, t.report.Batches...), append(r.Without, t.report.Without...)
	}
	return r, err
}

func loadSource(ctx context.Context, l *lake.Lake, p *pack.Pack, pl *plan, t *turn) error {
	s, queue := t.source, t.queue
	if len(queue) == 0 {
		t.report.Without = append(t.report.Without, s.ID)
		return neverLoaded(ctx, l, s, pl.o)
	}
	k := &known{}
	if err := k.look(ctx, l, s); err != nil {
		return err
	}
	for len(queue) > 0 {
		inOrder(queue)
		e := queue[0]
		b, err := loadExtract(ctx, l, p, pl, t, e, k)
		if errors.Is(err, errLate) {
			waiting, err := takeOut(ctx, l, s, e, pl.o)
			if err != nil {
				return err
			}
			for _, e := range waiting {
				pl.total.Add(e.size)
			}
			queue = append(queue, waiting...)
			if err := k.look(ctx, l, s); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("%s %w", e.name, err)
		}
		queue = queue[1:]
		pl.bytes.Add(e.size)
		t.report.Batches = append(t.report.Batches, *b)
	}
	return nil
}

// neverLoaded makes an error of a source for which there is no file and never was one: every figure that reads it would
// be silently empty.
func neverLoaded(ctx context.Context, q lake.Querier, s *pack.Source, o *Options) error {
	var loaded bool
	err := q.QueryRow(ctx, "SELECT EXISTS (FROM batch WHERE source = ? AND status = 'loaded')", s.ID).Scan(&loaded)
	if err != nil || loaded {
		return err
	}
	return vigie.Errorf(vigie.NotFound, "no file %s in %s, and none was ever loaded; put the extract there, or say where it is", oneOf(s), o.Data)
}

func loadExtract(ctx context.Context, l *lake.Lake, p *pack.Pack, pl *plan, t *turn, e extract, k *known) (*Batch, error) {
	s, o := t.source, pl.o
	ld := newLoading(p, pl, t, e, k)
	defer func() { ld.spool.close() }()
	b := ld.batch
	kept, err := receive(ctx, e.path, o.Registers, ld.reached.Store)
	if err != nil {
		return nil, err
	}
	defer kept.drop()
	sameSize, late, err := asked(ctx, l, s, e, kept.before.Size())
	if err != nil {
		return nil, err
	}
	if sameSize {
		if done, err := already(ctx, l, p, b, kept, o); done || err != nil {
			return b, err
		}
	}
	if late {
		return nil, errLate
	}
	b.ID = t.number()
	err = ld.inTx(ctx, l, kept)
	if errors.Is(err, errManyKnown) {
		ld.spool.close()
		k.mostlyNew = false
		ld = newLoading(p, pl, t, e, k)
		ld.batch.ID, b = b.ID, ld.batch
		err = ld.inTx(ctx, l, kept)
	}
	if err != nil && ctx.Err() == nil && vigie.CodeOf(err) == vigie.Refused {
		err = ld.refuse(ctx, l, kept, err)
	}
	if err != nil {
		return nil, err
	}
	if b.Status == Loaded {
		k.after(b)
	}
	if b.Refused+b.Repeated > 0 {
		if b.RejectsFile, err = writeRejects(ctx, l, o.Rejects, b); err != nil {
			return nil, fmt.Errorf("write the refused rows: %w", err)
		}
	}
	ld.told(Done)
	return b, nil
}

func newLoading(p *pack.Pack, pl *plan, t *turn, e extract, k *known) *loading {
	b := &Batch{Source: t.source.ID, File: e.name, Kind: e.kind, ExtractOn: e.on, Bytes: e.size}
	return &loading{source: rowsOf(t.source, e.kind), register: t.source, pack: p, batch: b, options: pl.o, known: k,
		rate: newRate(pl.o, pl.say), spool: spool{dir: pl.o.Registers}}
}

func (l *loading) inTx(ctx context.Context, to *lake.Lake, kept *received) error {
	return to.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error { return l.run(ctx, tx, kept) })
}

// asked tells what must be known before an extract is read: whether an earlier one had the same size, and whether one whose turn
// is after it has been loaded. Without a key, rows do not correct each other and any order will do.
func asked(ctx context.Context, q lake.Querier, s *pack.Source, e extract, size int64) (sameSize, late bool, err error) {
	err = q.QueryRow(ctx, fmt.Sprintf(`SELECT EXISTS (FROM batch WHERE source = ? AND bytes = ? AND status <> ?), EXISTS (FROM batch WHERE %s)`,
		afterwards(s, e.on, e.kind)), s.ID, size, waiting).Scan(&sameSize, &late)
	return sameSize, late && len(s.Key) > 0, err
}

// already tells whether the same content of the same day was loaded before for the same source, or refused by the same
// pack; it then fills the batch with what is known of it, and makes its file of rejects again if that has been lost. The
// same content of a later day is loaded: it says that what was corrected in between is again as it was. It is
// asked only when an earlier extract had the same size, since the content must be read for it.
func already(ctx context.Context, q lake.Querier, p *pack.Pack, b *Batch, kept *received, o *Options) (bool, error) {
	if err := kept.finish(); err != nil {
		return false, err
	}
	b.Content, b.Bytes = kept.content, kept.bytes
	rows, err := q.Query(ctx, `SELECT batch_id, status, coalesce(why, ''), rows, added, corrected, unchanged, ended, repeated, refused FROM batch
		WHERE source = ? AND kind = ? AND content = ? AND extract_on = CAST(? AS DATE) AND (status = 'loaded' OR status = 'refused' AND pack_hash = ?)
		ORDER BY batch_id DESC`, b.Source, string(b.Kind), b.Content, b.ExtractOn.String(), p.Hash)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if !rows.Next() {
		return false, rows.Err()
	}
	if err := rows.Scan(&b.ID, &b.Status, &b.Why, &b.Rows, &b.Added, &b.Corrected, &b.Unchanged, &b.Ended, &b.Repeated, &b.Refused); err != nil {
		return false, err
	}
	rows.Close()
	if b.Status == Loaded {
		b.Status = Already
	}
	if b.Refused+b.Repeated == 0 {
		return true, nil
	}
	b.RejectsFile = filepath.Join(o.Rejects, fmt.Sprintf("%s-%d.csv", b.Source, b.ID))
	if _, err := os.Stat(b.RejectsFile); errors.Is(err, os.ErrNotExist) {
		_, err = writeRejects(ctx, q, o.Rejects, b)
		return true, err
	}
	return true, nil
}
