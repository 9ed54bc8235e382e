package match

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"vigie/internal/strsim"
)

// measure says how alike two values are, or how far apart.
type measure struct {
	// distance tells that small is alike; levels are then written with <=.
	distance bool
	// of compares two values of a column by their numbers; it is made once for each column.
	of func(c *column) func(x, y uint32) float64
	// bound, where there is one, says at once how alike they can be at most, or how near.
	bound func(s, t sketch) float64
}

// measures are those that levels can name, besides exact and swapped.
var measures = map[string]measure{
	"jaro_winkler":   {of: onTexts(strsim.JaroWinkler), bound: mostJaroWinkler},
	"jaro":           {of: onTexts(strsim.Jaro), bound: mostJaro},
	"levenshtein":    {distance: true, of: onTexts(func(a, b string) float64 { return float64(strsim.Levenshtein(a, b, mostEdits)) }), bound: leastEdits},
	"damerau":        {distance: true, of: onTexts(func(a, b string) float64 { return float64(strsim.Damerau(a, b, mostEdits)) }), bound: leastEdits},
	"common":         {of: onTexts(func(a, b string) float64 { return float64(strsim.Common(a, b)) })},
	"jaccard":        {of: onSets(distinctWords, func(s *sets, x, y []uint32) float64 { return strsim.Jaccard(x, y) })},
	"overlap":        {of: onSets(distinctWords, func(s *sets, x, y []uint32) float64 { return float64(strsim.Overlap(x, y)) })},
	"contained":      {of: onSets(distinctWords, func(s *sets, x, y []uint32) float64 { return strsim.Contained(x, y) })},
	"cosine":         {of: onSets(distinctWords, func(s *sets, x, y []uint32) float64 { return strsim.Cosine(x, y, s.weight) })},
	"trigrams":       {of: onSets(threes, func(s *sets, x, y []uint32) float64 { return strsim.Jaccard(x, y) })},
	"trigram_cosine": {of: onSets(threes, func(s *sets, x, y []uint32) float64 { return strsim.Cosine(x, y, s.weight) })},
	"days":           {distance: true, of: onNumbers(dayOf, func(a, b float64) float64 { return math.Abs(a - b) })},
	"months":         {distance: true, of: onNumbers(dayOf, func(a, b float64) float64 { return math.Abs(a-b) / 30.4375 })},
	"years":          {distance: true, of: onNumbers(dayOf, func(a, b float64) float64 { return math.Abs(a-b) / 365.25 })},
	"difference":     {distance: true, of: onNumbers(numberOf, func(a, b float64) float64 { return math.Abs(a - b) })},
	"ratio":          {of: onNumbers(numberOf, ratio)},
	"km":             {distance: true, of: kilometres},
}

// mostEdits are the most that a level can ask for; what lies further apart is not counted out.
const mostEdits = 20

func measureNames() []string {
	names := append(slices.Collect(maps.Keys(measures)), "exact", "swapped")
	slices.Sort(names)
	return names
}

func onTexts(of func(a, b string) float64) func(*column) func(x, y uint32) float64 {
	return func(c *column) func(x, y uint32) float64 {
		return func(x, y uint32) float64 { return of(c.dict.value(x), c.dict.value(y)) }
	}
}

func threes(s string) []string { return grams(s, 3) }

// sets are the words of each value of a column, numbered.
type sets struct {
	words []uint32
	ends  []uint32
	rare  []float64 // of each word: the logarithm of how rare it is among the records
}

func (s *sets) of(id uint32) []uint32 {
	from := uint32(0)
	if id > 0 {
		from = s.ends[id-1]
	}
	return s.words[from:s.ends[id]]
}

func (s *sets) weight(word uint32) float64 { return s.rare[word] }

