package survey

import "math"

// Planned is what Hajek will say of a whole population, before anybody is visited: half the width of its interval, from the chance that each has to be
// visited and the chance of a hit that is guessed of each. Nobody will be able to say anything, and ok is false, where too few visits would carry it or too
// many have no chance (see Thin). It is the variance of tilt at the guesses themselves, with every visit's part as often as it will be there.
func Planned(chances, guesses []float64, level float64) (half float64, ok bool) {
	n, mean, seen := float64(len(chances)), 0.0, 0.0
	for i, chance := range chances {
		if chance > 0 {
			seen++
			mean += guesses[i]
		}
	}
	if seen < (1-missing)*n || seen == 0 {
		return 0, false
	}
	mean /= seen
	var variance, parts, squares float64
	for i, chance := range chances {
		if chance <= 0 {
			continue
		}
		q := guesses[i]
		part := (1 - chance) / (chance * chance) // of one visit in the variance; it is there chance of the time
		variance += chance * part * (q*(1-q) + (q-mean)*(q-mean))
		parts, squares = parts+chance*part, squares+chance*part*part
	}
	if squares > 0 && parts*parts/squares < fewest {
		return 0, false
	}
	return math.Sqrt2 * math.Erfinv(level) * math.Sqrt(variance) / seen, true
}
