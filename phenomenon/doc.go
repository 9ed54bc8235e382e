// Package phenomenon is where a first sighting becomes a phenomenon, a phenomenon a method, and a method something that everybody
// uses; and where the clock is read that says how long each of these took.
//
// A Desk carries out commands on casework, one act of one person each. The clock is computed from the events that these commands
// left, and from nothing that anybody typed.
package phenomenon

import "vigie"

// Desk is where it happens.
type Desk struct {
	Casework vigie.Casework
	Guard    vigie.Guard
	Office   *vigie.Office
	Gate     Gate                   // nil: that of its field tests
	Free     Free                   // nil: nothing can be dealt
	Seed     func() (string, error) // of a field test, at its freeze; nil: by the machine's chance
}

// everything is the scope of what the program itself has to see to keep its promises.
var everything = vigie.Scope{All: true}

// all is as many things as one question brings.
const all = 1000
