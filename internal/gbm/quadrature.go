package gbm

import "math"

// quadrature holds the points and weights of the Gauss–Legendre rule on [0, 1]. With n points it integrates
// every polynomial of degree 2n-1 exactly, not approximately.
type quadrature struct {
	points, weights []float64
}

// newQuadrature finds the points as the roots of the Legendre polynomial, by Newton's method from the usual
// cosine guess (Abramowitz and Stegun 1964, 25.4.30 and 22.16.6).
func newQuadrature(n int) quadrature {
	q := quadrature{points: make([]float64, n), weights: make([]float64, n)}
	for i := range n {
		x := math.Cos(math.Pi * (float64(i) + 0.75) / (float64(n) + 0.5))
		var slope float64
		for range 100 {
			var value float64
			value, slope = legendre(n, x)
			step := value / slope
			x -= step
			if math.Abs(step) < 1e-16 {
				break
			}
		}
		q.points[i] = (1 + x) / 2
		q.weights[i] = 1 / ((1 - x*x) * slope * slope)
	}
	return q
}

// legendre is the n-th Legendre polynomial and its derivative, by Bonnet's recursion.
func legendre(n int, x float64) (value, slope float64) {
	before, value := 0.0, 1.0
	for k := range n {
		before, value = value, (float64(2*k+1)*x*value-float64(k)*before)/float64(k+1)
	}
	return value, float64(n) * (x*value - before) / (x*x - 1)
}
