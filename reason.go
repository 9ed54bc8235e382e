package vigie

// Reason is why a target's score is what it is: one feature, its value, how peers do, and how far it moved the score.
// Reasons are kept as they were delivered, in every language of the pack; a later model does not change what was said.
type Reason struct {
	Feature      string      `json:"feature"`         // family.column
	Contribution float64     `json:"contribution"`    // exact SHAP value, on the scale of log-odds
	Value        string      `json:"value,omitempty"` // as the feature gave it; nothing when it was not available
	Peer         string      `json:"peer,omitempty"`  // median, or most frequent value, of the same sector on the same date
	Date         string      `json:"date"`            // since when, or as of when, the value holds
	Stance       Stance      `json:"stance"`
	Sentence     LocalText   `json:"sentence"`
	Innocent     []LocalText `json:"innocent,omitempty"` // explanations without fault, to check first
	Shown        []Shown     `json:"shown,omitempty"`    // of an indicator: its latest pieces of evidence, the last one first
}

// Shown is a piece of evidence behind a reason: what a register, or two held against each other, showed on a day.
type Shown struct {
	On      Date      `json:"on"`
	Detail  LocalText `json:"detail"`
	Records string    `json:"records"` // which ones, as the register names them
}

// Stance is the side a reason is on.
type Stance string

const (
	For     Stance = "for"     // raised the score
	Against Stance = "against" // lowered it
	Context Stance = "context" // a circumstance such as the season: moved the score, says nothing about the entity
	Unknown Stance = "unknown" // there is no value: that moved the score, and says nothing for or against the entity
)
