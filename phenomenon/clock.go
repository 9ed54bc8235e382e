package phenomenon

import (
	"slices"
	"time"

	"vigie"
)

// Milestone is a moment on the way from a first sighting to everywhere. The list is that of the measure's own evaluation; each is the
// first event of its kind, except the last roll-out, which is the last one.
type Milestone struct {
	ID      string   `json:"id"`
	Meaning string   `json:"meaning"`
	Events  []string `json:"events"` // any of these reaches it
}

// Milestones are in the order in which they are usually reached. A stage is the way from the milestone before it that was reached.
var Milestones = []Milestone{
	{"seen", "somebody met it in the field", nil},        // the day that the signal names
	{"registered", "the sighting was written down", nil}, // the moment that the first signal was kept
	{"accepted", "the team took it on", []string{"phenomenon.accept"}},
	{"method", "a methodology is in force", []string{"methodology.adopt"}},
	{"drafted", "an indicator or a model looks for it too", []string{"phenomenon.draft"}},
	{"consulted", "the directors concerned agreed to a first investigation", []string{"investigation.start"}},
	{"visited", "a first visit was made", []string{"investigation.enter_visit"}},
	{"told", "its first feedback reached the miners", []string{"feedback.give"}},
	{"tested", "it was tried, and what came of it is known", []string{"phenomenon.test"}},
	{"rolling_out", "it goes to the directorates", []string{"phenomenon.roll_out"}},
	{"mainstreamed", "everybody looks for it", []string{"phenomenon.mainstream"}},
}

// Stage is the way to a milestone: how long it took, or how long it has been going on.
type Stage struct {
	Milestone string    `json:"milestone"`
	From      time.Time `json:"from"`
	To        time.Time `json:"to,omitzero"` // zero: still going on
	Calendar  int       `json:"calendarDays"`
	Working   int       `json:"workingDays"`
	Open      bool      `json:"open"` // a censored observation: it took at least so long
}

// Clock is how a phenomenon went, as far as it has gone.
type Clock struct {
	PhenomenonID string  `json:"phenomenon"`
	Stages       []Stage `json:"stages"`
	Calendar     int     `json:"calendarDays"` // from the first sighting to everywhere, or to now
	Working      int     `json:"workingDays"`
	Open         bool    `json:"open"`
	Holder       string  `json:"holder"` // who has the ball now: a user, a directorate, or a role
}

// Read computes the clock of one phenomenon from its events, as it stood at a moment. Events later than it are not looked at, so
// that a clock of last year is what it was last year. A phenomenon that was retired on the way is censored on that day.
func Read(office *vigie.Office, p *vigie.Phenomenon, events []vigie.Event, at time.Time) Clock {
	reached, end := reach(p, events, at)
	c := Clock{PhenomenonID: p.ID}
	last := reached["seen"]
	for i, m := range Milestones[1:] {
		if to, done := reached[m.ID]; done {
			to = latest(last, to)
			c.Stages = append(c.Stages, stage(office, m.ID, last, to, false))
			last = to
		} else if !anyReached(reached, Milestones[i+2:]) {
			c.Stages = append(c.Stages, stage(office, m.ID, last, end, true))
			break // what comes after has not begun: whether it would be quick is not known
		}
	}
	everywhere, done := reached["mainstreamed"]
	if done {
		end = everywhere
	}
	whole := stage(office, "", reached["seen"], end, !done)
	c.Calendar, c.Working, c.Open = whole.Calendar, whole.Working, !done
	return c
}

// reach is when each milestone was reached first, and until when was looked: the moment asked about, or the retirement before it.
func reach(p *vigie.Phenomenon, events []vigie.Event, at time.Time) (map[string]time.Time, time.Time) {
	reached, end := map[string]time.Time{"seen": p.SeenOn.Time()}, at
	if !p.ReportedAt.IsZero() && !p.ReportedAt.After(at) {
		reached["registered"] = p.ReportedAt
	}
	for _, e := range events {
		if e.At.After(at) {
			continue
		}
		switch e.What {
		case "phenomenon.retire":
			end = e.At
		case "phenomenon.reopen":
			end = at
		}
		for _, m := range Milestones {
			if _, was := reached[m.ID]; !was && slices.Contains(m.Events, e.What) {
				reached[m.ID] = e.At
			}
		}
	}
	return reached, end
}

// anyReached says whether a later milestone was reached: then the one before was passed by, and nobody waits for it.
func anyReached(reached map[string]time.Time, later []Milestone) bool {
	return slices.ContainsFunc(later, func(m Milestone) bool { _, done := reached[m.ID]; return done })
}

// latest keeps stages from running backwards: a milestone reached out of order took no time of its own.
func latest(a, b time.Time) time.Time {
	if b.Before(a) {
		return a
	}
	return b
}

func stage(office *vigie.Office, milestone string, from, to time.Time, open bool) Stage {
	s := Stage{Milestone: milestone, From: from, Open: open}
	if !open {
		s.To = to
	}
	a, b := office.Day(from), office.Day(to)
	s.Calendar, s.Working = max(0, int(b-a)), office.WorkingDays(a, b)
	return s
}
