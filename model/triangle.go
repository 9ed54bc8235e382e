package model

import "math"

// triangle is the lower half of a symmetric matrix, or of its Cholesky factor: line j has j+1 values.
type triangle [][]float64

func newTriangle(n int) triangle {
	all := make([]float64, n*(n+1)/2)
	t := make(triangle, n)
	for j := range t {
		t[j], all = all[:j+1:j+1], all[j+1:]
	}
	return t
}

// factor puts the Cholesky factor in the matrix's place. A pivot that rounding leaves at nothing counts as it stood on the diagonal: the
// factor then is that of a matrix nearby, which leads as well.
func (t triangle) factor() triangle {
	for j, line := range t {
		for k := range j {
			line[k] = (line[k] - inner(t[k][:k], line[:k])) / t[k][k]
		}
		pivot := line[j] - inner(line[:j], line[:j])
		if !(pivot > 1e-12*line[j]) {
			pivot = line[j]
		}
		line[j] = math.Sqrt(pivot)
	}
	return t
}

// solve gives v such that the matrix, of which t is the factor, times v is b.
func (t triangle) solve(b []float64) []float64 {
	v := append([]float64(nil), b...)
	for j, line := range t {
		v[j] = (v[j] - inner(line[:j], v[:j])) / line[j]
	}
	for j := len(t) - 1; j >= 0; j-- {
		line := t[j]
		v[j] /= line[j]
		for k, x := range line[:j] {
			v[k] -= x * v[j]
		}
	}
	return v
}
