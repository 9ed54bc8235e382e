package gbm

// mix is the finaliser of SplitMix64 (Steele, Lea & Flood 2014). We use it as a counter-based generator:
// a row's random number depends on the seed and on the row alone, so that threads may draw in any order,
// and the standard library may change its generators without changing our models.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// golden is SplitMix64's step between two states.
const golden = 0x9e3779b97f4a7c15

// Streams keep the draws of one purpose apart from those of another.
const (
	streamRound uint64 = iota + 1
	streamRows
	streamColumns
	streamQuantile
)

// stream derives the seed of one purpose, and of one tree or feature.
func stream(seed, purpose, number uint64) uint64 {
	return mix(mix(seed+golden*purpose) + golden*(number+1))
}

// draw is the i-th random word of a stream.
func draw(stream, i uint64) uint64 { return mix(stream + golden*(i+1)) }

// below is the i-th draw of a stream as a number in [0, n), for n < 2³².
func below(stream, i uint64, n int) int {
	return int((draw(stream, i) >> 32) * uint64(n) >> 32)
}
