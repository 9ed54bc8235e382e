package belgium

// assumptions are the numbers of data/assumptions.yaml by name.
type assumptions map[string]float64
