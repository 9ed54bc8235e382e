package model

import "sync"

// design is what a logistic regression sees of its rows, the intercept's 1 last. Most of what is asked of an employer is nothing: no
// posting, no evidence. So of each term only the values are kept that differ from its most frequent one, which is said once for all rows.
type design struct {
	rest  []float64 // of each term its most frequent value, centred and scaled; of the intercept 1
	start []int32   // where a row's cells begin; one more at the end
	term  []int32   // of each cell
	above []float64 // of each cell: its value less the term's rest
}

// newDesign gathers the terms' values in the rows; raw gives those of a term before they are centred and scaled.
func newDesign(terms []term, rows int, raw func(j int) []float64) design {
	x := design{rest: make([]float64, len(terms)+1), start: make([]int32, rows+1)}
	x.rest[len(terms)] = 1
	columns := make([][]float64, len(terms))
	for j, tm := range terms {
		columns[j] = raw(j)
		usual := usual(columns[j], tm)
		x.rest[j] = (usual - tm.Mean) / tm.Scale
		for i, v := range columns[j] {
			columns[j][i] = (v - usual) / tm.Scale
			if v != usual {
				x.start[i+1]++
			}
		}
	}
	for i := range rows {
		x.start[i+1] += x.start[i]
	}
	x.term, x.above = make([]int32, x.start[rows]), make([]float64, x.start[rows])
	for i := range rows {
		at := x.start[i]
		for j, column := range columns {
			if v := column[i]; v != 0 {
				x.term[at], x.above[at], at = int32(j), v, at+1
			}
		}
	}
	return x
}

// usual is none, or what a missing number counts as, whichever is more frequent.
func usual(values []float64, tm term) float64 {
	none, missing := 0, 0
	for _, v := range values {
		switch v {
		case 0:
			none++
		case tm.Fallback:
			missing++
		}
	}
	if missing > none {
		return tm.Fallback
	}
	return 0
}

func (x design) terms() int { return len(x.rest) }

// along is the row times v, without what all rows have in common.
func (x design) along(i int, v []float64) float64 {
	sum := 0.0
	from, until := x.start[i], x.start[i+1]
	terms, above := x.term[from:until], x.above[from:until]
	for k, j := range terms {
		sum += above[k] * v[j]
	}
	return sum
}

// add adds so many times the row to out, without what all rows have in common.
func (x design) add(i int, times float64, out []float64) {
	from, until := x.start[i], x.start[i+1]
	terms, above := x.term[from:until], x.above[from:until]
	for k, j := range terms {
		out[j] += above[k] * times
	}
}

// gram is the sum over some rows, at equal steps, of a row times itself with the row's weight, raised to the weight of all of them.
func (x design) gram(weights []float64, some int) triangle {
	rows := len(weights)
	var sums [parts]triangle
	var wait sync.WaitGroup
	for p := range parts {
		wait.Go(func() {
			g := newTriangle(x.terms())
			for s := some * p / parts; s < some*(p+1)/parts; s++ {
				i := s * rows / some
				x.square(i, weights[i], g)
			}
			sums[p] = g
		})
	}
	wait.Wait()
	g := sums[0]
	for _, other := range sums[1:] {
		for j := range g {
			for k, v := range other[j] {
				g[j][k] += v
			}
		}
	}
	return x.whole(g, float64(rows)/float64(some))
}

// square adds the row's cells times each other, and on the last line, which is the intercept's, the cells themselves.
func (x design) square(i int, weight float64, g triangle) {
	from, until := x.start[i], x.start[i+1]
	terms, above := x.term[from:until], x.above[from:until]
	last := g[len(g)-1]
	for k, j := range terms {
		scaled, line := weight*above[k], g[j]
		for m, other := range terms[:k+1] {
			line[other] += scaled * above[m]
		}
		last[j] += scaled
	}
	last[len(last)-1] += weight
}

// whole puts back what all rows have in common: of (cells + rest) times itself the cells' part is there.
func (x design) whole(g triangle, raise float64) triangle {
	last := len(g) - 1
	cells, all := append([]float64(nil), g[last][:last]...), g[last][last]
	for j := range last {
		for k := range g[j] {
			g[j][k] = raise * (g[j][k] + x.rest[j]*cells[k] + x.rest[k]*cells[j] + x.rest[j]*x.rest[k]*all)
		}
		g[last][j] = raise * (cells[j] + x.rest[j]*all)
	}
	g[last][last] = raise * all
	return g
}
