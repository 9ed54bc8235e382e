package belgium

import (
	"time"

	"vigie"
)

// The registers tell of six years. The labour market is simulated from a quarter earlier, so that the declarations of that
// quarter, which arrive in January 2020, are there as well; the last extracts are made in January 2026.
var (
	history = day(2019, time.October, 1)
	opening = day(2020, time.January, 1)
	closing = day(2025, time.December, 31)
)

// months are those of the simulation, from history to closing.
const months = 75

func day(y int, m time.Month, d int) vigie.Date {
	return vigie.DateOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
}

// firstOf is the first day of a month of the simulation, counted from history.
func firstOf(month int) vigie.Date {
	if month >= 0 && month < len(firsts) {
		return firsts[month]
	}
	return day(2019, time.October+time.Month(month), 1)
}

// firsts are the first days of the months of the simulation: they are asked for hundreds of millions of times.
var firsts = func() (days [months + 2]vigie.Date) {
	for m := range days {
		days[m] = day(2019, time.October+time.Month(m), 1)
	}
	return days
}()

// world is the invented country. The steps of write.go fill it in order; then registers are written from it, and it changes
// no more.
//
// A firm, a person, a hub is named by its place in the slice. The first of each is nobody, so that 0 says none.
type world struct {
	options Options
	seed    uint64
	assume  assumptions
	ground  // what the data files hold

	firms  []firm
	people []person
	hubs   []place // addresses that many firms share and that mean nothing: accountants, business centres
	frauds []fraud
	selfs  []selfEmployment
	idle   []benefit

	moves map[int32][]move // by person: where it went to live; others live where it says by itself

	centres     int // place in hubs where business centres begin
	units       int // establishments so far
	office      registerOffice
	deathsAYear float64

	scene  // works, posting and what the inspectorate knows
	report Report
}

// firm is a company or a sole trader, with staff or without.
type firm struct {
	number    uint32 // first 8 digits of the enterprise number; enterpriseNumber adds the check digits
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

// person is whoever works, manages or draws a benefit. It has a number and no name.
type person struct {
	born    int16 // days since 1970
	died    int16 // 0: alive
	counter uint16
	town    uint16 // where it lives at first
	kind    personKind
	bis     bool // a BIS number: not in the national register
}

type personKind uint8

const (
	ordinary    personKind = iota // works for firms
	student                       // works as a student until it is 25
	independent                   // self-employed, a manager or both
	posted                        // works for a foreign employer; stands in no Belgian register of residence
	outsider                      // in no register but on paper: fictitious workers, victims
)

// move is a change of address.
type move struct {
	from vigie.Date
	at   place
}

// spell is one person's work for one firm on unchanged terms. New terms within the same employment are a new spell with
// continued set.
type spell struct {
	person    int32
	user      int32 // the firm where a temp agency sends the worker
	from, to  vigie.Date
	told      vigie.Date // the day on which Dimona was received; 0: never
	wage      uint16     // cents an hour
	hours     uint8      // quarters of an hour a week, as declared (Q); full time is reference
	real      uint8      // quarters of an hour a week, as worked
	reference uint8      // S
	unit      uint8      // index in firm.units
	terms     terms
	worker    workerType
}

// forever is the end of a spell that goes on when the registers end.
const forever = vigie.Date(1<<31 - 1)

// declared says whether the spell stands on paper at all.
func (s *spell) declared() bool { return s.terms&(hidden|partner) == 0 }

// terms are what is special about a spell.
type terms uint8

const (
	hidden     terms = 1 << iota // on no paper
	continued                    // the same employment as an earlier spell: no new Dimona
	continues                    // goes on in a later spell: no Dimona out
	fictitious                   // on paper only: nobody works
	blue                         // manual worker
	drawn                        // the person draws a benefit meanwhile
	noisy                        // declared under a wrong joint committee
	partner                      // on paper a self-employed partner of the firm, or one of a platform: in no Dimona
)

// workerType is the worker type of Dimona.
type workerType uint8

const (
	oth workerType = iota
	stu
	ext
	flx
	ivt
	tri
	bcw
)

var workerTypes = []string{"OTH", "STU", "EXT", "FLX", "IVT", "TRI", "BCW"}

// selfEmployment is one row of the register of the self-employed.
type selfEmployment struct {
	person, firm int32
	kind         string // main, secondary, helper, partner
	from, to     vigie.Date
}

// benefit is a time in which a person drew one.
type benefit struct {
	person   int32
	kind     benefitKind
	from, to vigie.Date
}

type benefitKind uint8

const (
	unemployment benefitKind = iota
	sickness
	guarantee // an allowance that tops up part-time work
)

var benefitKinds = []string{"unemployment", "sickness", "income-guarantee"}
