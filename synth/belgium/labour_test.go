package belgium

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"vigie"
)

func TestNobodyWorksBeforeBirthOrAfterDeath(t *testing.T) {
	t.Parallel()
	w := demoCountry(t)
	for i := range w.firms {
		for _, s := range w.firms[i].spells {
			p := &w.people[s.person]
			if age := float64(s.from-vigie.Date(p.born)) / 365.25; age < 14 {
				t.Errorf("person %d works at %.1f", s.person, age)
			}
			if p.died != 0 && s.to > vigie.Date(p.died) && s.to > s.from {
				t.Errorf("person %d works until %s and died on %s", s.person, s.to, vigie.Date(p.died))
			}
		}
	}
}

func TestJobsLieWithinFirms(t *testing.T) {
	t.Parallel()
	w := demoCountry(t)
	for i := range w.firms {
		f := &w.firms[i]
		for n, s := range f.spells {
			if s.from > s.to || s.from < f.started || f.ended != 0 && s.to > f.ended && s.to > s.from {
				t.Errorf("firm %d, of %s to %s, has a job of %s to %s", i, f.started, f.ended, s.from, s.to)
			}
			if n > 0 && s.from < f.spells[n-1].from {
				t.Fatalf("firm %d: jobs are not in order", i)
			}
			if s.declared() && s.terms&continued == 0 && s.told == 0 {
				t.Errorf("firm %d: a declared job of %s has no day of declaration", i, s.from)
			}
			if !s.declared() && s.told != 0 {
				t.Errorf("firm %d: an undeclared job of %s is declared on %s", i, s.from, s.told)
			}
		}
	}
}

// Main jobs of one person do not overlap, and benefits lie between them, but for those who work in secret.
func TestTimelines(t *testing.T) {
	t.Parallel()
	w := demoCountry(t)
	main := make([][]spell, len(w.people))
	for i := range w.firms {
		for _, s := range w.firms[i].spells {
			if s.worker == oth && s.declared() {
				main[s.person] = append(main[s.person], s)
			}
		}
	}
	jobs, double := 0, 0
	for _, list := range main {
		slices.SortFunc(list, func(a, b spell) int { return cmp.Compare(a.from, b.from) })
		for n := range list {
			jobs++
			if n > 0 && list[n].from <= list[n-1].to {
				double++
			}
		}
	}
	if double > jobs/500 {
		t.Errorf("%d of %d main jobs begin while another one goes on", double, jobs)
	}
	during, all := 0, 0
	for _, b := range w.idle {
		if b.kind != unemployment || b.to < b.from {
			continue
		}
		all++
		if slices.ContainsFunc(main[b.person], func(s spell) bool {
			return s.terms&(fictitious|drawn) == 0 && s.from > b.from && s.from+25 < b.to && s.to > s.from+30
		}) {
			during++
		}
	}
	if during > all/200 {
		t.Errorf("%d of %d benefits go on long after a declared job began", during, all)
	}
}

func TestSizeOfTheCountry(t *testing.T) {
	t.Parallel()
	w := demoCountry(t)
	near := func(what string, got, want, off float64) {
		t.Helper()
		if math.Abs(got-want) > off*want {
			t.Errorf("%s: %.4g, want about %.4g", what, got, want)
		}
	}
	near("employers", float64(w.report.Employers), 3000, .08)
	near("workers an employer", float64(w.report.Workers)/float64(w.report.Employers), 11, .15)
	small, bySector := 0, make([]float64, len(w.sectors))
	on := day(2023, 6, 15)
	employers := 0.0
	for i := range w.firms {
		f := &w.firms[i]
		if !f.hiring(on) {
			continue
		}
		n := 0
		for _, s := range f.spells {
			if s.declared() && s.from <= on && s.to >= on {
				n++
			}
		}
		if employers++; n < 5 {
			small++
		}
		bySector[f.sector]++
	}
	if share := float64(small) / employers; share < .5 || share > .75 {
		t.Errorf("%.2f of the employers have fewer than five workers, want most", share)
	}
	for s := range w.sectors {
		if w.sectors[s].share > .05 {
			near(w.sectors[s].id, bySector[s]/employers, w.sectors[s].share, .2)
		}
	}
}

// Honest employers are late as well: lateness alone tells little.
func TestHonestLateness(t *testing.T) {
	t.Parallel()
	w := demoCountry(t)
	late, all := 0, 0
	for i := range w.firms {
		f := &w.firms[i]
		if len(f.frauds) > 0 {
			continue
		}
		for _, s := range f.spells {
			if s.declared() && s.terms&continued == 0 && s.from >= opening {
				all++
				if s.told > s.from {
					late++
				}
			}
		}
	}
	if share := float64(late) / float64(all); share < .015 || share > .05 {
		t.Errorf("%.4f of the honest declarations are late, want about .02", share)
	}
}

func TestStopped(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	_, err := Write(ctx, t.TempDir(), Options{Employers: 400, Progress: func(string, int, int) { stop() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a context that ended: %v, want it said", err)
	}
}

func TestOptions(t *testing.T) {
	t.Parallel()
	for _, o := range []Options{{Size: "village"}, {Employers: 12}, {Every: "day"}} {
		if _, err := Write(t.Context(), t.TempDir(), o); vigie.CodeOf(err) != vigie.Invalid {
			t.Errorf("%+v: %v, want %s", o, err, vigie.Invalid)
		}
	}
}
