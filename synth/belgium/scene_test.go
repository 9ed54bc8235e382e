package belgium

import (
	"context"
	"sync"
	"testing"

	"vigie"
)

// demo is one invented country, made in memory and shared by tests that only look.
var demo = sync.OnceValues(func() (*world, error) {
	o, err := Options{Seed: 7}.complete()
	if err != nil {
		return nil, err
	}
	w := &world{options: o, seed: o.Seed, moves: map[int32][]move{}}
	for _, s := range making {
		if err := s.do(context.Background(), w); err != nil {
			return nil, err
		}
	}
	return w, nil
})

func demoCountry(t *testing.T) *world {
	t.Helper()
	w, err := demo()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestPrevalenceInAYear(t *testing.T) {
	t.Parallel()
	w := demoCountry(t)
	for sector, want := range map[string][2]float64{
		"construction": {.11, .20}, "cleaning": {.11, .24}, "horeca": {.15, .27}, "other": {.01, .06},
	} {
		for year := 2020; year < 2025; year++ {
			first, end := day(year, 1, 1), day(year, 12, 31)
			all, atIt := 0, 0
			for i := range w.firms {
				f := &w.firms[i]
				if i == 0 || w.sectors[f.sector].id != sector || f.employer == 0 || f.employer > end || f.ended != 0 && f.ended < first {
					continue
				}
				all++
				for _, n := range f.frauds {
					if s := &w.frauds[n]; s.from <= end && (s.until == 0 || s.until > first) {
						atIt++
						break
					}
				}
			}
			if share := float64(atIt) / float64(all); share < want[0] || share > want[1] {
				t.Errorf("%s, %d: %.3f of %d employers are at something, want %.2f to %.2f", sector, year, share, all, want[0], want[1])
			}
		}
	}
}

func TestVisitsFindWhatIsPublished(t *testing.T) {
	t.Parallel()
	w := demoCountry(t)
	all, hits := map[string]int{}, map[string]int{}
	for i := range w.inspections {
		v := &w.inspections[i]
		for _, key := range []string{v.channel, v.channel + " " + w.sectors[w.firms[v.firm].sector].id} {
			all[key]++
			if v.phenomenon != "" {
				hits[key]++
			}
		}
	}
	for key, want := range map[string][2]float64{
		"joint construction": {.30, .48}, "joint cleaning": {.25, .48}, "joint horeca": {.40, .58}, "random": {.04, .20},
		"new-employer": {.02, .20}, "complaint": {.22, .45}, "inspector": {.17, .35}, "other-service": {.12, .35},
	} {
		if rate := float64(hits[key]) / float64(all[key]); all[key] < 50 || rate < want[0] || rate > want[1] {
			t.Errorf("%s: %.3f of %d visits found something, want %.2f to %.2f", key, rate, all[key], want[0], want[1])
		}
	}
}

func TestVisitsAreRight(t *testing.T) {
	t.Parallel()
	w := demoCountry(t)
	for i := range w.inspections {
		v := &w.inspections[i]
		f := &w.firms[v.firm]
		switch {
		case !f.hiring(v.on):
			t.Errorf("visit %d on %s is at a firm that employs nobody then", i, v.on)
		case v.undeclared > v.checked || v.collected > v.assessed || v.closed < v.on || v.entered < v.on:
			t.Errorf("visit %d does not add up: %+v", i, *v)
		case (v.channel == byChance || v.channel == byNewcomer) != (v.probability > 0):
			t.Errorf("visit %d by %s has selection probability %v", i, v.channel, v.probability)
		case v.found && !(w.schemeOn(v.firm, v.phenomenon, v.on) != nil):
			t.Errorf("visit %d found %s where it was not", i, v.phenomenon)
		}
	}
}

func TestWhatStartsLateStartsLate(t *testing.T) {
	t.Parallel()
	w := demoCountry(t)
	start, seen := day(2025, 1, 15), 0
	for i := range w.frauds {
		f := &w.frauds[i]
		if f.phenomenon != platformWork {
			continue
		}
		if seen++; f.from < start {
			t.Errorf("%s begins platform work on %s, before anybody did", enterprise(w.firms[f.firm].number), f.from)
		}
	}
	for i := range w.inspections {
		if v := &w.inspections[i]; v.phenomenon == platformWork && v.on < start {
			t.Errorf("a visit on %s found platform work", v.on)
		}
	}
	for i := range w.riders {
		if w.riders[i].from < start {
			t.Errorf("a rider begins on %s", w.riders[i].from)
		}
	}
	if seen < 8 {
		t.Errorf("%d firms turn to platform work, want some", seen)
	}
}

func TestSchemesLieWithinFirms(t *testing.T) {
	t.Parallel()
	w := demoCountry(t)
	for i := 1; i < len(w.frauds); i++ {
		f := &w.frauds[i]
		firm := &w.firms[f.firm]
		if f.from < firm.started || f.until != 0 && f.until < f.from || f.intensity <= 0 || f.intensity > 1 {
			t.Errorf("scheme %d of a firm founded on %s: %+v", i, firm.started, *f)
		}
		if f.phenomenon == spider && f.until == 0 && firm.ended != 0 && firm.ended < closing-40 {
			t.Errorf("scheme %d goes on after its firm", i)
		}
	}
}

func TestChainsHang(t *testing.T) {
	t.Parallel()
	w := demoCountry(t)
	contracts := 0
	for n := range w.sites {
		s := &w.sites[n]
		known := map[int32]vigie.Date{s.contractor: s.declared}
		for k := range s.contracts {
			c := &s.contracts[k]
			if c.declared == 0 {
				continue
			}
			contracts++
			since, ok := known[c.principal]
			if !ok || since == 0 || since > c.declared {
				t.Errorf("site %d: contract %d is given by a firm that nobody declared", n, k)
			}
			if c.sub == c.principal || (c.sub == 0) == (c.foreign == 0) || c.from < s.from || c.to > s.to || c.to < c.from {
				t.Errorf("site %d: contract %d: %+v", n, k, *c)
			}
			if c.sub != 0 {
				if before := known[c.sub]; before == 0 || c.declared < before {
					known[c.sub] = c.declared
				}
			}
		}
	}
	if contracts < 1000 {
		t.Errorf("%d contracts", contracts)
	}
}
