package vigie

// Channel is how a target came on the list. No honest comparison is possible without it.
type Channel string

const (
	Ranked Channel = "ranked" // among the highest scores
	Near   Channel = "near"   // drawn from those just below the cut, where the model is least sure
	Random Channel = "random" // drawn from everyone eligible, whatever the score: it measures the base rate
	// Estimating is drawn from everyone below the cut, with chances that follow how unsure the outcome is: it measures the whole.
	Estimating Channel = "estimate"
	// Shared was visited by another inspectorate that it was disclosed to. Which of them it visits is its own choice, by no chance that we know.
	Shared Channel = "shared"
)

// OfList tells whether an arm of a list brought a visit about. Any other channel of the data is people's own choice, a complaint or another service.
func (c Channel) OfList() bool {
	switch c {
	case Ranked, Near, Random, Estimating:
		return true
	}
	return false
}

// Target is an entity proposed for a visit. It is not a suspect, and its score is not a verdict.
type Target struct {
	RunID       string   `json:"run"`
	Model       string   `json:"model"`   // id of the pack's model
	Version     string   `json:"version"` // id of the trained model, with its lineage in the registry
	AsOf        Date     `json:"asOf"`
	EntityID    string   `json:"entity"`
	Name        string   `json:"name"`
	Sector      string   `json:"sector"`
	Territory   string   `json:"territory"`
	Score       float64  `json:"score"`       // calibrated probability of the label's definition of positive
	Rank        int      `json:"rank"`        // among those eligible in the territory, 1 is the highest
	Eligible    int      `json:"eligible"`    // how many were eligible there
	Channel     Channel  `json:"channel"`     // how it came on the list
	Probability float64  `json:"probability"` // that this entity would be on this list at all, over the draws
	Reasons     []Reason `json:"reasons,omitempty"`
}
