package model

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"

	"vigie"
	"vigie/pack"
)

// flat scores everybody alike, so that only the chances tell apart.
type flat struct{ Scorer }

func (flat) Margins(_ *Table, rows []int32) []float64 { return make([]float64, len(rows)) }

// chosenAndDrawn is a population of 1,000 of whom a tenth would be positive. A hundred were drawn, ten of them positive; three hundred more were
// chosen, and two thirds of these were positive.
func chosenAndDrawn(channel string, chance float64) *corrector {
	t, listed := &Table{}, &Table{}
	for i := range 400 {
		t.ID, t.Entity = append(t.ID, fmt.Sprint(i)), append(t.Entity, fmt.Sprint("firm-", i))
		t.Inspected = append(t.Inspected, vigie.Date(15000))
		t.Sector, t.Territory = append(t.Sector, "trade"), append(t.Territory, "north")
		if i < 100 {
			t.Channel, t.Chance, t.Positive = append(t.Channel, channel), append(t.Chance, chance), append(t.Positive, i%10 == 0)
		} else {
			t.Channel, t.Chance, t.Positive = append(t.Channel, "targeted"), append(t.Chance, math.NaN()), append(t.Positive, i%3 != 0)
		}
	}
	for range 1000 {
		listed.ID, listed.Sector, listed.Territory = append(listed.ID, ""), append(listed.Sector, "trade"), append(listed.Territory, "north")
	}
	listed.Entity = listed.ID
	margins := map[string][]float64{"flat": make([]float64, 400)}
	e := &evaluator{t: t, listed: listed, m: &pack.Model{}, held: scored{rows: allRows(t), margins: margins, last: map[string]Scorer{"flat": flat{}}},
		p: &pack.Pack{Channels: []pack.Channel{{ID: "targeted", Selects: pack.Chosen}, {ID: "lot", Selects: pack.Drawn}}}}
	return &corrector{e: e}
}

func TestSelectionSaysWhatIsTrueOfEverybody(t *testing.T) {
	t.Parallel()
	s := chosenAndDrawn("lot", .1).e.selection("flat", 0)
	if s.Drawn != 100 || s.Visits != 400 || s.Unreached != 0 {
		t.Fatalf("%d of %d drawn, %v unreached", s.Drawn, s.Visits, s.Unreached)
	}
	all := s.Shares[0]
	if want := 210. / 400; math.Abs(all.Naive.Value-want) > .005 {
		t.Errorf("naive %v, not about %v", all.Naive.Value, want)
	}
	for name, e := range map[string]*Estimated{"random arm": all.Random, "Hájek": all.Hajek, "doubly robust": all.Doubly} {
		if e == nil || e.Thin || math.Abs(e.Value-.1) > .01 || e.Low > .1 || e.High < .1 {
			t.Errorf("%s: %+v, where a tenth is true", name, e)
		}
	}
	if !slices.ContainsFunc(s.warnings(), func(w vigie.Warning) bool { return w.ID == "naive-misleads" }) {
		t.Errorf("no warning that the naive share misleads: %v", s.warnings())
	}
	if len(s.Channels) != 2 || s.Channels[0].Channel != "targeted" || s.Channels[1].Positives != 10 {
		t.Errorf("strata: %+v", s.Channels)
	}
}

func TestSelectionSaysThatNothingWasDrawn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]*corrector{"Chosen": chosenAndDrawn("targeted", math.NaN()), "DrawnWithoutAChance": chosenAndDrawn("lot", math.NaN())} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := c.e.selection("flat", 0)
			warnings := s.warnings()
			if s.Drawn != 0 || s.Shares[0].Doubly != nil || s.Unreached != 1 || len(warnings) != 1 || warnings[0].ID != "nothing-drawn" {
				t.Errorf("drawn %d, %+v, warnings %v", s.Drawn, s.Shares[0].Doubly, warnings)
			}
		})
	}
}

// Nobody was drawn further down than the list reaches: an estimate there would be a guess, and so would one of everybody.
func TestSelectionSaysWhomNoDrawSpeaksOf(t *testing.T) {
	t.Parallel()
	c := chosenAndDrawn("ranked", 1)
	c.e.held.margins["flat"] = slices.Repeat([]float64{2}, 400)
	c.e.held.last["flat"] = ladder{}
	s := c.e.selection("flat", 0)
	if want := .8; math.Abs(s.Unreached-want) > .01 || len(s.UnreachedIn) != 4 {
		t.Errorf("%v unreached in %v, not %v in four bands", s.Unreached, s.UnreachedIn, want)
	}
	if all := s.Shares[0]; !all.Hajek.Thin || !all.Doubly.Thin {
		t.Errorf("of everybody: %+v and %+v, both should be too little to say", all.Hajek, all.Doubly)
	}
}

// ladder scores everybody differently, from -2 to 2.
type ladder struct{ Scorer }

func (ladder) Margins(_ *Table, rows []int32) []float64 {
	out := make([]float64, len(rows))
	for i := range rows {
		out[i] = 4*float64(i+1)/float64(len(rows)) - 2
	}
	return out
}

// A list is shorter than ten, a territory has inspections and nobody left in it: what can not be said is missing, and the figures stay numbers.
func TestSelectionOfHardlyAnybodyIsWrittenWithoutNaN(t *testing.T) {
	t.Parallel()
	c := chosenAndDrawn("lot", .1)
	for i := range 50 {
		c.e.t.Territory[i] = "south"
	}
	for _, column := range []*[]string{&c.e.listed.ID, &c.e.listed.Entity, &c.e.listed.Sector, &c.e.listed.Territory} {
		*column = (*column)[:7]
	}
	c.e.m.Campaign.Capacity = 3
	s := c.e.selection("flat", 3)
	if _, err := json.Marshal(s); err != nil {
		t.Fatal(err)
	}
	if top := s.Shares[1]; top.Listed != 0 || top.Doubly != nil || top.Random != nil {
		t.Errorf("the first tenth of seven is nobody, and has %+v", top)
	}
}
