package belgium

import "vigie"

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
