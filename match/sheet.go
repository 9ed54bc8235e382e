package match

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
)

// sheet is some rows of a file, by column.
type sheet struct {
	lines  []int
	ids    []string
	truth  []string
	values [][]string
}

const perSheet = 4096

func newSheet(columns int) *sheet {
	return &sheet{lines: make([]int, 0, perSheet), ids: make([]string, 0, perSheet), truth: make([]string, 0, perSheet), values: make([][]string, columns)}
}

var errNoID = errors.New("the record has no")

func (s *sheet) add(row []string, p places, line int) error {
	at := func(i int) string {
		if i < 0 || i >= len(row) {
			return ""
		}
		return strings.TrimSpace(row[i])
	}
	id := at(p.id)
	if id == "" {
		return errNoID
	}
	s.lines, s.ids, s.truth = append(s.lines, line), append(s.ids, id), append(s.truth, at(p.truth))
	for i, place := range p.cols {
		s.values[i] = append(s.values[i], at(place))
	}
	return nil
}

// numbering numbers the values of sheets, each thread those of some columns, in the order of the sheets.
type numbering struct {
	to      []chan *sheet
	running sync.WaitGroup
	failed  []error
}

func (r *raw) number(t *Table, source uint8) *numbering {
	n := &numbering{}
	tasks := []func(*sheet) error{r.ids(t, source), numbered(&r.truth, func(s *sheet) []string { return s.truth })}
	for i := range r.cols {
		tasks = append(tasks, numbered(&r.cols[i], func(s *sheet) []string { return s.values[i] }))
	}
	threads := min(runtime.GOMAXPROCS(0), len(tasks))
	n.failed = make([]error, threads)
	for k := range threads {
		sheets := make(chan *sheet, 4)
		n.to = append(n.to, sheets)
		n.running.Go(func() {
			for s := range sheets {
				for i := k; i < len(tasks) && n.failed[k] == nil; i += threads {
					n.failed[k] = tasks[i](s)
				}
			}
		})
	}
	return n
}

func (n *numbering) send(s *sheet) {
	for _, to := range n.to {
		to <- s
	}
}

// wait returns what was wrong.
func (n *numbering) wait() error {
	for _, to := range n.to {
		close(to)
	}
	n.running.Wait()
	return errors.Join(n.failed...)
}

// numbered numbers the values of one column.
func numbered(c *column, of func(*sheet) []string) func(*sheet) error {
	return func(s *sheet) error {
		for _, text := range of(s) {
			c.ids = append(c.ids, c.dict.number(text))
		}
		return nil
	}
}

// ids takes down what the records are called, each once in its file.
func (r *raw) ids(t *Table, source uint8) func(*sheet) error {
	seen := newDict()
	return func(s *sheet) error {
		for i, id := range s.ids {
			if n := seen.values(); int(seen.number(id)) < n {
				return fmt.Errorf("line %d: the %s %s stands twice", s.lines[i], r.spec.Key, id)
			}
			t.ids.add(id)
			t.source = append(t.source, source)
		}
		return nil
	}
}
