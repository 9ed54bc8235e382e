package pack

import (
	"fmt"
	"slices"
)

// checkCasework checks casework.yaml: who decides must find a list to choose from, and every clock a number to run by.
func checkCasework(d *document, c *Casework) {
	lists := []struct {
		path  string
		items []Area
	}{
		{"rejections", c.Rejections}, {"declines", c.Declines}, {"deferrals", c.Deferrals},
		{"outcomes", areas(c.Outcomes, func(x Outcome) Area { return Area{x.ID, x.Name} })},
		{"deadlines", areas(c.Deadlines, func(x Deadline) Area { return Area{x.ID, x.Name} })},
	}
	for _, l := range lists {
		checkAreas(d, l.path, l.items)
		if len(l.items) == 0 && l.path != "deadlines" {
			d.fault(l.path, l.path+" is missing", "list what people choose from, each with id and name; without it nobody can decide")
		}
	}
	checkOutcomes(d, c)
	for i, x := range c.Deadlines {
		if x.Days < 1 {
			d.fault(fmt.Sprintf("deadlines[%d].days", i), fmt.Sprintf("days is %d", x.Days), "write in how many calendar days it has to be done")
		}
	}
	for i, day := range c.Holidays {
		d.date(fmt.Sprintf("holidays[%d]", i), day)
	}
	d.once("holidays", "holiday", c.Holidays)
	checkLimits(d, c.Limits)
}

func checkOutcomes(d *document, c *Casework) {
	var deadlines []string
	for _, x := range c.Deadlines {
		deadlines = append(deadlines, x.ID)
	}
	positive := false
	for i, x := range c.Outcomes {
		positive = positive || x.Positive
		for j, id := range x.Starts {
			if !slices.Contains(deadlines, id) {
				d.fault(fmt.Sprintf("outcomes[%d].starts[%d]", i, j), fmt.Sprintf("unknown deadline %q", shorten(id)), didYouMean(id, deadlines))
			}
		}
	}
	if len(c.Outcomes) > 0 && !positive {
		d.fault("outcomes", "no outcome is positive", "write positive: true at those where something was found")
	}
}

func checkLimits(d *document, l Limits) {
	for _, x := range []struct {
		key string
		n   int
	}{{"answer_days", l.AnswerDays}, {"escalate_days", l.EscalateDays}, {"expiry_days", l.ExpiryDays}, {"feedback_days", l.FeedbackDays},
		{"cool_down_days", l.CoolDownDays}, {"adopt_visits", l.AdoptVisits}} {
		if x.n < 1 {
			d.fault("limits."+x.key, fmt.Sprintf("%s is %d", x.key, x.n), "write a number above zero; the office decides which")
		}
	}
	if l.AnswerDays > 0 && l.EscalateDays > 0 && l.EscalateDays <= l.AnswerDays {
		d.fault("limits.escalate_days", "escalate_days is not after answer_days", "remind first, escalate later")
	}
}
