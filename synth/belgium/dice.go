package belgium

import (
	"math"

	"vigie/internal/chance"
)

// dice is a stream of chance. Each firm has one for each step and register, keyed by their names, so that what is written
// depends neither on the order in which firms are visited nor on the number of threads.
type dice struct{ state uint64 }

// dice of one thing (a firm, a person) in one step or register.
func (w *world) dice(purpose string, id int) dice { return keyed(w.key(purpose), id) }

// key is the slow part of dice, for loops over many ids: keyed(key, id) is the same stream.
func (w *world) key(purpose string) uint64 {
	h := chance.Mix(w.seed ^ 0x76696769)
	for i := range len(purpose) {
		h = chance.Mix(h ^ uint64(purpose[i]))
	}
	return h
}

func keyed(key uint64, id int) dice { return dice{chance.Mix(key ^ uint64(id)*0x9e3779b97f4a7c15)} }

func (d *dice) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	return chance.Mix(d.state)
}

// float is in [0, 1).
func (d *dice) float() float64 { return float64(d.next()>>11) / (1 << 53) }

func (d *dice) chance(p float64) bool { return d.float() < p }

// intn is in [0, n); the bias of one in 2^32/n can not be seen in a country.
func (d *dice) intn(n int) int { return int(d.next() >> 32 * uint64(n) >> 32) }

// between is in [low, high].
func (d *dice) between(low, high int) int { return low + d.intn(high-low+1) }

// normal is of the standard normal distribution (Box and Muller).
func (d *dice) normal() float64 {
	return math.Sqrt(-2*math.Log(1-d.float())) * math.Cos(2*math.Pi*d.float())
}

// exp is of the exponential distribution with mean 1.
func (d *dice) exp() float64 { return -math.Log(1 - d.float()) }

// times is a whole number whose mean is n.
func (d *dice) times(n float64) int {
	whole := int(n)
	if d.chance(n - float64(whole)) {
		whole++
	}
	return whole
}

// weighted is an index, drawn by running totals of weights.
func (d *dice) weighted(totals []float64) int {
	u := d.float() * totals[len(totals)-1]
	low, high := 0, len(totals)-1
	for low < high {
		if mid := (low + high) / 2; totals[mid] > u {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}
