package evaluation

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"vigie"
	"vigie/phenomenon"
)

// Rows are what a report is measured on. Things bear names that are made for the export and lead back to nobody.
type Rows struct {
	Definitions int       `json:"definitions"`
	From        string    `json:"from"`
	To          string    `json:"to"`
	Targets     []Target  `json:"targets"`
	Visits      []Visit   `json:"visits"`
	Stages      []Stage   `json:"stages"`
	RollOuts    []RollOut `json:"rollOuts"`
}

// Target is one that was delivered in the period.
type Target struct {
	ID        string `json:"id"`
	Channel   string `json:"channel"`
	Sector    string `json:"sector"`
	Territory string `json:"territory"`
	State     string `json:"state"`
	Delivered string `json:"delivered"`
	Due       string `json:"feedbackDue,omitempty"`
	Told      bool   `json:"told"`
	Shared    bool   `json:"shared"` // shown to another inspectorate
}

// Visit is one that was told of in the period. What was corrected stands as it was corrected.
type Visit struct {
	Target      string  `json:"target"`
	Channel     string  `json:"channel"`
	Sector      string  `json:"sector"`
	Territory   string  `json:"territory"`
	Phenomenon  string  `json:"phenomenon,omitempty"`
	Visited     string  `json:"visited"`
	Told        string  `json:"told"` // the day of the feedback
	Hit         bool    `json:"hit"`
	KnownBefore bool    `json:"knownBefore"`
	Stale       bool    `json:"stale"`
	DataError   bool    `json:"dataError"`
	Wrong       bool    `json:"wrongPhenomenon"`
	Assessed    float64 `json:"assessed"`
	Collected   float64 `json:"collected"`
}

// Stage is the way of one phenomenon to one milestone, in days; an open one took at least so long.
type Stage struct {
	Phenomenon string `json:"phenomenon"`
	Milestone  string `json:"milestone"`
	Days       int    `json:"days"`
	Open       bool   `json:"open"`
}

// RollOut is the taking up of a phenomenon by a directorate.
type RollOut struct {
	Phenomenon string `json:"phenomenon"`
	Territory  string `json:"territory,omitempty"`
	State      string `json:"state"`
	Planned    string `json:"planned"`
	Hours      int    `json:"hours"`           // of support by the team
	InUse      string `json:"inUse,omitempty"` // since when
}

// gather reads the rows of a period as they are known at a moment.
func (d *Desk) gather(ctx context.Context, from, to vigie.Date, at time.Time) (*Rows, error) {
	r := &Rows{Definitions: Definitions, From: from.String(), To: to.String(), Targets: []Target{}, Visits: []Visit{}, Stages: []Stage{}, RollOuts: []RollOut{}}
	if err := d.stages(ctx, r, to, at); err != nil {
		return nil, err
	}
	err := d.Casework.Read(ctx, func(b vigie.Books) error {
		for _, part := range []func(context.Context, vigie.Books, *Rows, vigie.Date, vigie.Date) error{d.targets, d.visits, d.rollOuts} {
			if err := part(ctx, b, r, from, to); err != nil {
				return err
			}
		}
		return nil
	})
	return r, err
}

