package source

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
)

// fillRaw fetches the text of rows that were found at fault only in the lake, where they were not held, by reading the extract once
// more. Most loads never need it, and no load keeps the place of every row for it.
func (l *loading) fillRaw(ctx context.Context, kept *received, rejects []reject) error {
	if !slices.ContainsFunc(rejects, func(r reject) bool { return r.Raw == "" }) {
		return nil
	}
	in, err := l.reopen(ctx, kept)
	if err != nil {
		return err
	}
	defer in.Close()
	slices.SortFunc(rejects, func(a, b reject) int { return int(a.Line - b.Line) })
	cut := newCutter(in, l.checker.delim, l.checker.quote)
	split := splitter{delim: l.checker.delim, quote: l.checker.quote}
	next := 0
	for next < len(rejects) {
		p, err := cut.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if cut.line <= rejects[next].Line {
			continue // the piece ends before it
		}
		p.records(func(record []byte, line int64, ok bool) {
			for next < len(rejects) && rejects[next].Line == line {
				split.split(record)
				rejects[next].Raw = l.checker.rawText(record, split.spans)
				next++
			}
		})
	}
	return nil
}

// reopen reads the extract once more, where it is kept.
func (l *loading) reopen(ctx context.Context, kept *received) (*opened, error) {
	return openKept(ctx, kept.where(), l.batch.File, l.checker)
}

// openKept reads an extract where it is kept; name is the one it came with.
func openKept(ctx context.Context, path, name string, c *checker) (*opened, error) {
	if extension(name) == ".parquet" {
		return openParquet(ctx, path, c)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	o, err := openExtract(&stoppable{ctx, f}, name, c.encoding)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	o.close = append([]func(){func() { f.Close() }}, o.close...)
	return o, nil
}

// stoppable ends a reading when the load is called off.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

func (s *stoppable) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(b)
}
