package model

import (
	"vigie"
)

// Evaluation is the account of how good a model is: on a later period, beside simple baselines, and what to know before
// believing it. Everything is judged on inspected entities only; what the others would have shown nobody knows.
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

// GroupLine is how the ranking treats one group of entities: what share it is of everyone judged, and of the first tenth.
type GroupLine struct {
	By        string   `json:"by"`
	Group     string   `json:"group"`
	Rows      int      `json:"rows"`
	Positives int      `json:"positives"`
	InTop10   int      `json:"inTop10Percent"`
	HitsTop10 int      `json:"positivesInTop10Percent"`
	AUC       *float64 `json:"auc,omitempty"` // nil where it has only one outcome
}
