package source

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"sync"

	"vigie"
	"vigie/lake"
)

// flow is one extract on its way into a table: one goroutine reads and cuts, several check, and DuckDB's threads take the
// checked pieces, in the order of the file. Never more than a few pieces are under way, so a file of any size takes the same
// memory.
type flow struct {
	checker *checker
	cutter  *cutter
	first   *piece // what the first piece holds besides the header

	cancel  context.CancelFunc
	ordered chan *job
	jobs    chan *job
	done    sync.WaitGroup
	batches sync.Pool

	mu    sync.Mutex
	taken func(*checked) error // called with each piece, one at a time, in order
}

// job is a piece and what will come of it.
type job struct {
	piece *piece
	out   *checked
	ready chan struct{}
}

// newFlow reads the header. extra are the columns of the file that the pack does not declare.
func newFlow(c *checker, r io.Reader, taken func(*checked) error) (f *flow, extra []string, err error) {
	f = &flow{checker: c, cutter: newCutter(r, c.delim, c.quote), taken: taken}
	header, err := f.header()
	if err != nil {
		return nil, nil, err
	}
	extra, err = c.meet(header)
	return f, extra, err
}

// header takes the first record off the first piece.
func (f *flow) header() ([]string, error) {
	p, err := f.cutter.next()
	if errors.Is(err, io.EOF) {
		return nil, vigie.Errorf(vigie.Refused, "the file is empty: it has not even a header; ask the sender whether the extract failed")
	}
	if err != nil {
		return nil, damaged(err)
	}
	if p.overlong {
		return nil, vigie.Errorf(vigie.Refused, "line 1 is longer than %d bytes and can not be a header; is it CSV, with line feeds?", maxRecord)
	}
	n := firstRecord(p)
	f.first = p.after(n)
	s := splitter{delim: f.checker.delim, quote: f.checker.quote}
	s.split(p.data[:n])
	decode := decoderOf(f.checker.encoding)
	var names []string
	for _, field := range s.fields {
		if decode != nil {
			field, _ = decode(nil, field)
		}
		names = append(names, string(field))
	}
	return names, nil
}

// start sets the goroutines going.
func (f *flow) start(ctx context.Context) {
	ctx, f.cancel = context.WithCancel(ctx)
	workers := runtime.GOMAXPROCS(0)
	f.ordered = make(chan *job, 3*workers)
	f.jobs = make(chan *job, 3*workers)
	f.batches.New = func() any { return lake.NewBatch(f.checker.lakeFields()) }
	f.done.Go(func() { f.read(ctx) })
	for range workers {
		f.done.Go(f.check)
	}
}

// stop ends the goroutines and waits for them.
func (f *flow) stop() {
	f.cancel()
	f.done.Wait()
}

func (f *flow) read(ctx context.Context) {
	defer close(f.ordered)
	defer close(f.jobs)
	if f.first != nil && !f.send(ctx, &job{piece: f.first}) {
		return
	}
	for {
		p, err := f.cutter.next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			j := &job{out: &checked{err: at(f.cutter.line, damaged(err))}, ready: make(chan struct{})}
			close(j.ready)
			select {
			case f.ordered <- j:
			case <-ctx.Done():
			}
			return
		}
		if !f.send(ctx, &job{piece: p}) {
			return
		}
	}
}

func (f *flow) send(ctx context.Context, j *job) bool {
	j.ready = make(chan struct{})
	select {
	case f.ordered <- j:
	case <-ctx.Done():
		return false
	}
	select {
	case f.jobs <- j:
		return true
	case <-ctx.Done():
		return false
	}
}

func (f *flow) check() {
	w := newWorker(f.checker)
	for j := range f.jobs {
		j.out = &checked{batch: f.batches.Get().(*lake.Batch), piece: j.piece}
		w.piece(j.piece, j.out)
		close(j.ready)
	}
}

// Fields implements lake.Rows.
func (f *flow) Fields() []lake.Field { return f.checker.lakeFields() }

// Next implements lake.Rows.
func (f *flow) Next(ctx context.Context, done *lake.Batch) (*lake.Batch, error) {
	if done != nil {
		done.Reset()
		f.batches.Put(done)
	}
	f.mu.Lock() // so that pieces are taken in the order of the file
	defer f.mu.Unlock()
	select {
	case j, open := <-f.ordered:
		if !open {
			return nil, errors.Join(ctx.Err(), io.EOF)
		}
		select {
		case <-j.ready:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if j.out.err != nil {
			return nil, j.out.err
		}
		return j.out.batch, f.taken(j.out)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// firstRecord is how long the first record of a piece is.
func firstRecord(p *piece) int {
	if p.ends != nil {
		return p.ends[0]
	}
	if i := bytes.IndexByte(p.data, '\n'); i >= 0 {
		return i + 1
	}
	return len(p.data)
}

// after is the piece without its first record, of n bytes; nil when nothing is left.
func (p *piece) after(n int) *piece {
	if n == len(p.data) {
		return nil
	}
	rest := &piece{data: p.data[n:], line: p.line + int64(bytes.Count(p.data[:n], newline))}
	if p.ends != nil {
		rest.ends = make([]int, len(p.ends)-1)
		for i, end := range p.ends[1:] {
			rest.ends[i] = end - n
		}
	}
	if p.bad != nil {
		rest.bad = p.bad[1:]
	}
	return rest
}
