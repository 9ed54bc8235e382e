package belgium

import (
	"cmp"
	"context"
	"slices"

	"vigie"
)

// labour is the labour market while it is simulated, month by month. People come from the pool of those who look for work in
// their province, and go back to it some time after a job ended: so benefits lie between jobs, except where a scheme says
// otherwise.
type labour struct {
	*world
	dice dice

	open     [][]int32      // by firm: spells that go on, as places in firm.spells
	pools    [][]int32      // by territory: who looks for work
	back     [][]int32      // by month: who looks for work from then on
	drawing  [][]int32      // by territory: who draws an unemployment benefit, and some who no longer do
	state    []state        // by person
	crews    map[int32]crew // by firm: those who come day after day as occasional workers
	working  [][]int32      // by territory: a sample of people at work, who may take a flexi-job besides
	students [][]int32      // by territory
	users    []int32        // firms that temp agencies send people to
	odds     odds
	salt     uint64
	bends    []bend    // by firm, of the month under way
	visits   [][]int32 // by month: inspections that met undeclared workers
	bent     []int32   // firms with a bend

	month     int
	on, until vigie.Date // first and last day of the month
}

// state is what the market knows of a person.
type state struct {
	busy    vigie.Date // at work until then, in a main job
	benefit int32      // place in world.idle of the benefit it draws; 0: none
}

// live simulates the labour market.
func (w *world) live(ctx context.Context) error {
	l := &labour{
		world: w, dice: w.dice("labour", 0), open: make([][]int32, len(w.firms)), bends: make([]bend, len(w.firms)),
		pools: make([][]int32, len(territories)), drawing: make([][]int32, len(territories)), working: make([][]int32, len(territories)),
		students: make([][]int32, len(territories)), salt: w.key("fate"),
		back: make([][]int32, months+1), crews: map[int32]crew{}, state: make([]state, len(w.people)),
	}
	w.idle = append(w.idle[:0], benefit{})
	w.selfs = append(w.selfs[:0], selfEmployment{})
	l.begin()
	workers := 0
	for m := range months {
		if err := ctx.Err(); err != nil {
			return err
		}
		l.month, l.on, l.until = m, firstOf(m), firstOf(m+1)-1
		l.pools = l.welcome(m)
		l.bendAll()
		l.regularise(m)
		for i := range w.firms {
			if f := &w.firms[i]; i > 0 && (f.employer != 0 || len(l.open[i]) > 0) {
				l.run(int32(i), f)
				workers += len(l.open[i])
				if f.hiring(l.on) {
					w.report.Employers++
				}
			}
		}
	}
	w.report.Workers, w.report.Employers, w.report.People = workers/months, w.report.Employers/months, len(w.people)-1
	l.finish()
	return nil
}

// odds are assumptions that are asked for millions of times.
type odds struct {
	forGood, gapNone, gapMean, benefit, sick, commuters, late, lateUntidy, wrongCommittee, lingers, promoted float64
}

func (a assumptions) odds() odds {
	return odds{
		forGood: a.of("leaves-for-good"), gapNone: a.of("gap-none"), gapMean: a.of("gap-mean"), benefit: a.of("gap-benefit"),
		sick: a.of("gap-sick"), commuters: a.of("commuters"), late: a.of("late-dimona"), lateUntidy: a.of("late-dimona-untidy"),
		wrongCommittee: a.of("wrong-committee"), lingers: a.of("benefit-lingers"),
		promoted: a.of("promoted"),
	}
}

// begin fills the pools with those who are out of work when the simulation begins, some of them on a benefit.
func (l *labour) begin() {
	d := &l.dice
	l.odds = l.assume.odds()
	for i := range l.firms {
		if f := &l.firms[i]; f.employer != 0 && f.staff >= 4 && l.sectors[f.sector].id != "temp-agency" {
			l.users = append(l.users, int32(i))
		}
	}
	l.month, l.on, l.until = -1, history-31, history-1
	for range int(11 * float64(l.options.Employers) * l.assume.of("idle-share")) {
		p := l.newWorker(l.anyTown(d), 19, 58, d)
		gone := history - vigie.Date(10+200*d.exp())
		if l.state[p].benefit = l.draw(p, gone, d); l.state[p].benefit != 0 {
			l.drawing[l.territoryOf(p)] = append(l.drawing[l.territoryOf(p)], p)
		}
		l.comeBack(p, d.intn(9))
	}
}

// welcome puts those who look for work from this month on into the pools.
func (l *labour) welcome(month int) [][]int32 {
	for _, p := range l.back[month] {
		t := l.territoryOf(p)
		l.pools[t] = append(l.pools[t], p)
	}
	l.back[month] = nil
	return l.pools
}

// comeBack lets a person look for work from a month on.
func (l *labour) comeBack(p int32, month int) {
	if month = max(month, 0); month < months {
		l.back[month] = append(l.back[month], p)
	}
}

func (l *labour) territoryOf(p int32) int { return int(l.towns[l.people[p].town].territory) }

// newWorker adds a person whom the market knows.
func (l *labour) newWorker(town uint16, youngest, oldest float64, d *dice) int32 {
	p := l.newPerson(ordinary, town, l.on, youngest, oldest, d.chance(l.assume.of("foreign")), d)
	for len(l.state) < len(l.people) {
		l.state = append(l.state, state{})
	}
	return p
}

// bendAll is what the schemes of the month do to their firms.
func (l *labour) bendAll() {
	for _, i := range l.bent {
		l.bends[i] = bend{}
	}
	l.bent = l.bent[:0]
	for n := range l.frauds {
		if f := &l.frauds[n]; f.firm != 0 && f.from <= l.until && f.at(max(f.from, l.on)) {
			if l.bends[f.firm] == (bend{}) {
				l.bent = append(l.bent, f.firm)
			}
			l.bends[f.firm] = l.bends[f.firm].with(f.bend)
		}
	}
}

// finish closes what is open when the registers end: benefits go on.
func (l *labour) finish() {
	for p := range l.state {
		if b := l.state[p].benefit; b != 0 {
			l.idle[b].to = forever
		}
	}
	for i := range l.firms {
		f := &l.firms[i]
		slices.SortStableFunc(f.spells, func(a, b spell) int { return cmp.Compare(a.from, b.from) })
		if f.manager != 0 {
			l.manage(int32(i))
		}
	}
}
