package vigie

// Figure is a measured value with its bootstrap interval. A figure without an interval is not shown to anybody who has
// to decide on it.
type Figure struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Warning is something a reader of figures must know before using them.
type Warning struct {
	ID       string   `json:"id"`
	Sentence string   `json:"sentence"`
	Features []string `json:"features,omitempty"`
}
