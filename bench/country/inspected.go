package main

import (
	"fmt"
	"slices"
	"strconv"
)

var channels = []string{"inspector", "joint", "complaint", "new-employer", "other-service", "random"}

// visits are the inspections of the six years, with the group of sectors of the employer.
func (c *country) visits(see func(v map[string]string, group string, hit bool)) {
	for _, v := range c.inspections {
		e, ok := c.registered[v["CompanyID"]]
		if !ok || v["InspectedOn"] < "2020" {
			continue
		}
		see(v, groupOf(e.sector), slices.Contains([]string{"regularisation", "report-3", "report-4"}, v["Outcome"]))
	}
}

func (c *country) mix() table {
	t := table{title: "Inspections by sector", unit: "sector"}
	n, all := map[string]int{}, 0
	c.visits(func(_ map[string]string, group string, _ bool) { n[group]++; all++ })
	t.add("inspections a year", strconv.Itoa(all/6), all)
	t.add("inspections a year for each employer", fmt.Sprintf("%.2f", float64(all)/6/float64(max(1, len(c.workers)))), 0)
	for _, group := range []string{"construction", "cleaning", "horeca", "other sectors"} {
		t.add(group, percent(n[group], all), all)
	}
	return t
}

func (c *country) channels() table {
	t := table{title: "Inspections by channel", unit: "channel"}
	n, all := map[string]int{}, 0
	c.visits(func(v map[string]string, _ string, _ bool) { n[v["Channel"]]++; all++ })
	for _, channel := range channels {
		t.add(channel, percent(n[channel], all), all)
	}
	return t
}

// hits are the shares of visits that found something: a regularisation or a report.
func (c *country) hits() table {
	t := table{title: "Visits that found something", unit: "channel and sector"}
	n, hits := map[string]int{}, map[string]int{}
	c.visits(func(v map[string]string, group string, hit bool) {
		for _, key := range []string{v["Channel"] + ", all", v["Channel"] + ", " + group, "all, " + group, "all, all"} {
			n[key]++
			if hit {
				hits[key]++
			}
		}
	})
	for _, channel := range append([]string{"all"}, channels...) {
		for _, group := range []string{"all", "construction", "cleaning", "horeca", "other sectors"} {
			key := channel + ", " + group
			t.add(key, percent(hits[key], n[key]), n[key])
		}
	}
	return t
}

// found is what visits in horeca established, against the commonest.
func (c *country) found() table {
	t := table{title: "What was established in horeca, for each undeclared worker case", unit: "phenomenon"}
	n := map[string]int{}
	c.visits(func(v map[string]string, group string, _ bool) {
		if group == "horeca" {
			n[v["Phenomenon"]]++
		}
	})
	base := n["undeclared-workers"]
	for _, id := range []string{"undeclared-workers", "undeclared-hours", "benefit-cumulation"} {
		t.add(id, fmt.Sprintf("%.2f", float64(n[id])/float64(max(1, base))), n[id])
	}
	return t
}

func (c *country) money() table {
	t := table{title: "Amounts", unit: "what"}
	assessed, collected, n := 0, 0, 0
	random, randomSum, targetedSum := 0, 0, 0
	c.visits(func(v map[string]string, _ string, _ bool) {
		a, _ := strconv.Atoi(v["Assessed"])
		got, _ := strconv.Atoi(v["Collected"])
		if v["Channel"] == "random" {
			random++
			randomSum += a
		} else {
			n++
			targetedSum += a
		}
		assessed, collected = assessed+a, collected+got
	})
	t.add("collected of what was assessed", percent(collected, assessed), 0)
	t.add("assessed a visit, other channels than random (EUR)", strconv.Itoa(targetedSum/max(1, n)), n)
	t.add("assessed a visit, random (EUR)", strconv.Itoa(randomSum/max(1, random)), random)
	return t
}

// triage is what became of tips.
func (c *country) triage() table {
	t := table{title: "Tips", unit: "what"}
	kept, decided, rejected := 0, 0, 0
	why := map[string]int{}
	for _, tip := range c.tips {
		switch tip["Retained"] {
		case "J":
			kept++
		case "N":
			rejected++
			why[tip["RejectionReason"]]++
		default:
			continue
		}
		decided++
	}
	t.add("retained", percent(kept, decided), decided)
	for _, reason := range []string{"address-insufficient", "counterparty-insufficient", "already-handled", "inopportune"} {
		t.add("rejected: "+reason, percent(why[reason], rejected), rejected)
	}
	t.add("tips a year for each 1,000 employers", fmt.Sprintf("%.1f", 1000*float64(len(c.tips))/7/float64(max(1, len(c.workers)))), len(c.tips))
	return t
}
