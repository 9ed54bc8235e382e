package belgium

import "vigie"

// scene is what the registers of works, presence, posting, money and inspection are made from.
type scene struct {
	phenomena   []phenomenon
	traits      []trait // by firm
	rings       []ring  // the first is none
	tips        []tip
	inspections []inspection

	sites       []site            // the first is none
	builders    [][]int32         // firms that build, by territory
	customers   [][]int32         // all firms, by territory
	foreigners  []foreigner       // the first is none
	letterboxes map[int32]int32   // firm: the foreign employer made for it
	given       map[int32][]given // by firm: contracts by which it gives work on
	gotten      map[int32][]given // by firm: contracts by which it gets work
	takenFrom   map[int32]int32   // by firm: the one that it took over
	platforms   []int32           // firms that send "self-employed" people to others
	riders      []rider           // people whom they send, in the place of staff
	ridersOf    map[int32][]int32 // by the enterprise of a rider: places in riders
	sent        map[int32][]int32 // by platform: places in riders
	jobs        map[int32][]job   // by firm: where it works among those whose presence is registered
	parts       map[int32][]part  // by foreign employer: what it does on sites
}

// job is one firm's part in a site where presence is registered.
type job struct {
	site     int32
	from, to vigie.Date
	crew     int
	known    bool // it stands in the declared chain
}

// trait is what decides whether a firm hides something and what inspectors make of it. No register holds it.
type trait struct {
	prone     float32    // how readily it begins, 0 to 1
	skill     float32    // how well it hides what it does
	hunch     float32    // what neighbours and old hands say of it, half true
	lastVisit vigie.Date // 0: never
	resting   vigie.Date // begins nothing before this day
	waiting   vigie.Date // a tip that was kept came in on this day and waits for its visit; 0: none
	running   int32      // the scheme it is at, in world.frauds; 0: none
	second    int32      // another one beside it
	ring      int32      // network it belongs to; 0: none
	findings  uint8      // visits that found something
}

// ring is a network: the same people behind firms that help each other, often in several sectors.
type ring struct {
	brain   int32   // person behind it
	members []int32 // firms
	full    int     // members it stops at
}

// tip is a complaint or a hint.
type tip struct {
	firm              int32 // 0: nobody knows which
	town              uint16
	sector            uint8
	kind              string
	received, decided vigie.Date
	kept              bool
	why               string // of a rejection
}

// inspection is one visit and what came of it.
type inspection struct {
	firm                   int32
	on, entered, closed    vigie.Date
	channel, service, team string
	outcome, phenomenon    string
	checked, undeclared    int
	assessed, collected    int // euro
	probability            float64
	found                  bool // something that was really there
}
