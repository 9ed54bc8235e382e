package model

import "vigie"

// Selection is what the judged inspections say of everybody whom a list may name, and not only of those whom somebody thought worth a visit. It
// rests on the inspections that a draw decided, with the chance that was recorded (Horvitz and Thompson 1952); see docs/method/selection.md.
type Selection struct {
	Listed int    `json:"listed"` // whom a list of the day may name: everybody
	From   string `json:"from"`   // of the judged inspections
	Until  string `json:"until"`
	Visits int    `json:"visits"`
	Drawn  int    `json:"drawn"` // of these, by a draw from everybody with a recorded chance
	// Unreached is the share of everybody who is in a sector, a territory or a band of the scores without a drawn inspection, and which these are.
	Unreached   float64        `json:"unreachedShare"`
	UnreachedIn []string       `json:"unreachedIn,omitempty"`
	Shares      []Share        `json:"shares"`
	Groups      []GroupShare   `json:"groups,omitempty"`
	Channels    []ChannelLine  `json:"channels"`
	Others      *FoundByOthers `json:"foundByOthers,omitempty"`
}

// Share is a share of positives among everybody or among the first of a list, as four ways of counting say it.
type Share struct {
	Of     string     `json:"of"` // prevalence, top10Percent or capacity
	Listed int        `json:"listed"`
	Naive  *Estimated `json:"naive,omitempty"`     // of the inspections made, whatever brought them about: it flatters
	Random *Estimated `json:"randomArm,omitempty"` // of the random draws alone
	Hajek  *Estimated `json:"hajek,omitempty"`     // of all draws, each by its chance
	Doubly *Estimated `json:"doublyRobust,omitempty"`
	// Lift is the doubly robust share over the doubly robust prevalence, where both can be said.
	Lift *vigie.Figure `json:"lift,omitempty"`
}

// Estimated is an estimate with its 95 % interval and what it rests on.
type Estimated struct {
	vigie.Figure
	Visits    int     `json:"visits"`
	Positives int     `json:"positives"`
	Effective float64 `json:"effectiveVisits"` // so many of equal weight would be as sure
	Heaviest  float64 `json:"heaviestShare"`   // of all weight, that of one visit
	Truncated int     `json:"truncated,omitempty"`
	// Thin: too few visits carry it, and the data can not answer. It is given all the same, so that it can be seen why.
	Thin bool `json:"thin,omitempty"`
}

// GroupShare are the shares of one sector or territory.
type GroupShare struct {
	By     string  `json:"by"`
	Group  string  `json:"group"`
	Shares []Share `json:"shares"`
}

// ChannelLine is what one channel found: a stratum of its own, whose hit rate says something of everybody only where a draw decided.
type ChannelLine struct {
	Channel   string       `json:"channel"`
	Selects   string       `json:"selects"` // chosen, drawn, systematic or reported
	Visits    int          `json:"visits"`
	Positives int          `json:"positives"`
	HitRate   vigie.Figure `json:"hitRate"`
}

// FoundByOthers is a proxy of recall: what complaints, other services and systematic visits found without the model, and where the
// model had it.
type FoundByOthers struct {
	Positives int          `json:"positives"`
	InTop10   vigie.Figure `json:"inTop10Percent"`   // share that stood among the first tenth of everybody
	InLowHalf vigie.Figure `json:"inLowerHalf"`      // share that the model ranked low
	Median    float64      `json:"medianPercentile"` // of everybody, the share ranked above the middle one
}
