package belgium

import (
	"context"
	"fmt"

	"vigie"
	"vigie/synth/extract"
)

// cleaningSince is the day from which cleaners register when they come and go.
var cleaningSince = day(2024, 9, 1)

// ciao writes the presence of cleaners, firm by firm.
type ciao struct {
	*world
	out    *extract.Series
	number int
	away   *absence
}

// writeCiao writes Check In and Out at Work. Not every firm registers at once, and not every worker every day: that is
// innocent, or not. Hours really worked show here, those too that the quarterly declaration does not know.
func writeCiao(ctx context.Context, w *world, s *shelf) error {
	out, err := s.open("presence/ciao-%.csv.zst", "RecordId CompanyID SiteId SiteZipcode INSS InAt OutAt BreakMinutes", w.periodic(), dirt(seldom, 1, -1, -1))
	if err != nil {
		return err
	}
	c := &ciao{world: w, out: out}
	for i := 1; i < len(w.firms); i++ {
		f := &w.firms[i]
		if w.sectors[f.sector].id != "cleaning" || f.employer == 0 || f.ended != 0 && f.ended < cleaningSince {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		c.firm(int32(i))
	}
	return nil
}

func (c *ciao) firm(i int32) {
	d := c.dice("ciao", int(i))
	f := &c.firms[i]
	begins := cleaningSince + vigie.Date(70*d.exp())
	habit := .30 + .5*float64(f.care)*d.float() // how many of the days are registered
	c.away = c.absences(i)
	for k := range f.spells {
		s := &f.spells[k]
		if s.from > closing {
			break
		}
		if s.to < begins || s.terms&blue == 0 || s.terms&fictitious != 0 || s.terms&hidden != 0 && !d.chance(.4) {
			continue
		}
		c.worker(i, k, max(begins, s.from), min(closing, s.to), habit, &d)
	}
}

// worker registers one worker's days: at one or two sites, at hours that stay much the same.
func (c *ciao) worker(i int32, k int, from, to vigie.Date, habit float64, d *dice) {
	s := &c.firms[i].spells[k]
	weekly := float64(s.real) / 4 // hours
	days := 5.0
	if weekly < 15 {
		days = 3
	}
	start := 5*3600 + d.intn(4)*3600
	if d.chance(.35) {
		start = 17 * 3600
	}
	shown := 1.0
	if s.real > s.hours && d.chance(.45) { // told to check in for the hours of the contract only
		shown = float64(s.hours) / float64(s.real)
	}
	for on := from; on <= to; on++ {
		if wd := weekday(on); wd == 0 || wd == 6 || days < 5 && wd%2 == 0 || !d.chance(habit*.9) {
			continue
		}
		if c.away.from(on); c.away.on(k, s, on) {
			continue
		}
		hours := min(11, weekly/days*shown*(.96+.08*d.float()))
		at := start + d.between(-600, 900)
		if hours > 3 && d.chance(.12) {
			c.record(i, s.person, d.intn(6), on, at, hours/2, d)
			c.record(i, s.person, d.intn(6), on, at+int(hours*1800)+1500, hours/2, d)
			continue
		}
		c.record(i, s.person, int(s.person)%6, on, at, hours, d)
	}
}

func (c *ciao) record(i, person int32, site int, on vigie.Date, at int, hours float64, d *dice) {
	c.number++
	pause := 0
	if hours > 4.5 {
		pause = d.between(2, 6) * 5
	}
	end, until := on, at+int(hours*3600)+pause*60
	if until >= 86_400 {
		end, until = on+1, until-86_400
	}
	r := c.out.Begin(end)
	if !r.Seen() {
		return
	}
	at, until = max(0, at), max(0, until)
	town := c.firms[i].seat.town
	if site%3 == 1 {
		town = c.byTown(town, site)
	}
	r.Text(fmt.Sprintf("P%010d", c.number))
	c.company(r, i).Text(fmt.Sprintf("S%08d%d", c.firms[i].number, site)).Text(c.towns[town].zip)
	c.someone(r, person)
	clock(r, on, at)
	clock(r, end, until).Int(pause).End()
}

// byTown is another town of the same territory, always the same one for a site.
func (c *ciao) byTown(town uint16, site int) uint16 {
	list := c.byTerritory[c.towns[town].territory]
	return uint16(list[(int(town)+site*13)%len(list)])
}
