package phenomenon

import (
	"context"
	"slices"

	"vigie"
)

// Report keeps a first sighting.
func (d *Desk) Report(ctx context.Context, c vigie.Command, s *vigie.Signal) (vigie.Receipt, error) {
	c.Action = "signal.report"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		s.State, s.PhenomenonID, s.Reason, s.Note = vigie.SignalNew, "", "", ""
		if err := d.sound(s, d.Office.Day(c.At)); err != nil {
			return err
		}
		if err := d.Guard.Check(ctx, c.Action, s.Thing()); err != nil {
			return err
		}
		return vigie.Keep(ctx, b, b.Signals(), c.Action, vigie.Act{}, s)
	})
}

// sound says whether a signal can be worked with.
func (d *Desk) sound(s *vigie.Signal, today vigie.Date) error {
	switch {
	case !slices.Contains([]string{"inspector", "partner", "tip"}, s.Source):
		return vigie.Errorf(vigie.Invalid, "source %q: it is inspector, partner or tip", s.Source)
	case s.SeenOn == 0 || s.SeenOn > today:
		return vigie.Errorf(vigie.Invalid, "seen on %s: say on which day it was seen, not later than today", s.SeenOn)
	case s.Territory != "" && !slices.Contains(d.Office.Territories, s.Territory):
		return vigie.Errorf(vigie.Invalid, "territory %q: choose one of %v", s.Territory, d.Office.Territories)
	case s.Sector != "" && !slices.Contains(d.Office.Sectors, s.Sector):
		return vigie.Errorf(vigie.Invalid, "sector %q: choose one of %v", s.Sector, d.Office.Sectors)
	}
	return vigie.Said(s.Title, "what was seen")
}

// Retain keeps a signal under a phenomenon. Without one named, the signal starts a new one, which bears its title, its sector and its day.
func (d *Desk) Retain(ctx context.Context, c vigie.Command, act vigie.Act, phenomenon string) (vigie.Receipt, error) {
	c.Action = "signal.retain"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Signals(), vigie.SignalCycle, c.Action, act, func(s *vigie.Signal) error {
			who, _ := vigie.ActorOf(ctx)
			s.DecidedAt, s.DecidedBy, s.Note, s.Reason = c.At, who.UserID, act.Note, ""
			p, err := d.belongs(ctx, b, s, phenomenon)
			s.PhenomenonID = p
			return err
		})
		return err
	})
}

// belongs finds the phenomenon of a signal, or observes a new one; an earlier sighting moves its clock back.
func (d *Desk) belongs(ctx context.Context, b vigie.Books, s *vigie.Signal, id string) (string, error) {
	if id == "" {
		p := &vigie.Phenomenon{State: vigie.PhenomenonObserved, Title: s.Title, SeenOn: s.SeenOn, ReportedAt: s.CreatedAt}
		if s.Sector != "" {
			p.Sectors = []string{s.Sector}
		}
		p.Definitions = []vigie.Definition{{Version: 1, From: s.SeenOn, Text: s.Text, By: s.CreatedBy}}
		err := vigie.Keep(ctx, b, b.Phenomena(), "phenomenon.observe", vigie.Act{}, p)
		return p.ID, err
	}
	p, err := b.Phenomena().Get(ctx, id)
	if err != nil {
		return "", err
	}
	if s.SeenOn < p.SeenOn || s.CreatedAt.Before(p.ReportedAt) {
		p.SeenOn = min(p.SeenOn, s.SeenOn)
		if s.CreatedAt.Before(p.ReportedAt) {
			p.ReportedAt = s.CreatedAt
		}
		return p.ID, vigie.Keep(ctx, b, b.Phenomena(), "phenomenon.seen_earlier", vigie.Act{}, p)
	}
	return p.ID, nil
}

// Reject puts a signal aside, with a reason of the published list.
func (d *Desk) Reject(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	c.Action = "signal.reject"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Signals(), vigie.SignalCycle, c.Action, act, func(s *vigie.Signal) error {
			who, _ := vigie.ActorOf(ctx)
			s.DecidedAt, s.DecidedBy, s.Note, s.Reason = c.At, who.UserID, act.Note, act.Reason
			return vigie.OneOf(d.Office.Rejections, act.Reason, "reason to reject")
		})
		return err
	})
}
