// Package evaluation measures what the team's work brings: how fast a sighting becomes something that everybody looks for, what visits find
// and by which channel, what they collect, whom they burden for nothing, and who has taken it up.
//
// A report is made in two steps that do not know of each other. First the rows of the period are gathered from casework, without names and
// numbers (rows.go). Then everything is measured on these rows alone (measure.go). Rows and figures are kept together, so that whoever has
// the export can measure again, with tools of their own: docs/method/recompute.py does.
package evaluation

import "vigie"

// Desk is where it happens.
type Desk struct {
	Casework vigie.Casework
	Guard    vigie.Guard
	Office   *vigie.Office
}

// everything is the scope of what the program itself has to see to measure.
var everything = vigie.Scope{All: true}