// each goes through a shelf, oldest first.
func each[T any](ctx context.Context, shelf vigie.Shelf[T], do func(*T) error) error {
	found, err := vigie.All(ctx, shelf, vigie.Query{Scope: everything})
	if err != nil {
		return err
	}
	for i := range found {
		if err := do(&found[i]); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) targets(ctx context.Context, b vigie.Books, r *Rows, from, to vigie.Date) error {
	told := map[string]bool{}
	if err := each(ctx, b.Feedback(), func(f *vigie.Feedback) error { told[f.TargetID] = told[f.TargetID] || f.Service == ""; return nil }); err != nil {
		return err
	}
	shared := map[string]bool{}
	if err := each(ctx, b.Disclosures(), func(x *vigie.Disclosure) error { x.Mark(shared); return nil }); err != nil {
		return err
	}
	return each(ctx, b.Targets(), func(t *vigie.TargetFile) error {
		day := d.Office.Day(t.ReleasedAt)
		if day < from || day > to {
			return nil
		}
		row := Target{alias(t.ID), string(t.Target.Channel), t.Target.Sector, t.Target.Territory, t.State, day.String(), "", told[t.ID], shared[t.ID]}
		if t.FeedbackDue != 0 {
			row.Due = t.FeedbackDue.String()
		}
		r.Targets = append(r.Targets, row)
		return nil
	})
}

func (d *Desk) visits(ctx context.Context, b vigie.Books, r *Rows, from, to vigie.Date) error {
	corrected := map[string]bool{}
	if err := each(ctx, b.Feedback(), func(f *vigie.Feedback) error { corrected[f.Corrects] = true; return nil }); err != nil {
		return err
	}
	first := map[string]vigie.Date{} // when a target was first told of
	return each(ctx, b.Feedback(), func(f *vigie.Feedback) error {
		day := d.Office.Day(f.CreatedAt)
		if _, ok := first[f.TargetID]; !ok {
			first[f.TargetID] = day
		}
		if corrected[f.ID] || f.VisitedOn < from || f.VisitedOn > to {
			return nil
		}
		t, err := b.Targets().Get(ctx, f.TargetID)
		if err != nil {
			return err
		}
		if f.Service != "" {
			t.Target.Channel = vigie.Shared
		}
		i := slices.IndexFunc(d.Office.Outcomes, func(o vigie.OutcomeRung) bool { return o.ID == f.Outcome })
		r.Visits = append(r.Visits, Visit{Target: alias(f.TargetID), Channel: string(t.Target.Channel), Sector: t.Target.Sector, Territory: f.Territory, Phenomenon: alias(f.PhenomenonID),
			Visited: f.VisitedOn.String(), Told: first[f.TargetID].String(), Hit: i >= 0 && d.Office.Outcomes[i].Positive, KnownBefore: f.KnownBefore, Stale: f.StaleData, DataError: f.DataError,
			Wrong: f.WrongPhenomenon, Assessed: float64(f.Assessed) / 100, Collected: float64(f.Collected) / 100})
		return nil
	})
}

// stages are those of all phenomena that were first seen by the end of the period, as they stood then.
func (d *Desk) stages(ctx context.Context, r *Rows, to vigie.Date, at time.Time) error {
	end := (to + 1).Time()
	if at.Before(end) {
		end = at
	}
	clocks, err := (&phenomenon.Desk{Casework: d.Casework, Guard: d.Guard, Office: d.Office}).Clocks(ctx, end)
	if err != nil {
		return err
	}
	for _, c := range clocks {
		for _, s := range c.Stages {
			r.Stages = append(r.Stages, Stage{alias(c.PhenomenonID), s.Milestone, s.Calendar, s.Open})
		}
		r.Stages = append(r.Stages, Stage{alias(c.PhenomenonID), "whole", c.Calendar, c.Open})
	}
	return nil
}

func (d *Desk) rollOuts(ctx context.Context, b vigie.Books, r *Rows, _, to vigie.Date) error {
	return each(ctx, b.RollOuts(), func(o *vigie.RollOut) error {
		if o.PlannedOn > to {
			return nil
		}
		row := RollOut{Phenomenon: alias(o.PhenomenonID), State: o.State, Planned: o.PlannedOn.String()}
		for _, s := range o.Support {
			row.Hours += s.Hours
		}
		if i := slices.IndexFunc(d.Office.Directorates, func(x vigie.Directorate) bool { return x.ID == o.Directorate }); i >= 0 {
			row.Territory = d.Office.Directorates[i].Territory
		}
		steps, err := b.RollOuts().History(ctx, o.ID)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(steps, func(s vigie.RollOut) bool {
			return s.State == vigie.RollOutInUse || s.State == vigie.RollOutAdopted
		}); i >= 0 {
			row.InUse = d.Office.Day(steps[i].ChangedAt).String()
		}
		r.RollOuts = append(r.RollOuts, row)
		return nil
	})
}

// alias is the name of a thing in exports: the same for the same thing, and no way back to it without the store.
func alias(id string) string {
	if id == "" {
		return ""
	}
	sum := sha256.Sum256([]byte("evaluation\x00" + id))
	return hex.EncodeToString(sum[:6])
}
