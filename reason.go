package vigie

// Reason is why a target's score is what it is: one feature, its value, how peers do, and how far it moved the score.
// Reasons are kept as they were delivered; a later model does not change what was said.
type Reason struct {
	Feature      string   `json:"feature"`        // family.column
	Contribution float64  `json:"contribution"`   // exact SHAP value, on the scale of log-odds
	Value        string   `json:"value"`          // as said; "not available" when there was none
	Peer         string   `json:"peer,omitempty"` // median, or most frequent value, of the same sector on the same date
	Date         string   `json:"date"`           // since when, or as of when, the value holds
	Stance       Stance   `json:"stance"`
	Sentence     string   `json:"sentence"`
	Innocent     []string `json:"innocent,omitempty"` // explanations without fault, to check first
}

// Stance is the side a reason is on.
type Stance string

const (
	For     Stance = "for"     // raised the score
	Against Stance = "against" // lowered it
	Context Stance = "context" // a circumstance such as the season: moved the score, says nothing about the entity
)
