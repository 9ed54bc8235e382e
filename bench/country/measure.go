package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"vigie"
)

var order = []string{"construction", "cleaning", "horeca", "retail", "transport", "agriculture", "metal", "care", "temp-agency", "other"}

// midway is a day in the quarter of reference.
var midway = day(2023, 5, 15)

func day(y int, m time.Month, d int) vigie.Date {
	return vigie.DateOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
}

func (e employer) there(first, last vigie.Date) bool {
	return e.from <= last && (e.to == 0 || e.to >= first)
}

func (c *country) employers() table {
	t := table{title: "Employers and companies", unit: "what"}
	bySector, all := map[string]int{}, 0
	for _, e := range c.registered {
		if e.there(midway, midway) {
			bySector[e.sector]++
			all++
		}
	}
	workers := 0
	for _, n := range c.workers {
		workers += n
	}
	t.add("employers", strconv.Itoa(all), 0)
	t.add("workers for each employer", fmt.Sprintf("%.1f", float64(workers)/float64(max(1, len(c.workers)))), len(c.workers))
	t.add("companies for each employer", fmt.Sprintf("%.2f", float64(c.companies)/float64(max(1, all))), 0)
	t.add("natural persons among companies", percent(c.natural, c.companies), c.companies)
	for _, s := range order {
		t.add(s, percent(bySector[s], all), all)
	}
	return t
}

func (c *country) sizes() table {
	t := table{title: "Size of employers", unit: "workers"}
	for _, band := range []struct {
		name      string
		low, high int
	}{{"1 to 4", 1, 4}, {"5 to 9", 5, 9}, {"10 to 19", 10, 19}, {"20 to 49", 20, 49}, {"50 and more", 50, 1 << 30}} {
		n := 0
		for _, size := range c.workers {
			if size >= band.low && size <= band.high {
				n++
			}
		}
		t.add(band.name, percent(n, len(c.workers)), len(c.workers))
	}
	return t
}

// prevalence is the share of employers that were at something in a year, as only the truth tells.
func (c *country) prevalence() table {
	t := table{title: "Employers at something in the course of a year", unit: "sector"}
	if len(c.frauds) == 0 {
		return t
	}
	spells := map[string][][2]string{}
	for _, f := range c.frauds {
		spells[f["CompanyID"]] = append(spells[f["CompanyID"]], [2]string{f["FromDate"], cmp.Or(f["ToDate"], "9999")})
	}
	for _, group := range []string{"construction", "cleaning", "horeca", "other sectors"} {
		all, at := 0, 0
		for year := 2020; year < 2025; year++ {
			first, last := day(year, 1, 1), day(year, 12, 31)
			for number, e := range c.registered {
				if groupOf(e.sector) != group || !e.there(first, last) {
					continue
				}
				all++
				if slices.ContainsFunc(spells[number], func(s [2]string) bool { return s[0] <= last.String() && s[1] > first.String() }) {
					at++
				}
			}
		}
		t.add(group, percent(at, all), all)
	}
	return t
}

func groupOf(sector string) string {
	switch sector {
	case "construction", "cleaning", "horeca":
		return sector
	}
	return "other sectors"
}

// phenomena is how often each was at work, and how often a visit established it.
func (c *country) phenomena() table {
	t := table{title: "Phenomena, 2020 to 2025: share of all spells, and how many visits established them", unit: "phenomenon"}
	spells, found := map[string]int{}, map[string]int{}
	for _, f := range c.frauds {
		spells[f["Phenomenon"]]++
	}
	for _, v := range c.inspections {
		if v["Phenomenon"] != "" {
			found[v["Phenomenon"]]++
		}
	}
	for _, id := range slices.Sorted(maps.Keys(spells)) {
		t.add(id, fmt.Sprintf("%s; %d visits", percent(spells[id], len(c.frauds)), found[id]), spells[id])
	}
	return t
}