func setsOf(c *column, split func(string) []string) *sets {
	s, words := &sets{}, newDict()
	counts, on := c.counts(), []uint32{0}
	for id := range c.dict.values() {
		from := len(s.words)
		for _, w := range split(c.dict.value(uint32(id))) {
			n := words.number(w)
			if int(n) == len(on) {
				on = append(on, 0)
			}
			on[n] += counts[id]
			s.words = append(s.words, n)
		}
		slices.Sort(s.words[from:])
		s.ends = append(s.ends, uint32(len(s.words)))
	}
	s.rare = make([]float64, len(on))
	for w, n := range on {
		s.rare[w] = math.Log(float64(len(c.ids)+1) / float64(max(n, 1)))
	}
	return s
}

func onSets(split func(string) []string, of func(s *sets, x, y []uint32) float64) func(*column) func(x, y uint32) float64 {
	return func(c *column) func(x, y uint32) float64 {
		s := setsOf(c, split)
		return func(x, y uint32) float64 { return of(s, s.of(x), s.of(y)) }
	}
}

// onNumbers reads every value once. What is no number is neither near nor alike.
func onNumbers(read func(string) (float64, bool), of func(a, b float64) float64) func(*column) func(x, y uint32) float64 {
	return func(c *column) func(x, y uint32) float64 {
		numbers := make([]float64, c.dict.values())
		for id := range numbers {
			n, ok := read(c.dict.value(uint32(id)))
			if !ok {
				n = math.NaN()
			}
			numbers[id] = n
		}
		return func(x, y uint32) float64 { return of(numbers[x], numbers[y]) }
	}
}

// dayOf reads a date as the step date writes it.
func dayOf(s string) (float64, bool) {
	t, err := time.Parse(time.DateOnly, s)
	return float64(t.Unix() / 86400), err == nil
}

func numberOf(s string) (float64, bool) {
	n, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return n, err == nil
}

// ratio is the smaller amount by the larger.
func ratio(a, b float64) float64 {
	a, b = math.Abs(a), math.Abs(b)
	if a == b {
		return 1
	}
	return min(a, b) / max(a, b)
}

// kilometres compares places that are written “latitude longitude”, along the earth's surface.
func kilometres(c *column) func(x, y uint32) float64 {
	lat, lon := make([]float64, c.dict.values()), make([]float64, c.dict.values())
	for id := range lat {
		lat[id], lon[id] = math.NaN(), math.NaN()
		if parts := strings.Fields(c.dict.value(uint32(id))); len(parts) == 2 {
			a, errA := strconv.ParseFloat(parts[0], 64)
			o, errO := strconv.ParseFloat(parts[1], 64)
			if errA == nil && errO == nil {
				lat[id], lon[id] = a*math.Pi/180, o*math.Pi/180
			}
		}
	}
	const earth = 6371.0088 // mean radius
	return func(x, y uint32) float64 {
		s, t := math.Sin((lat[x]-lat[y])/2), math.Sin((lon[x]-lon[y])/2)
		return 2 * earth * math.Asin(math.Sqrt(min(1, s*s+math.Cos(lat[x])*math.Cos(lat[y])*t*t)))
	}
}

// checkLevel says what is wrong with a condition of a level, or nothing.
func checkLevel(c condition) (what, wayOut string) {
	m, known := measures[c.name]
	switch {
	case c.name == "exact" || c.name == "swapped":
		if c.op != "" {
			return fmt.Sprintf("%s is true or not", c.name), "take " + c.op + " away"
		}
		if c.name == "swapped" && len(c.args) != 1 {
			return "swapped wants the other field", "write swapped(surname)"
		}
	case !known:
		return "", ""
	case c.op == "":
		return c.name + " wants a bound", fmt.Sprintf("write %s %s a number", c.name, wanted(m))
	case c.op != wanted(m):
		return fmt.Sprintf("%s %s is alike the wrong way round", c.name, c.op), "write " + wanted(m)
	}
	return "", ""
}

func wanted(m measure) string {
	if m.distance {
		return "<="
	}
	return ">="
}
