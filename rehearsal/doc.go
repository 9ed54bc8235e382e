// Package rehearsal plays two years of casework on an invented country: sightings, phenomena at every stage, consultations with and
// without an answer, investigations, visits, feedback and roll-outs. Everything is done through the desks, by people with their own
// rights, so that what a page shows of it has gone through the same gates as in earnest.
//
// What was found is not invented here: employers for whom an indicator fired and who were inspected after it are taken from the lake,
// with what the inspection found. Only who did what on which day is.
package rehearsal

import "vigie"

// Country is what the play takes from the pack.
type Country struct {
	Phenomena []Phenomenon
	Questions map[string]string // that indicators ask, by their ids
}

// Phenomenon is one of the pack's, with what looks for it.
type Phenomenon struct {
	ID, Theme     string // Theme is the thematic directorate it belongs to
	Name, Meaning vigie.LocalText
	Sectors       []string
	Indicators    []string
	Models        []string
	Method        vigie.Methodology // its texts
}

// Past is an employer for whom an indicator fired and who was inspected after it.
type Past struct {
	EntityID, Name, Sector, Territory string
	Indicator                         string
	FiredOn                           vigie.Date
	Outcome, Found                    string
	Assessed, Collected               int64
	Question                          string // that the indicator asks
}
