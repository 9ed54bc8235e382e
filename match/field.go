package match

import (
	"slices"
	"strings"
	"sync"

	"vigie/pack"
)

// clean makes the table's fields of the columns as read. Fields of columns are cleaned side by side; those that are made
// of other fields follow, in the spec's order.
func (r *raw) clean(t *Table) error {
	lists, err := wordLists(r.spec.Words)
	if err != nil {
		return err
	}
	t.fields = make([]column, len(r.spec.Fields))
	t.invalid = make([][]int, len(r.spec.Fields))
	var running sync.WaitGroup
	room := make(chan struct{}, 4)
	failed := make([]error, len(r.cols))
	for i, at := range r.of {
		running.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			t.fields[at], t.invalid[at], failed[i] = r.spec.Fields[at].cleaned(r.cols[i], lists, t.source)
			r.cols[i] = column{}
		})
	}
	running.Wait()
	for _, err := range failed {
		if err != nil {
			return err
		}
	}
	for i := range r.spec.Fields {
		f := &r.spec.Fields[i]
		if len(f.Of) == 0 {
			continue
		}
		if t.fields[i], t.invalid[i], err = f.cleaned(joined(t, f.Of), lists, t.source); err != nil {
			return err
		}
	}
	r.readTruth(t)
	return nil
}

// cleaned runs a field's steps on each distinct value. It tells besides how many records of each source had wrong check digits.
func (f *Field) cleaned(c column, lists map[string]wordList, source []uint8) (column, []int, error) {
	steps, err := f.steps(lists)
	if err != nil {
		return column{}, nil, err
	}
	wrong := make([]bool, c.dict.values())
	out := mapped(c, func(id uint32, s string) string {
		for _, step := range steps {
			s = step(s)
		}
		if slices.Contains(f.Missing, s) {
			return ""
		}
		if f.Check != nil && s != "" {
			var right bool
			if s, right = checked(f.Check, s); !right {
				wrong[id] = true
				return ""
			}
		}
		return s
	})
	var invalid []int
	for rec, id := range c.ids {
		if wrong[id] {
			invalid = counted(invalid, source[rec], 1)
		}
	}
	return out, invalid, nil
}

// counted adds to the count of a source.
func counted(counts []int, source uint8, n int) []int {
	for len(counts) <= int(source) {
		counts = append(counts, 0)
	}
	counts[source] += n
	return counts
}

func (f *Field) steps(lists map[string]wordList) ([]step, error) {
	steps := make([]step, len(f.Clean))
	for i, text := range f.Clean {
		c, err := oneCall(text)
		if err != nil {
			return nil, err
		}
		if steps[i], err = stepOf(c, lists); err != nil {
			return nil, err
		}
	}
	return steps, nil
}

// mapped makes a column of another by a function of its values.
func mapped(c column, of func(id uint32, s string) string) column {
	out := column{dict: newDict(), ids: make([]uint32, len(c.ids))}
	to := make([]uint32, c.dict.values())
	for id := range to {
		if id > 0 {
			to[id] = out.dict.number(of(uint32(id), c.dict.value(uint32(id))))
		}
	}
	for i, id := range c.ids {
		out.ids[i] = to[id]
	}
	return out
}

// joined puts fields behind each other, with spaces between.
func joined(t *Table, names []string) column {
	if len(names) == 1 {
		return t.fields[t.spec.fieldAt(names[0])]
	}
	out := column{dict: newDict(), ids: make([]uint32, t.Rows())}
	var text strings.Builder
	for r := range out.ids {
		text.Reset()
		for _, name := range names {
			value := t.fields[t.spec.fieldAt(name)].text(r)
			if value == "" {
				continue
			}
			if text.Len() > 0 {
				text.WriteByte(' ')
			}
			text.WriteString(value)
		}
		out.ids[r] = out.dict.number(text.String())
	}
	return out
}

// checked takes the separators out of a number and looks at its check digits.
func checked(c *pack.CheckDigit, s string) (string, bool) {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
	return digits, len(digits) == c.Payload+c.Length() && c.Right([]byte(digits))
}
