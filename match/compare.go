package match

import (
	"slices"

	"vigie/internal/chance"
)

// A pair is on one level of each comparison: 0 for missing, 1 for the best level, and on to "else", the last.
const missing = 0

// comparison is one of the spec's, made ready for a table.
type comparison struct {
	spec  *Comparison
	field int
	ids   []uint32 // of the field
	// grid is where a record's values of all comparisons stand side by side, so that a pair costs two looks into memory and
	// not two for each field; a million records do not fit in a processor's cache.
	at, width int
	grid      []uint32
	levels    [][]test
	figures   []figure
	// alone tells that the level follows from the two values of the field alone, so that it can be remembered.
	alone bool
	// exact is the level that says no more than that the values are equal, or 0.
	exact int
}

// figure is a measure of a field; levels that hold it against different bounds share it.
type figure struct {
	name string
	ids  []uint32
	of   func(x, y uint32) float64
	// bound and sketches see of most pairs that a bound is not reached, before the texts are looked at.
	bound    func(s, t sketch) float64
	sketches []sketch
}

// test is one condition of a level.
type test struct {
	kind   testKind
	ids    []uint32 // of exactly; the other field of swapped
	figure int      // of measured
	less   bool
	bound  float64
}

type testKind uint8

const (
	exactly testKind = iota
	swapped
	measured
)

// comparisons makes the spec's ready.
func (t *Table) comparisons() ([]comparison, error) {
	all := make([]comparison, len(t.spec.Compare))
	for i := range all {
		var err error
		if all[i], err = t.comparison(&t.spec.Compare[i]); err != nil {
			return nil, err
		}
	}
	grid := make([]uint32, t.Rows()*len(all))
	for i := range all {
		all[i].grid, all[i].at, all[i].width = grid, i, len(all)
		for r, id := range all[i].ids {
			grid[r*len(all)+i] = id
		}
	}
	return all, nil
}

func (t *Table) comparison(s *Comparison) (comparison, error) {
	c := comparison{spec: s, field: t.spec.fieldAt(s.Field), alone: true}
	c.ids = t.fields[c.field].ids
	for l, text := range s.Levels {
		parts, err := conditions(text)
		if err != nil {
			return c, err
		}
		tests := make([]test, len(parts))
		for i, part := range parts {
			tests[i] = c.test(t, part)
		}
		if c.exact == 0 && len(parts) == 1 && parts[0].name == "exact" && len(parts[0].args) == 0 {
			c.exact = l + 1
		}
		c.levels = append(c.levels, tests)
	}
	return c, nil
}

func (c *comparison) test(t *Table, part condition) test {
	field := c.field
	if len(part.args) > 0 {
		if field = t.spec.fieldAt(part.args[0]); field != c.field {
			c.alone = false
		}
	}
	switch part.name {
	case "exact":
		return test{kind: exactly, ids: t.fields[field].ids}
	case "swapped":
		return test{kind: swapped, ids: t.translated(field, c.field)}
	}
	name := call{part.name, []string{t.spec.Fields[field].Name}}.String()
	at := slices.IndexFunc(c.figures, func(f figure) bool { return f.name == name })
	if at < 0 {
		at = len(c.figures)
		m := measures[part.name]
		f := figure{name: name, ids: t.fields[field].ids, of: m.of(&t.fields[field]), bound: m.bound}
		if m.bound != nil {
			f.sketches = sketches(&t.fields[field])
		}
		c.figures = append(c.figures, f)
	}
	return test{kind: measured, figure: at, less: part.op == "<=", bound: part.value}
}

// translated are the values of a field in the numbers of another, so that the two can be told equal. What the other does
// not have is larger than all of its numbers.
func (t *Table) translated(field, into int) []uint32 {
	from, to := &t.fields[field], t.fields[into].dict
	numbers := make([]uint32, from.dict.values())
	for id := 1; id < len(numbers); id++ {
		text := from.dict.value(uint32(id))
		if numbers[id] = to.slots[to.find(text, from.dict.hashes[id])]; numbers[id] == 0 {
			numbers[id] = uint32(to.values() + id)
		}
	}
	ids := make([]uint32, len(from.ids))
	for r, id := range from.ids {
		ids[r] = numbers[id]
	}
	return ids
}

// elseLevel is the level of pairs that are on no other.
func (c *comparison) elseLevel() uint8 { return uint8(len(c.levels) + 1) }

// comparer compares pairs; each thread has its own.
type comparer struct {
	comparisons []comparison
	known       [][]remembered
	figures     []float64 // of the pair at hand, by comparison's figure
	have        uint64    // which of them are computed
}

// remembered is the level of a pair of values. Names repeat: of the pairs of a block most have been compared before.
type remembered struct {
	x, y  uint32
	level uint8
}

const (
	rememberBits = 13
	rememberMask = 1<<rememberBits - 1
)

func newComparer(comparisons []comparison) *comparer {
	w := &comparer{comparisons: comparisons, known: make([][]remembered, len(comparisons))}
	for i, c := range comparisons {
		if c.alone && len(c.figures) > 0 {
			w.known[i] = make([]remembered, 1<<rememberBits)
		}
		w.figures = append(w.figures, make([]float64, max(0, len(c.figures)-len(w.figures)))...)
	}
	return w
}

// level compares two records by comparison i.
func (w *comparer) level(i int, a, b uint32) uint8 {
	c := &w.comparisons[i]
	x, y := c.grid[int(a)*c.width+c.at], c.grid[int(b)*c.width+c.at]
	switch {
	case x == 0 || y == 0:
		return missing
	case w.known[i] == nil:
		return w.compute(c, a, b)
	case x == y && c.exact == 1:
		return 1
	}
	if x > y {
		x, y = y, x
	}
	slot := &w.known[i][chance.Mix(uint64(x)<<32|uint64(y))&rememberMask]
	if slot.x != x || slot.y != y {
		*slot = remembered{x, y, w.compute(c, a, b)}
	}
	return slot.level
}

func (w *comparer) compute(c *comparison, a, b uint32) uint8 {
	w.have = 0
	for l, tests := range c.levels {
		if w.all(c, tests, a, b) {
			return uint8(l + 1)
		}
	}
	return c.elseLevel()
}

func (w *comparer) all(c *comparison, tests []test, a, b uint32) bool {
	for i := range tests {
		if !w.holds(c, &tests[i], a, b) {
			return false
		}
	}
	return true
}

func (w *comparer) holds(c *comparison, t *test, a, b uint32) bool {
	switch t.kind {
	case exactly:
		return t.ids[a] == t.ids[b] && t.ids[a] != 0
	case swapped:
		return c.ids[a] == t.ids[b] && c.ids[b] == t.ids[a]
	}
	f := &c.figures[t.figure]
	x, y := f.ids[a], f.ids[b]
	if x == 0 || y == 0 {
		return false
	}
	if w.have>>t.figure&1 == 0 {
		if f.bound != nil && !t.reaches(f.bound(f.sketches[x], f.sketches[y])) {
			return false
		}
		w.figures[t.figure] = f.of(x, y)
		w.have |= 1 << t.figure
	}
	return t.reaches(w.figures[t.figure])
}

func (t *test) reaches(figure float64) bool {
	if t.less {
		return figure <= t.bound
	}
	return figure >= t.bound
}
