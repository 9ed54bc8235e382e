package belgium

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"vigie"
	"vigie/synth/extract"
)

// presenceWriter writes who was on which site, firm by firm.
type presenceWriter struct {
	*world
	out    *extract.Series
	number int
}

// writePresence writes Checkin@Work: who is on a site from 500,000 euro, for whom, on which day. Everyone is registered
// before work begins, those too who stand nowhere else.
func writePresence(ctx context.Context, w *world, s *shelf) error {
	out, err := s.open("presence/checkin-%.csv.zst", "CheckId WorksId CompanyID ForeignEmployerID INSS PresenceDate RegisteredAt",
		w.periodic(), dirt(seldom, 4, 5, -1))
	if err != nil {
		return err
	}
	p := &presenceWriter{world: w, out: out}
	for _, i := range slices.Sorted(maps.Keys(w.jobs)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.firm(i)
	}
	for k := 1; k < len(w.foreigners); k++ {
		p.foreigner(int32(k))
	}
	return nil
}

// firm sends the workers of a firm to its sites: one after the other, each to one site a day.
func (p *presenceWriter) firm(i int32) {
	jobs := slices.Clone(p.jobs[i])
	slices.SortStableFunc(jobs, func(a, b job) int { return cmp.Compare(a.from, b.from) })
	d := p.dice("presence", int(i))
	owner := d.chance(.35) // works along
	away := p.absences(i)
	first, last := bounds(jobs)
	for on := max(first, opening); on <= min(last, closing); on++ {
		share := worksOn(on)
		if share == 0 || !anyOn(jobs, on) {
			continue
		}
		away.from(on)
		staff := p.onSite(i, on, away, &d)
		for k := range jobs {
			j := &jobs[k]
			if on < j.from || on > j.to {
				continue
			}
			if owner && k%3 == 0 && d.chance(share*.7) {
				p.check(j.site, i, 0, p.firms[i].manager, on, &d)
			}
			n := min(j.crew, len(staff))
			for _, person := range staff[:n] {
				if d.chance(share) {
					p.check(j.site, i, 0, person, on, &d)
				}
			}
			staff = staff[n:]
		}
	}
}

func bounds(jobs []job) (first, last vigie.Date) {
	first, last = jobs[0].from, jobs[0].to
	for _, j := range jobs {
		first, last = min(first, j.from), max(last, j.to)
	}
	return first, last
}

func anyOn(jobs []job, on vigie.Date) bool {
	return slices.ContainsFunc(jobs, func(j job) bool { return j.from <= on && on <= j.to })
}

// onSite are the manual workers that a firm can send on a day. Of those on no paper, about half are registered at the gate.
func (p *presenceWriter) onSite(i int32, on vigie.Date, away *absence, d *dice) []int32 {
	var staff []int32
	for k := range p.firms[i].spells {
		s := &p.firms[i].spells[k]
		if s.from > on {
			break
		}
		if s.to < on || s.terms&blue == 0 || s.terms&fictitious != 0 {
			continue
		}
		if s.terms&hidden != 0 && s.person%2 == 0 || away.on(k, s, on) {
			continue
		}
		staff = append(staff, s.person)
	}
	if len(staff) > 1 && d.chance(.5) { // not always the same first
		staff = append(staff[1:], staff[0])
	}
	return staff
}

// foreigner sends the workers that a foreign employer posts to sites where presence is registered. Nobody is on two a day.
func (p *presenceWriter) foreigner(k int32) {
	type stay struct {
		person int32
		on     vigie.Date
	}
	seen := map[stay]bool{}
	d := p.dice("presence abroad", int(k))
	for _, post := range p.postings(k) {
		if post.site == 0 || p.sites[post.site].amount < withPresence || p.sites[post.site].declared == 0 {
			continue
		}
		for on := max(post.from, opening); on <= min(post.to, closing); on++ {
			if !d.chance(worksOn(on)) || seen[stay{post.person, on}] {
				continue
			}
			seen[stay{post.person, on}] = true
			p.check(post.site, 0, k, post.person, on, &d)
		}
	}
}

func (p *presenceWriter) check(site, firm, foreign, person int32, on vigie.Date, d *dice) {
	p.number++
	seconds := 6*3600 + d.intn(2*3600)
	r := p.out.Begin(on)
	u := d.float()
	if !r.Seen() {
		return
	}
	if u < .01 { // afterwards, in the afternoon
		seconds += 7 * 3600
	}
	r.Text(fmt.Sprintf("C%010d", p.number)).Text(worksID(site))
	p.company(r, firm)
	if foreign != 0 {
		r.Text(p.foreigners[foreign].id)
	} else {
		r.None()
	}
	p.someone(r, person).Date(on)
	clock(r, on, seconds).End()
}

// worksID is the number of a declaration of works: a letter and twelve characters.
func worksID(n int32) string { return fmt.Sprintf("W%012d", 104729*int64(n)%999_999_999_989) }
