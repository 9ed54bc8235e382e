package vigie

// Drift is one thing that is watched at every run, a register, a feature, the scores or the outcomes, beside its own past: what it was, what it was expected
// to be, and whether that is an alarm.
type Drift struct {
	Of       string  `json:"of"`              // register, feature, score, calibration or outcome
	Model    string  `json:"model,omitempty"` // empty for a register
	Item     string  `json:"item"`            // which register or feature
	Figure   string  `json:"figure"`          // rows, psi, missing, mean or share
	Value    float64 `json:"value"`
	Expected float64 `json:"expected"`
	Low      float64 `json:"low"` // what is expected lies from here
	High     float64 `json:"high"`
	Rows     int     `json:"rows"` // on which it was measured
	Alarm    bool    `json:"alarm"`
	Since    Date    `json:"since,omitzero"` // of an alarm: since when
	Sentence string  `json:"sentence"`
}
