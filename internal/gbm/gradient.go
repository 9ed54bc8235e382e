package gbm

import "math"

// A gradient pair is one 64-bit word: the gradient as a signed integer in the upper half, the hessian as an
// unsigned one in the lower. Words are summed with one addition, and subtracted likewise; as integers, they
// give the same sum in any order, whoever adds.
//
// Nothing can overflow, because the scale is chosen from the sum over all rows: the rows' rounded gradients
// have magnitudes that sum up to less than 2³¹, and their hessians to less than 2³², so every subset's sums
// fit. With a million rows an average gradient still has more than 500 steps. What is rounded is rounded
// at random, up or down in proportion, so that sums are unbiased (Shi et al. 2022, who train well with as
// few as four steps).
type pair = uint64

func gradOf(p pair) int64 { return int64(int32(p >> 32)) }
func hessOf(p pair) int64 { return int64(uint32(p)) }

// gradients is the loss's derivatives at the present margins.
type gradients struct {
	g, h   []float32
	pairs  []pair    // g and h in fixed point
	sums   []float64 // of |g| and of h, two a chunk
	unitG  float64   // what one step of a pair's gradient is worth, a power of two
	unitH  float64
	crew   crew
	labels []float32
	data   *Dataset
}

func newGradients(data *Dataset, c crew) *gradients {
	n := data.Matrix.Rows()
	return &gradients{
		g: make([]float32, n), h: make([]float32, n), pairs: make([]pair, n),
		sums: make([]float64, 2*chunksOf(n)), crew: c, labels: data.Labels, data: data,
	}
}

// update computes every row's pair at the margins.
func (d *gradients) update(objective Objective, margins []float64, stream uint64) {
	d.crew.chunks(len(margins), func(chunk, begin, end int) {
		if objective == Logistic {
			d.logistic(margins, begin, end)
		} else {
			d.squared(margins, begin, end)
		}
		d.weigh(chunk, begin, end)
	})
	sumG, sumH := 0.0, 0.0
	for i := 0; i < len(d.sums); i += 2 {
		sumG += d.sums[i]
		sumH += d.sums[i+1]
	}
	d.unitG = unit(sumG, 1<<31, len(margins))
	d.unitH = unit(sumH, 1<<32, len(margins))
	d.crew.chunks(len(margins), func(_, begin, end int) { d.quantise(begin, end, stream) })
}

func (d *gradients) logistic(margins []float64, begin, end int) {
	y, g, h := d.labels[begin:end], d.g[begin:end], d.h[begin:end]
	for i, margin := range margins[begin:end] {
		p := sigmoid(margin)
		g[i] = float32(p - float64(y[i]))
		h[i] = float32(max(p*(1-p), 1e-16))
	}
}

func sigmoid(margin float64) float64 { return 1 / (1 + math.Exp(-margin)) }

func (d *gradients) squared(margins []float64, begin, end int) {
	y, g, h := d.labels[begin:end], d.g[begin:end], d.h[begin:end]
	for i, margin := range margins[begin:end] {
		g[i] = float32(margin - float64(y[i]))
		h[i] = 1
	}
}

// weigh multiplies with the instance weights and sums a chunk up.
func (d *gradients) weigh(chunk, begin, end int) {
	g, h := d.g[begin:end], d.h[begin:end]
	if d.data.Weights != nil {
		for i, w := range d.data.Weights[begin:end] {
			g[i] *= w
			h[i] *= w
		}
	}
	sumG, sumH := 0.0, 0.0
	for i := range g {
		sumG += math.Abs(float64(g[i]))
		sumH += float64(h[i])
	}
	d.sums[2*chunk], d.sums[2*chunk+1] = sumG, sumH
}

// unit is the smallest power of two in which n magnitudes that sum up to sum can be counted below limit,
// although each may be rounded up by one step. The 2¹⁶ are for the error of the floating-point sum itself.
func unit(sum, limit float64, n int) float64 {
	budget := limit - float64(n) - 1<<16
	_, exponent := math.Frexp(sum / budget) // sum/budget < 2^exponent
	return math.Ldexp(1, min(max(exponent, -100), 200))
}

// quantise rounds a chunk's gradients to pairs.
func (d *gradients) quantise(begin, end int, stream uint64) {
	g, h, pairs := d.g[begin:end], d.h[begin:end], d.pairs[begin:end]
	perG, perH := 1/d.unitG, 1/d.unitH
	for i := range pairs {
		random := draw(stream, uint64(begin+i))
		gq := roundAt(float64(g[i])*perG, random>>32)
		hq := roundAt(float64(h[i])*perH, random&(1<<32-1))
		pairs[i] = pair(gq)<<32 + pair(hq)
	}
}

// roundAt rounds x up where a random word below 2³² is below x's fraction, and down otherwise: whole numbers
// stay. The shift makes x positive, for which the conversion to an integer is a floor.
func roundAt(x float64, random uint64) int64 {
	const shift = 1 << 32
	return int64(x+float64(random>>12)*(1.0/(1<<20))+shift) - shift
}
