package vigie

import "time"

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

// EvaluationReport is what the team's work was measured to bring in a period: figures, and the rows that they follow from. A published one is
// never changed, whatever it says; a correction is another one that names it.
type EvaluationReport struct {
	Record
	State       string          `json:"state"`
	From        Date            `json:"periodFrom"`
	To          Date            `json:"periodTo"`    // included
	Definitions int             `json:"definitions"` // version of what the figures mean
	Measured    []MeasureFigure `json:"measured"`
	Rows        []byte          `json:"rows,omitempty"` // of the export, packed; everything measured follows from them
	Hash        string          `json:"hash"`           // of the export
	Note        string          `json:"note,omitempty"`
	Corrects    string          `json:"corrects,omitempty"`
	PublishedAt time.Time       `json:"publishedAt,omitzero"`
	PublishedBy string          `json:"publishedBy,omitempty"`
}

// MeasureFigure is one figure of a report: of everything, or of one group.
type MeasureFigure struct {
	ID          string  `json:"id"`
	Group       string  `json:"group,omitempty"` // a channel, sector, territory or stage; empty: all
	Numerator   float64 `json:"numerator"`
	Denominator float64 `json:"denominator"`
	Figure      *Figure `json:"figure,omitempty"` // nil: nothing to measure it on, or too few to say it of anybody
	Hidden      bool    `json:"hidden,omitempty"` // too few
}

// States of an evaluation report.
const (
	ReportDraft     = "draft"
	ReportPublished = "published"
)

// ReportCycle is the life of an evaluation report.
var ReportCycle = LifeCycle{KindReport,
	[]State{{ReportDraft, "measured, and not said to anybody yet"}, {ReportPublished, "said, and never changed"}},
	[]Transition{{"report.publish", []string{ReportDraft}, ReportPublished, "it is said as it was measured", "the name of who publishes it, which is kept"}}}

// Thing says who is concerned by a report: the office.
func (r *EvaluationReport) Thing() Thing {
	return Thing{Kind: KindReport, ID: r.ID, State: r.State, Owner: r.CreatedBy}
}

// Stage is the state, for who carries out a step of the life cycle.
func (r *EvaluationReport) Stage() *string { return &r.State }
