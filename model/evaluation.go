package model

import (
	"vigie"
)

// Evaluation is the account of how good a model is: on a later period, beside simple baselines, and what to know before
// believing it. What stands in a Judgement is judged on inspected entities only; what it would be among all, Selection estimates from those that were drawn.
type Evaluation struct {
	Pack    string `json:"pack"`
	Model   string `json:"model"`
	Label   string `json:"label"` // what counts as positive
	LabelV  int    `json:"labelVersion"`
	Learner string `json:"learner"` // the learner the pack asks for: the figures below are its
	Test    Period `json:"test"`
	Train   Period `json:"train"`
	// Splits is 1 for one holdout; with more, the rows are rolling steps, pooled.
	Splits        int             `json:"splits"`
	RollingOf     *Period         `json:"rolling,omitempty"`
	FoundBy       string          `json:"foundBy,omitempty"`
	Judgement                     // of the learner
	Baselines     []Judgement     `json:"baselines"`
	KnownBy       string          `json:"knownBy"`       // outcomes known by this day were used
	RipeAfterDays int             `json:"ripeAfterDays"` // younger inspections were left out: too few of their like are known
	Young         int             `json:"young"`         // how many known ones these were
	ChosenOn      Period          `json:"chosenOn"`      // the rows by which the scorer was chosen
	Chosen        string          `json:"chosen"`        // the scorer to use
	ChosenWhy     string          `json:"chosenWhy"`
	Reliable      []Band          `json:"reliability"`
	Brier         vigie.Figure    `json:"brier"`
	Groups        []GroupLine     `json:"groups,omitempty"`
	Proxies       []Proxy         `json:"proxies,omitempty"`
	Halts         []Halt          `json:"halts,omitempty"`     // limits of the pack that it is shown to break: it makes no list
	Selection     *Selection      `json:"selection,omitempty"` // of the scorer in use, corrected for who was inspected
	Warnings      []vigie.Warning `json:"warnings"`
	Lineage       vigie.Lineage   `json:"lineage"`
	Resamples     int             `json:"resamples"`
	// Capacity is how many visits one list of the model asks for, over the territories that were judged.
	Capacity int `json:"capacity,omitempty"`
	// Shuffled: outcomes were dealt out at random before anything was learnt, so that every figure should be the base rate's.
	Shuffled bool `json:"shuffled,omitempty"`
}

// Period is a stretch of judged or learnt rows.
type Period struct {
	From      string  `json:"from"`
	Until     string  `json:"until"`
	Rows      int     `json:"rows"`
	Positives int     `json:"positives"`
	BaseRate  float64 `json:"baseRate"`
	Entities  int     `json:"entities"`
}

// Judgement is one scorer's figures, each with its 95 % bootstrap interval. A figure that can not be had is left out.
type Judgement struct {
	Scorer           string        `json:"scorer"`
	AUC              *vigie.Figure `json:"auc,omitempty"`
	AUCWithinGroups  *vigie.Figure `json:"aucWithinGroups,omitempty"` // inspections of the same inspector group compared
	AveragePrecision *vigie.Figure `json:"averagePrecision,omitempty"`
	DaysEarlier      *vigie.Figure `json:"daysEarlier,omitempty"`      // retrodiction, days a positive is found earlier
	FoundInFirstHalf *vigie.Figure `json:"foundInFirstHalf,omitempty"` // retrodiction, share of positives found by FoundBy
	PrecisionTop10   *vigie.Figure `json:"precisionAtTop10Percent,omitempty"`
	RecallTop10      *vigie.Figure `json:"recallAtTop10Percent,omitempty"`
	LiftTop10        *vigie.Figure `json:"liftAtTop10Percent,omitempty"` // precision over the base rate
	PrecisionAt      []AtK         `json:"precisionAt,omitempty"`
	AtCapacity       *AtCapacity   `json:"atCapacity,omitempty"`
	RollingAUC       *vigie.Figure `json:"rollingAuc,omitempty"`
	RollingWithin    *vigie.Figure `json:"rollingAucWithinGroups,omitempty"`
	// Advantage is how much higher the learner's AUC is, paired, on the rows by which the scorer is chosen.
	Advantage *vigie.Figure `json:"learnersAdvantage,omitempty"`
}

// AtK is the precision and recall among the first K of a list.
type AtK struct {
	K         int          `json:"k"`
	Precision vigie.Figure `json:"precision"`
	Recall    vigie.Figure `json:"recall"`
}

// AtCapacity is what the first visits show that the campaign has capacity for.
type AtCapacity struct {
	K         int          `json:"k"`
	Precision vigie.Figure `json:"precision"`
	Recall    vigie.Figure `json:"recall"`
	Lift      vigie.Figure `json:"lift"` // precision over the base rate
}

// GroupLine is how the ranking treats one group of entities, and how those fared who were visited: what share it is of everyone judged and of the first
// tenth, and how often its members are visited for nothing. A share of fewer than five is left out.
type GroupLine struct {
	By        string   `json:"by"`
	Group     string   `json:"group"`
	Rows      int      `json:"rows"`
	Positives int      `json:"positives"`
	InTop10   int      `json:"inTop10Percent"`
	HitsTop10 int      `json:"positivesInTop10Percent"`
	AUC       *float64 `json:"auc,omitempty"` // nil where it has only one outcome

	Selected      int           `json:"selected"` // would be visited, at capacity
	Hits          int           `json:"positivesSelected"`
	SelectionRate *vigie.Figure `json:"selectionRate,omitempty"` // of the group
	Precision     *vigie.Figure `json:"precision,omitempty"`     // of those selected
	Burden        *vigie.Figure `json:"burden,omitempty"`        // of those selected, where nothing was found
	Harm          *vigie.Figure `json:"harm,omitempty"`          // of the group, who would be visited for nothing
	People        GroupVisits   `json:"people"`                  // the judged inspections that people and complaints chose: what the ranking stands beside
	Live          GroupVisits   `json:"live"`                    // visits by rank of a list, whenever they were made
	Repeated      *vigie.Figure `json:"repeated,omitempty"`      // of the entities judged, those with two visits or more in two years that all found nothing
}

// GroupVisits are visits that were made in a group, and how many of them found nothing.
type GroupVisits struct {
	Visits  int           `json:"visits"`
	Nothing int           `json:"nothing"`
	Burden  *vigie.Figure `json:"burden,omitempty"`
}

// Halt is a limit of the pack that a model is shown to break: it makes no list.
type Halt struct {
	By       string  `json:"by"`
	Group    string  `json:"group"`
	On       string  `json:"on"` // scores, or visits
	Value    float64 `json:"value"`
	Low      float64 `json:"low"` // lower bound, of all groups together at 95 %
	Limit    float64 `json:"limit"`
	Sentence string  `json:"sentence"`
}
