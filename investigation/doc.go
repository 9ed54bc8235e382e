// Package investigation is the desk where targets are decided on, directors are consulted, visits are made and feedback is given.
//
// A Desk carries out commands on casework. Each of its methods is one act of one person: it asks the guard, follows the noun's life
// cycle, checks what has to be there first, and leaves an event. Nothing is decided here by itself but what silence and time
// bring about: reminders, escalation and expiry, in Sweep.
//
// What it promises: no investigation starts, and no visit is entered, before every directorate concerned has agreed to this very
// scope. There is no role and no call that passes around that gate.
package investigation

import "vigie"

// Desk is where it happens.
type Desk struct {
	Casework vigie.Casework
	Guard    vigie.Guard
	Office   *vigie.Office
}

// everything is the scope of what the program itself has to see to keep its promises, such as who else is on an employer.
var everything = vigie.Scope{All: true}

// all is as many things as one question brings; who asks for more pages.
const all = 1000
