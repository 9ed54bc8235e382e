package source

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// loading is the loading of one extract.
type loading struct {
	source   *pack.Source // how the rows are described
	register *pack.Source // whose they are; source itself, unless the extract deletes
	pack     *pack.Pack
	batch    *Batch
	options  *Options
	rate     *rate
	known    *known
	checker  *checker
	spool    spool

	table  string // where the rows go first: the register itself, or incoming
	staged bool   // it is incoming
	beside bool   // it is the register, and the rows whose keys it may know are held back and go to incoming

	refusedKeys []*lake.Batch // see notePresent
	keysHeld    int           // in refusedKeys
	seen        *keySet       // the keys so far; nil when there is none, and when there are too many to keep
	held        *held
	reached     atomic.Int64 // how far the file is read, as the reading goroutine tells the others

	restored int64 // versions that an extract of the same day ended and this one takes back

	utf8, other int // see checked
	firstUTF8   int64
}

// mostRefusedKeys bounds the memory of refusedKeys.
const mostRefusedKeys = 4 << 20

// run loads the extract in a transaction. Until it returns nil, nothing is changed.
func (l *loading) run(ctx context.Context, tx *lake.Tx, kept *received) error {
	var err error
	if l.checker, err = l.newChecker(); err != nil {
		return err
	}
	if err := l.place(ctx, tx); err != nil {
		return err
	}
	if err := l.read(ctx, tx, kept); err != nil {
		return err
	}
	if err := l.release(ctx, tx); err != nil {
		return err
	}
	if err := wrongEncoding(l.checker.encoding, l.utf8, l.other, l.firstUTF8); err != nil {
		return err
	}
	if err := l.notePresent(ctx, tx); err != nil {
		return err
	}
	if err := l.setAside(ctx, tx, kept); err != nil {
		return err
	}
	if err := l.tooMany(); err != nil {
		return err
	}
	if err := l.store(ctx, tx); err != nil {
		return err
	}
	return kept.keep() // before the commit, so that no batch is without its extract
}

// newChecker understands the source, and reads the key when a column is a pseudonym.
func (l *loading) newChecker() (*checker, error) {
	var secret []byte
	for i := range l.source.Columns {
		if l.source.Columns[i].Pseudonym && secret == nil {
			var err error
			if secret, err = pseudonymKey(l.options.Keys); err != nil {
				return nil, noRoom(err)
			}
		}
	}
	c, err := newChecker(l.source, l.batch.ExtractOn, l.batch.ID, secret)
	if err == nil {
		c.keepKeys, c.coarse = l.batch.Kind == Full, l.options.coarse
	}
	return c, err
}

// place decides where the rows go. Most of the time a load takes is the writing of the rows, which should be done once: so a
// first extract goes straight into its register, and so does one that is likely to bring mostly new rows, if it is known which keys are
// new. Of the others most would be taken out again, and they are compared before they are stored.
func (l *loading) place(ctx context.Context, tx *lake.Tx) error {
	l.table = "register." + lake.Name(l.source.ID)
	compared := l.known.filled && len(l.source.Key) > 0
	l.beside = compared && l.known.keys != nil && l.known.mostlyNew && l.batch.Kind == Rows && !looksAtItself(l.source)
	l.staged = !l.beside && (compared || looksAtItself(l.source) || l.batch.Kind == Deletes)
	if l.staged {
		l.table = "incoming"
	}
	if l.staged || l.beside {
		return l.likeRegister(ctx, tx, "incoming")
	}
	return nil
}

// read takes the rows in, and finishes the copy of the extract.
func (l *loading) read(ctx context.Context, tx *lake.Tx, kept *received) (err error) {
	defer func() {
		// An extract that is refused is kept as a whole too, and one that is to be read again.
		if err == nil || vigie.CodeOf(err) == vigie.Refused || errors.Is(err, errManyKnown) {
			err = cmp.Or(kept.finish(), err)
			l.batch.Content, l.batch.Bytes = kept.content, kept.bytes
		}
	}()
	in, err := l.open(ctx, kept)
	if err != nil {
		return err
	}
	defer in.Close()
	f, extra, err := newFlow(l.checker, in, l.taken)
	l.batch.PassedOver = extra
	if err != nil {
		return err
	}
	if l.held = newHeld(f.Fields()); len(l.source.Key) > 0 {
		l.seen = &keySet{}
	}
	f.start(ctx)
	defer f.stop()
	_, err = tx.Insert(ctx, l.table, f)
	return err
}

