package match

import (
	"container/heap"
	"math"
	"slices"
)

// Between two sources whose records have one partner at most, links compete. Taking the strongest first can spend a record
// on a link that is a little stronger, and leave another without its only partner. We take the links with the greatest sum
// of weights instead: as a weight is the logarithm of the odds, it is the most probable of all assignments, if pairs are
// independent. It is found by shortest augmenting paths (Jonker and Volgenant 1987, on sparse costs), one record of the left
// source after the other; what has only one link, which is most, costs next to nothing.

// assigned orders the links of two sources so that those of the best assignment stand before the others, each by strength.
func assigned(t *Table, links []Link, v Verdicts) []Link {
	apart := map[[2]uint32]bool{}
	for _, p := range v.negative {
		apart[[2]uint32{p.A, p.B}] = true
	}
	a := newAssignment()
	floor := weightOf(t.spec.Accept)
	for _, l := range links {
		if t.source[l.A] == t.source[l.B] || apart[[2]uint32{l.A, l.B}] {
			continue
		}
		gain := max(l.Weight-floor, 0) + 1e-6 // so that a link at the threshold is better than none
		if l.Key {
			gain += 1 << 20 // an identifier goes before any weight
		}
		x, y := t.leftFirst(l)
		a.add(x, y, gain)
	}
	partner := a.solve()
	chosen := func(l Link) bool {
		x, y := t.leftFirst(l)
		return partner[x] == y+1
	}
	out := make([]Link, 0, len(links))
	for _, l := range links {
		if chosen(l) {
			out = append(out, l)
		}
	}
	for _, l := range links {
		if !chosen(l) {
			out = append(out, l)
		}
	}
	return out
}

// leftFirst are a link's records, that of the left source first: records that came later may stand in any order.
func (t *Table) leftFirst(l Link) (left, right uint32) {
	if t.source[l.A] > t.source[l.B] {
		return l.B, l.A
	}
	return l.A, l.B
}

// edge is a possible partner, and the cost of taking it: less than nothing.
type edge struct {
	right int
	cost  float64
}

// assignment is the rows and columns of the sparse costs.
type assignment struct {
	rows, columns   map[uint32]int
	left, right     []uint32 // the records
	edges           [][]edge
	u, v            []float64 // potentials: no edge's cost is below u+v
	rowOf, columnOf []int     // partners, -1 for none
	distance        []float64
	from            []int // the row by which a column was reached
	reached         []int
	done            []bool // its distance is final; rounding must not shorten it again
	queue           columnQueue
}

func newAssignment() *assignment {
	return &assignment{rows: map[uint32]int{}, columns: map[uint32]int{}}
}

func (a *assignment) add(left, right uint32, gain float64) {
	row, ok := a.rows[left]
	if !ok {
		row = len(a.left)
		a.rows[left] = row
		a.left, a.edges = append(a.left, left), append(a.edges, nil)
	}
	column, ok := a.columns[right]
	if !ok {
		column = len(a.right)
		a.columns[right] = column
		a.right = append(a.right, right)
	}
	a.edges[row] = append(a.edges[row], edge{column, -gain})
}

// solve returns the partner of each left record that has one, plus one.
func (a *assignment) solve() map[uint32]uint32 {
	a.u, a.v = make([]float64, len(a.left)), make([]float64, len(a.right))
	a.rowOf, a.columnOf = slices.Repeat([]int{-1}, len(a.right)), slices.Repeat([]int{-1}, len(a.left))
	a.done = make([]bool, len(a.right))
	a.distance, a.from = slices.Repeat([]float64{math.Inf(1)}, len(a.right)), make([]int, len(a.right))
	for row := range a.left {
		a.place(row)
	}
	partner := map[uint32]uint32{}
	for row, column := range a.columnOf {
		if column >= 0 {
			partner[a.left[row]] = a.right[column] + 1
		}
	}
	return partner
}

// place finds the cheapest way to give a row a column, moving others if need be, or to leave one row, this or another, without.
func (a *assignment) place(start int) {
	a.queue, a.reached = a.queue[:0], a.reached[:0]
	a.u[start] = 0
	for _, e := range a.edges[start] {
		a.u[start] = min(a.u[start], e.cost-a.v[e.right])
	}
	// Leaving a row alone costs nothing, in potentials -u.
	alone, shortest := start, -a.u[start]
	a.relax(start, 0)
	end := -1
	var scanned []int
	for a.queue.Len() > 0 {
		top := heap.Pop(&a.queue).(reach)
		if a.done[top.column] {
			continue // reached by a shorter way before
		}
		if top.distance >= shortest {
			break
		}
		row := a.rowOf[top.column]
		if row < 0 {
			end, shortest = top.column, top.distance
			break
		}
		scanned = append(scanned, top.column)
		a.done[top.column] = true
		if free := top.distance - a.u[row]; free < shortest {
			alone, shortest = row, free
		}
		a.relax(row, top.distance)
	}
	a.settle(start, scanned, shortest)
	a.augment(start, end, alone)
	for _, column := range a.reached {
		a.distance[column], a.done[column] = math.Inf(1), false
	}
}

// relax looks at the columns of a row that is reached at a distance.
func (a *assignment) relax(row int, distance float64) {
	for _, e := range a.edges[row] {
		d := distance + e.cost - a.u[row] - a.v[e.right]
		if d < a.distance[e.right] && !a.done[e.right] {
			if math.IsInf(a.distance[e.right], 1) {
				a.reached = append(a.reached, e.right)
			}
			a.distance[e.right], a.from[e.right] = d, row
			heap.Push(&a.queue, reach{d, e.right})
		}
	}
}

// settle moves the potentials so that the way found costs nothing more.
func (a *assignment) settle(start int, scanned []int, shortest float64) {
	a.u[start] += shortest
	for _, column := range scanned {
		if d := shortest - a.distance[column]; d > 0 {
			a.u[a.rowOf[column]] += d
			a.v[column] -= d
		}
	}
}

// augment turns the way around: from its end, a free column or the row that is left alone, back to its start.
func (a *assignment) augment(start, end, alone int) {
	column := end
	if end < 0 {
		if alone == start {
			return
		}
		column = a.columnOf[alone]
		a.columnOf[alone] = -1
	}
	for {
		row := a.from[column]
		next := a.columnOf[row]
		a.rowOf[column], a.columnOf[row] = row, column
		if row == start {
			return
		}
		column = next
	}
}

// reach is a column and how far it is.
type reach struct {
	distance float64
	column   int
}

type columnQueue []reach

func (q columnQueue) Len() int { return len(q) }
func (q columnQueue) Less(i, j int) bool {
	return q[i].distance < q[j].distance || q[i].distance == q[j].distance && q[i].column < q[j].column
}
func (q columnQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *columnQueue) Push(x any)   { *q = append(*q, x.(reach)) }
func (q *columnQueue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
