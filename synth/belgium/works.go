package belgium

import (
	"context"
	"strconv"
)

// writeWorks writes the declarations of works. One in twenty-five comes again later with another end or amount.
func writeWorks(_ context.Context, w *world, s *shelf) error {
	out, err := s.open("works/works-%.csv", `WorksId ContractorID ClientID SiteZipcode SiteStreet SiteHouseNumber Latitude Longitude Nature
		StartingDate EndingDate Amount DeclaredOn`, w.periodic(), dirt(often, 1, 9, -1))
	if err != nil {
		return err
	}
	key := w.key("works")
	for n := range w.sites {
		site := &w.sites[n]
		if site.declared == 0 {
			continue
		}
		d := keyed(key, n)
		write := func(extract int, amount int32) {
			r := out.In(extract).Text(worksID(int32(n)))
			w.company(r, site.contractor)
			w.company(r, site.client)
			t := &w.towns[site.at.town]
			r.Text(t.zip).Text(w.streetOf(site.at)).Int(int(site.at.number)).Float(float64(site.lat), 5).Float(float64(site.lon), 5)
			r.Text(natures[site.nature]).Date(site.from).Date(site.to).Int(int(amount)).Date(site.declared).End()
		}
		first := out.Extract(site.declared)
		write(first, site.amount)
		if d.chance(.04) {
			write(first+1, site.amount+int32(float64(site.amount)*.2*d.float()))
		}
	}
	return nil
}

// streetOf is the name of an address's street in the language of its town.
func (w *world) streetOf(at place) string {
	if w.towns[at.town].language == nl {
		return w.streets[at.street].nl
	}
	return w.streets[at.street].fr
}

// writeContracts writes who works for whom on a site, as far as it was declared.
func writeContracts(_ context.Context, w *world, s *shelf) error {
	out, err := s.open("works/contract-%.csv", `WorksId ContractNbr PrincipalID SubcontractorID ForeignSubcontractorID Level StartingDate EndingDate
		Amount DeclaredOn`, w.periodic(), dirt(often, 2, 6, -1))
	if err != nil {
		return err
	}
	for n := range w.sites {
		for k := range w.sites[n].contracts {
			c := &w.sites[n].contracts[k]
			if c.declared == 0 {
				continue
			}
			r := out.Begin(c.declared).Text(worksID(int32(n))).Text(strconv.Itoa(k + 1))
			w.company(r, c.principal)
			w.company(r, c.sub)
			if c.foreign != 0 {
				r.Text(w.foreigners[c.foreign].id)
			} else {
				r.None()
			}
			r.Int(int(c.level)).Date(c.from).Date(c.to).Int(int(c.amount)).Date(c.declared).End()
		}
	}
	return nil
}