// notePresent makes the table of the keys that are in an extract of the whole register beside those of incoming: whose rows
// were refused. They must not end for it.
func (l *loading) notePresent(ctx context.Context, tx *lake.Tx) error {
	if l.batch.Kind != Full || !l.staged {
		return nil
	}
	_, err := tx.Exec(ctx, fmt.Sprintf("CREATE OR REPLACE TEMP TABLE present AS SELECT %s FROM incoming LIMIT 0", strings.Join(keyNames(l.source, ""), ", ")))
	if err != nil || len(l.refusedKeys) == 0 {
		return err
	}
	_, err = tx.Insert(ctx, "present", lake.Batches(l.checker.keyFields(), l.refusedKeys...))
	return err
}

// open reads the extract as it comes in, or where it is kept when it had to be read as a whole before: to compare its
// content with an earlier extract's, or because a Parquet file begins at its end.
func (l *loading) open(ctx context.Context, kept *received) (*opened, error) {
	if extension(l.batch.File) == ".parquet" {
		if err := kept.finish(); err != nil {
			return nil, err
		}
	}
	if kept.content != "" {
		return l.reopen(ctx, kept)
	}
	return openExtract(bufio.NewReaderSize(kept, pieceSize/4), l.batch.File, l.checker.encoding)
}

// taken counts a piece on its way into the table.
func (l *loading) taken(c *checked) error {
	l.batch.Rows += c.rows
	l.utf8, l.other = l.utf8+c.utf8, l.other+c.other
	if c.firstUTF8 > 0 && (l.firstUTF8 == 0 || c.firstUTF8 < l.firstUTF8) {
		l.firstUTF8 = c.firstUTF8
	}
	if err := l.hold(c); err != nil {
		return err
	}
	if c.refusedKeys != nil {
		l.refusedKeys = append(l.refusedKeys, c.refusedKeys)
		if l.keysHeld += c.refusedKeys.Rows; l.keysHeld > mostRefusedKeys {
			return vigie.Errorf(vigie.Refused, "more than %d rows are refused in an extract that says to be the whole register; mend it, or the pack's source/%s.yaml", mostRefusedKeys, l.register.ID)
		}
	}
	l.told(Reading)
	return l.spool.add(c.rejects...)
}

// setAside takes the rows out again that are at fault only beside others: keys that come twice, and the pack's rules.
func (l *loading) setAside(ctx context.Context, tx *lake.Tx, kept *received) error {
	l.told(Comparing)
	for _, look := range []func(context.Context, *lake.Tx) ([]reject, error){l.repeated, l.faulty} {
		found, err := look(ctx, tx)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			continue
		}
		if err := l.fillRaw(ctx, kept, found); err != nil {
			return err
		}
		if err := l.remove(ctx, tx, found); err != nil {
			return err
		}
		if err := l.spool.add(found...); err != nil {
			return err
		}
	}
	return nil
}

// remove takes rows out of where they stand; those that are held never were there.
func (l *loading) remove(ctx context.Context, tx *lake.Tx, rejects []reject) error {
	inside := func(line int64) bool { return !l.held.outside(line) }
	if !slices.ContainsFunc(rejects, func(r reject) bool { return inside(r.Line) }) {
		return nil
	}
	if err := l.aside(ctx, tx, rejects, inside); err != nil {
		return err
	}
	if l.batch.Kind == Full && l.staged {
		if _, err := tx.Exec(ctx, fmt.Sprintf("INSERT INTO present SELECT %s FROM incoming WHERE line IN (SELECT line FROM aside)", strings.Join(keyNames(l.source, ""), ", "))); err != nil {
			return err
		}
	}
	from := []string{l.table}
	if l.held.known.Rows > 0 {
		from = append(from, "incoming")
	}
	for _, table := range from {
		if _, err := tx.Exec(ctx, fmt.Sprintf("DELETE FROM %s WHERE batch_id = %d AND line IN (SELECT line FROM aside)", table, l.batch.ID)); err != nil {
			return err
		}
	}
	return nil
}

// tooMany refuses the batch when more of its rows are refused than the pack allows.
func (l *loading) tooMany() error {
	b := l.batch
	b.Refused, b.Repeated = l.spool.refused, l.spool.repeats
	if float64(b.Refused) <= l.source.RefuseBatchOver*float64(b.Rows) {
		return nil
	}
	first := *l.spool.first
	return vigie.Errorf(vigie.Refused, "line %d: %s%s; %d of %d rows are refused and the pack allows %g%%; mend the extract, or the pack's source/%s.yaml",
		first.Line, subject(first), first.Reason, b.Refused, b.Rows, 100*l.source.RefuseBatchOver, l.source.ID)
}

func subject(r reject) string {
	switch {
	case r.Column == "":
		return ""
	case r.Value == "":
		return r.Column + " "
	}
	return fmt.Sprintf("%s %q ", r.Column, r.Value)
}

// told passes on how far the load is.
func (l *loading) told(step Step) {
	l.rate.say(Progress{Source: l.source.ID, File: l.batch.File, Step: step, Bytes: l.reached.Load(), Total: l.batch.Bytes, Rows: l.batch.Rows},
		step == Done || step == Comparing)
}
