package belgium

import "vigie"

// hire turns the contracts of sites where presence is registered into jobs of firms, and sends crews of a size that the
// amount pays for. Who does not stand in the chain is there all the same, and registers half the time.
func (w *world) hire() {
	w.jobs = map[int32][]job{}
	key := w.key("crew")
	for n := range w.sites {
		s := &w.sites[n]
		if s.amount < withPresence || s.declared == 0 {
			continue
		}
		d := keyed(key, n)
		own := s.amount
		for k := range s.contracts {
			c := &s.contracts[k]
			if c.level == 1 {
				own -= min(own, c.amount)
			}
			if c.foreign != 0 || c.declared == 0 && !d.chance(.5) {
				continue
			}
			j := job{site: int32(n), from: c.from, to: c.to, known: c.declared != 0, crew: crewOf(c.amount, c.from, c.to)}
			w.jobs[c.sub] = append(w.jobs[c.sub], j)
		}
		w.jobs[s.contractor] = append(w.jobs[s.contractor],
			job{site: int32(n), from: s.from, to: s.to, known: true, crew: crewOf(own, s.from, s.to)})
	}
}

// crewOf is how many people do works of an amount within a time: about a fifth is wages of those on the site, at 300 euro a day.
func crewOf(amount int32, from, to vigie.Date) int {
	days := max(3, float64(to-from)*5/7)
	return max(1, min(40, int(.5+.22*float64(amount)/300/days)))
}

// worksOn is the share of people that work on a day: seldom at weekends, less in the builders' holiday and around Christmas.
func worksOn(d vigie.Date) float64 {
	_, m, dd := d.Time().Date()
	switch wd := weekday(d); {
	case wd == 0:
		return 0
	case wd == 6:
		return .04
	case m == 7 && dd > 6 && dd < 29, m == 12 && dd > 22, m == 1 && dd < 3:
		return .25
	}
	return .92
}
