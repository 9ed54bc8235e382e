package main

import (
	"vigie"
	"vigie/internal/survey"
)

const level = .95

// part is a part of the country of which a share is asked: everybody, or the first of a list.
type part struct {
	name string
	in   []bool
}

// verdict is what one estimator said of one part in one year, beside the truth.
type verdict struct {
	survey.Estimate
	truth float64
	thin  bool // it says itself that it can not answer
}

// judged are the verdicts of a year: by part, then by estimator.
type judged [][]verdict

var estimators = []string{"naive", "random arm alone", "Hájek", "doubly robust"}

// judge asks every estimator for every part.
func (c *country) judge(p *practice, y year, parts []part) judged {
	guess, expected := c.guesses(y, parts)
	out := make(judged, len(parts))
	for k, part := range parts {
		var naive, lot, drawn []survey.Unit
		for v, visit := range y.visits {
			if i := visit.employer; part.in[i] {
				naive = append(naive, survey.Unit{Hit: visit.hit, Chance: 1})
				if visit.channel == vigie.Random {
					lot = append(lot, survey.Unit{Hit: visit.hit, Chance: p.atLot[i]})
				}
				if visit.channel != "" {
					drawn = append(drawn, survey.Unit{Hit: visit.hit, Chance: p.chances[i], Guess: guess[v]})
				}
			}
		}
		truth, size := c.truth(y, part)
		for e, said := range []survey.Estimate{survey.Naive(naive, level), survey.Hajek(lot, level), survey.Hajek(drawn, level), survey.Doubly(drawn, expected[k], level)} {
			thin := said.Visits == 0
			switch estimators[e] {
			case "random arm alone":
				thin = said.Thin(0)
			case "Hájek", "doubly robust":
				thin = said.Thin(size)
			}
			out[k] = append(out[k], verdict{said, truth, thin})
		}
	}
	return out
}

// truth is what visiting all of a part would show, and how many they are.
func (c *country) truth(y year, part part) (share, size float64) {
	var hits, all float64
	for i, in := range part.in {
		if in {
			all++
			if y.would[i] {
				hits++
			}
		}
	}
	return hits / all, all
}

// folds of the cross-fitting.
const folds = 3

// guesses learn from all visits, those of the inspectors' own choice too, what a visit that a draw decided would find: for each visit from the
// others, and for each part on the whole.
func (c *country) guesses(y year, parts []part) (guess, expected []float64) {
	x, hit, fold := make([][]float64, len(y.visits)), make([]bool, len(y.visits)), make([]int, len(y.visits))
	for v, visit := range y.visits {
		x[v], hit[v], fold[v] = c.columns(visit.employer, visit.channel == ""), visit.hit, v%folds
	}
	guess, models := survey.CrossFit(x, hit, fold, folds)
	expected, n := make([]float64, len(parts)), make([]float64, len(parts))
	row := make([]float64, 0, 16)
	for first := range c.different { // copies are guessed alike
		row = c.appendColumns(row[:0], first, false)
		m := 0.0
		for _, model := range models {
			m += model.Guess(row) / folds
		}
		for i := first; i < len(c.All); i += c.different {
			for k, part := range parts {
				if part.in[i] {
					expected[k] += m
					n[k]++
				}
			}
		}
	}
	for k := range expected {
		expected[k] /= n[k]
	}
	return guess, expected
}

func (c *country) columns(i int, own bool) []float64 {
	return c.appendColumns(nil, i, own)
}

// appendColumns are what an outcome is guessed by: the margins of both models, the sector, and whether inspectors chose it themselves.
func (c *country) appendColumns(row []float64, i int, own bool) []float64 {
	e := &c.All[i]
	row = append(row, e.Margin, e.Other, 0)
	if own {
		row[2] = 1
	}
	for s := 1; s < c.Sectors; s++ {
		v := 0.0
		if e.Sector == s {
			v = 1
		}
		row = append(row, v)
	}
	return row
}
