package survey

// Rake gives units the weights by which they show the population's makeup in several respects at once (Deming and Stephan 1940): for
// each respect the group of every unit, and how many of the population are in each group. Groups without units can not be shown; the
// share of the population that they are, in the respect where it is largest, comes with the weights.
func Rake(groups [][]int, totals [][]float64) (weights []float64, missing float64) {
	if len(groups) == 0 || len(groups[0]) == 0 {
		return nil, 1
	}
	weights = make([]float64, len(groups[0]))
	for i := range weights {
		weights[i] = 1
	}
	for range 50 {
		for r, group := range groups {
			have := make([]float64, len(totals[r]))
			for i, g := range group {
				have[g] += weights[i]
			}
			all, there := 0.0, 0.0
			for g, t := range totals[r] {
				if all += t; have[g] > 0 {
					there += t
				}
			}
			missing = max(missing, 1-there/all)
			for i, g := range group {
				weights[i] *= totals[r][g] / have[g] * all / there
			}
		}
	}
	return weights, missing
}
