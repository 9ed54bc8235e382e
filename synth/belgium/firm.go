package belgium

import "vigie"

// firm is a company or a sole trader, with staff or without.
type firm struct {
	number    uint32 // first 8 digits of the enterprise number; appendEnterprise adds the check digits
	nsso      uint32 // first 7 digits of the NSSO number; 0: never an employer
	sector    uint8  // index in sectors
	language  uint8  // of languages: nl or fr
	natural   bool
	form      uint8  // of a legal person: place in forms
	nace      string // 5 digits, NACE-BEL 2008
	nace2025  string
	name      string
	started   vigie.Date // in the KBO
	employer  vigie.Date // registered with the NSSO; 0: never
	ended     vigie.Date // 0: still there
	bankrupt  bool       // ended by a judgment
	seat      place      // since moved
	before    place      // until then
	moved     vigie.Date // 0: never
	formerly  string     // its name until renamed
	renamed   vigie.Date // 0: never
	units     []unit     // establishments, the first is the main one
	manager   int32      // a person; of natural persons the owner
	successor int32      // the firm that takes over staff when this one ends; 0: none
	moving    float32
	class     string // employer class of the NSSO
	committee string // joint committee of most of its workers
	exposed   bool   // to the closures of 2020 and 2021
	shock     int16  // month in which it loses a contract
	shockEnds int16
	lodging   float32 // share of workers who live at an address of the firm, honestly
	taken     bool    // it took over the staff of another

	staff    float32 // workers wanted in an average month, before season and growth
	growth   float32 // a year, as a share
	partTime float32 // share of workers
	care     float32 // how well it keeps its books: 0 untidy … 1 tidy; drives late and corrected declarations
	pay      float32 // hourly wage against the sector's
	unpaid   float32 // share of contributions that stays unpaid, 0 for most

	frauds []int32 // places in world.frauds, in order of start
	spells []spell // of all its workers, in order of start, those on no paper too
}

// alive says whether a firm is there on a day.
func (f *firm) alive(on vigie.Date) bool { return f.started <= on && (f.ended == 0 || on <= f.ended) }

// hiring says whether a firm is a registered employer on a day.
func (f *firm) hiring(on vigie.Date) bool { return f.employer != 0 && f.employer <= on && f.alive(on) }

// unit is an establishment.
type unit struct {
	number  uint32 // first 8 digits
	started vigie.Date
	ended   vigie.Date // 0: with the firm
	at      place
}

// place is an address.
type place struct {
	town   uint16 // index in towns
	street uint16 // index in streets
	number uint16
	box    uint16 // 0: none
}
