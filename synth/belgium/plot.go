package belgium

import "vigie"

// plotter is the secret history of the country, month by month: who begins what, who stops, who is found. It runs before
// labour is simulated, because labour follows from it.
type plotter struct {
	*world
	dice     dice
	cells    [][]int32          // active employers by sector, then territory
	active   [][]int32          // active employers by sector
	bySector [][]int32          // all that ever employ, in order of start: where successors are found
	running  map[string]int     // schemes that run, by phenomenon and sector
	relapses map[int][]relapse  // by month
	carry    map[string]float64 // what a whole number of visits left over
}

// relapse is a scheme that is taken up again after a finding.
type relapse struct {
	firm  int32
	fraud int32
}

// warm is how many months the plot runs before labour begins, so that the registers open on a country that is settled.
const warm = 12

// plot decides who commits which fraud, from when, who is visited, and what comes of it.
func (w *world) plot() error {
	list, err := readPhenomena()
	if err != nil {
		return err
	}
	w.phenomena = list
	p := &plotter{
		world: w, dice: w.dice("plot", 0),
		running: map[string]int{}, relapses: map[int][]relapse{}, carry: map[string]float64{},
	}
	w.frauds = append(w.frauds[:0], fraud{}) // the first is none
	w.rings = append(w.rings[:0], ring{})
	p.judge()
	p.line()
	p.restart()
	for m := -warm; m < months; m++ {
		on := firstOf(m)
		p.gather(on)
		p.stop(on)
		p.begin(on, m == -warm)
		p.resume(m)
		p.complain(on)
		p.inspect(on)
	}
	for i := range w.frauds[1:] {
		f := &w.frauds[i+1]
		w.firms[f.firm].frauds = append(w.firms[f.firm].frauds, int32(i+1))
	}
	return nil
}

// judge gives every firm its traits.
func (p *plotter) judge() {
	p.traits = make([]trait, len(p.firms))
	key := p.key("trait")
	for i := range p.firms {
		d := keyed(key, i)
		t := &p.traits[i]
		t.prone = .10
		if d.chance(.35) {
			t.prone = float32(.4 + .6*d.float())
		}
		if p.firms[i].care < .3 && d.chance(.3) { // the untidy are tempted a little more
			t.prone = min(1, t.prone*1.5)
		}
		t.skill = float32(min(1, max(0, .42+.28*d.normal())))
		t.hunch = float32(d.normal())
	}
}

// line puts employers in order of their start, where successors of bankrupt firms are looked for.
func (p *plotter) line() {
	p.bySector = make([][]int32, len(p.sectors))
	for i := range p.firms {
		if f := &p.firms[i]; i > 0 && f.employer != 0 {
			p.bySector[f.sector] = append(p.bySector[f.sector], int32(i))
		}
	}
	for _, list := range p.bySector {
		sortByStart(p.firms, list)
	}
}

// gather lists who employs on a day.
func (p *plotter) gather(on vigie.Date) {
	p.cells = make([][]int32, len(p.sectors)*len(territories))
	p.active = make([][]int32, len(p.sectors))
	for s, list := range p.bySector {
		for _, i := range list {
			if f := &p.firms[i]; f.hiring(on) {
				c := s*len(territories) + p.territory(i)
				p.cells[c] = append(p.cells[c], i)
				p.active[s] = append(p.active[s], i)
			}
		}
	}
}

// restart lets some managers of firms that failed honestly begin again, with some of the staff: the innocent twin of a chain
// of bankruptcies.
func (p *plotter) restart() {
	for i := range p.firms {
		f := &p.firms[i]
		if !f.bankrupt || f.employer == 0 || f.ended < history || !p.dice.chance(.3) {
			continue
		}
		if heir := p.heir(int32(i)); heir != 0 {
			f.successor, f.moving = heir, float32(.15+.35*p.dice.float())
			p.takeOver(int32(i), heir)
		}
	}
}
