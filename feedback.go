package vigie

import "time"

// Feedback is what an inspector says of a target after the visit: the outcome, and of each reason whether it held. It is
// given once; a correction is another one that names it.
type Feedback struct {
	Record
	TargetID        string    `json:"target"`
	EntityID        string    `json:"entity"`
	PhenomenonID    string    `json:"phenomenon,omitempty"` // whose clock it belongs to
	Directorate     string    `json:"directorate"`
	Territory       string    `json:"territory"`
	Investigation   string    `json:"investigation,omitempty"`
	Service         string    `json:"service,omitempty"`    // the other inspectorate that it came back from, and not one of ours
	Disclosure      string    `json:"disclosure,omitempty"` // under which it had been shown the target
	VisitedOn       Date      `json:"visitedOn"`
	Outcome         string    `json:"outcome"`            // a rung of the pack's ladder
	Found           string    `json:"found,omitempty"`    // the phenomenon that was found, by the pack's id
	Verdicts        []Verdict `json:"verdicts"`           // one for each reason
	KnownBefore     bool      `json:"knownBefore"`        // the office knew already
	StaleData       bool      `json:"staleData"`          // the world had moved on
	DataError       bool      `json:"dataError"`          // a register was wrong
	WrongPhenomenon bool      `json:"wrongPhenomenon"`    // something was found, and something else
	Sentence        string    `json:"sentence,omitempty"` // never a name
	Minutes         int       `json:"minutes,omitempty"`  // hours on the employer's premises, for the burden
	Assessed        int64     `json:"assessed,omitempty"` // hundredths of the pack's currency
	Collected       int64     `json:"collected,omitempty"`
	Corrects        string    `json:"corrects,omitempty"` // the feedback that this one takes the place of
	Answers         []Answer  `json:"answers,omitempty"`
}

// Verdict is what was seen of one reason.
type Verdict struct {
	Feature string `json:"feature"` // family.column of the reason, or the id of an indicator
	Verdict string `json:"verdict"` // confirmed, refuted or not_checked
	Note    string `json:"note,omitempty"`
}

// What a verdict may be.
const (
	Confirmed  = "confirmed"
	Refuted    = "refuted"
	NotChecked = "not_checked"
)

// Answer is a miner's answer to one verdict, and what was changed because of it.
type Answer struct {
	Feature string    `json:"feature"`
	Text    string    `json:"text"`
	Change  string    `json:"change,omitempty"` // the version of the indicator, feature or model that follows it
	By      string    `json:"by"`
	At      time.Time `json:"at"`
}

// Thing says who is concerned by feedback: its territory and directorate; the miners read all of it, on pseudonyms.
func (f *Feedback) Thing() Thing {
	t := Thing{Kind: KindFeedback, ID: f.ID, Owner: f.CreatedBy, PhenomenonID: f.PhenomenonID, Directorate: f.Directorate, Keys: []Key{UserKey(f.CreatedBy)}}
	if f.Territory != "" {
		t.Keys = append(t.Keys, TerritoryKey(f.Territory))
	}
	if f.Directorate != "" {
		t.Keys = append(t.Keys, DirectorateKey(f.Directorate))
	}
	return t
}
