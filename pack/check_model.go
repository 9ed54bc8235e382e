package pack

import (
	"fmt"
	"strings"

	"vigie"
)

var (
	ats     = []string{"inspection", "grid"}
	steps   = []string{string(vigie.Month), string(vigie.Quarter), string(vigie.Week)}
	kinds   = []string{"boosting", "logistic"}
	periods = []string{string(vigie.Month), string(vigie.Quarter)}
)

// checkModel checks a risk model by itself and against the families and sources read before.
func (r *reader) checkModel(d *document, m *Model) {
	checkVersion(d, "version", m.Version)
	d.need("name", m.Name, "write what people call it")
	d.need("meaning", m.Meaning, "write what a high score says, and what it does not")
	checkCohort(d, &m.Cohort)
	checkLabel(d, m)
	chosen := r.checkSelect(d, &m.Features)
	r.checkPurpose(d, m, chosen)
	checkLearner(d, &m.Learner)
	r.checkMonotone(d, m, chosen)
	checkEvaluation(d, &m.Evaluation)
	checkGroups(d, &m.Evaluation, chosen)
	r.checkCampaign(d, &m.Campaign)
}

func checkCohort(d *document, c *Cohort) {
	if c.At == "" {
		d.fault("cohort.at", "cohort does not say at", "write at: inspection, or at: grid")
	}
	d.oneOf("cohort.at", c.At, ats)
	alien := func(at string, keys ...string) {
		for _, k := range keys {
			if d.has("cohort." + k) {
				d.fault("cohort."+k, fmt.Sprintf("%s means nothing with at: %s", k, at), "delete it, or change at")
			}
		}
	}
	switch c.At {
	case "inspection":
		alien("inspection", "from", "until", "every")
		if c.LeadDays < 1 {
			d.fault("cohort.lead_days", fmt.Sprintf("lead_days is %d", c.LeadDays),
				"write 1 or more: on the day of the inspection itself its outcome may already be known")
		}
	case "grid":
		alien("grid", "lead_days")
		d.inOrder("cohort.from", c.From, "cohort.until", c.Until)
		if c.Every == "" {
			d.fault("cohort.every", "every is missing in cohort", "write "+strings.Join(steps, ", or "))
		}
		d.oneOf("cohort.every", c.Every, steps)
	}
	d.faults = append(d.faults, checkCondition(c.WherePos, c.Where)...)
	d.faults = append(d.faults, checkCondition(c.ActivePos, c.Active)...)
}

func checkLabel(d *document, m *Model) {
	l := &m.Label
	checkVersion(d, "label.version", l.Version)
	d.need("label.meaning", l.Meaning, "write what counts as positive, in words that its policy was decided in")
	if strings.TrimSpace(l.Positive) == "" {
		d.fault("label.positive", "positive is missing in label", "write a condition over i, such as i.outcome = 'fault'")
	}
	d.faults = append(d.faults, checkCondition(l.PositivePos, l.Positive)...)
	switch {
	case m.Cohort.At == "grid" && l.Days < 1:
		d.fault("label.days", fmt.Sprintf("label.days is %d", l.Days), "write the label timespan: how many days after the date an inspection counts")
	case m.Cohort.At == "inspection" && d.has("label.days"):
		d.fault("label.days", "days means nothing with at: inspection", "delete it: the inspection itself is the label")
	}
	if l.DelayDays < 0 {
		d.fault("label.delay_days", fmt.Sprintf("delay_days is %d", l.DelayDays), "no outcome is known before it is: write 0 or more")
	}
}

func checkLearner(d *document, l *Learner) {
	d.oneOf("learner.kind", l.Kind, kinds)
	const many = 1_000_000
	d.between("learner.rounds", float64(l.Rounds), 0, 100_000)
	d.between("learner.early_stop", float64(l.EarlyStop), 0, 100_000)
	d.between("learner.validate_share", l.ValidateShare, 0, 0.9)
	d.between("learner.learning_rate", l.LearningRate, 0, 1)
	d.between("learner.max_depth", float64(l.MaxDepth), 0, 20)
	d.between("learner.max_bins", float64(l.MaxBins), 0, 256)
	d.between("learner.min_child_weight", l.MinChildWeight, 0, many)
	d.between("learner.l1", l.L1, 0, many)
	d.between("learner.l2", l.L2, 0, many)
	d.between("learner.row_sample", l.RowSample, 0, 1)
	d.between("learner.column_sample", l.ColumnSample, 0, 1)
	d.between("learner.bags", float64(l.Bags), 0, 1000)
	d.between("learner.half_life_days", float64(l.HalfLifeDays), 0, 100_000)
	d.between("learner.by_chance", l.ByChance, 0, 1000)
}

func checkEvaluation(d *document, e *Evaluation) {
	if !d.has("evaluation.holdout") {
		d.fault("evaluation.holdout", "holdout is missing in evaluation",
			"write train_from, train_until, test_from and test_until: a model is judged on a period later than it learnt from")
	} else {
		checkHoldout(d, e)
	}
	if d.has("evaluation.rolling") {
		d.inOrder("evaluation.rolling.from", e.Rolling.From, "evaluation.rolling.until", e.Rolling.Until)
		if e.Rolling.Every == "" {
			d.fault("evaluation.rolling.every", "every is missing in evaluation.rolling", "write "+strings.Join(periods, " or "))
		}
		d.oneOf("evaluation.rolling.every", e.Rolling.Every, periods)
	}
	d.between("evaluation.bootstrap", float64(e.Bootstrap), 0, 100_000)
}

func checkHoldout(d *document, e *Evaluation) {
	h, at := e.Holdout, "evaluation.holdout."
	d.faults = append(d.faults, checkCondition(h.WherePos, h.Where)...)
	d.inOrder(at+"train_from", h.TrainFrom, at+"train_until", h.TrainUntil)
	d.inOrder(at+"test_from", h.TestFrom, at+"test_until", h.TestUntil)
	if until, from, ok := dates(h.TrainUntil, h.TestFrom); ok && until >= from {
		d.fault(at+"test_from", fmt.Sprintf("test_from %s is not after train_until %s", h.TestFrom, h.TrainUntil),
			"begin the test later: a model must not be judged on what it learnt from")
	}
	if e.FoundBy == "" {
		return
	}
	day := d.date("evaluation.found_by", e.FoundBy)
	if from, until, ok := dates(h.TestFrom, h.TestUntil); ok && day != nil && (*day < from || *day > until) {
		d.fault("evaluation.found_by", fmt.Sprintf("found_by %s is outside the test period", e.FoundBy),
			fmt.Sprintf("write a day from %s to %s", h.TestFrom, h.TestUntil))
	}
}

// checkCampaign checks how the list becomes visits.
func (r *reader) checkCampaign(d *document, c *Campaign) {
	const at = "campaign."
	if !d.has("campaign.capacity") && len(c.Territories) == 0 {
		d.fault("campaign.capacity", "campaign does not say how many visits there are", "write capacity: and the visits a territory can do")
	}
	d.between(at+"capacity", float64(c.Capacity), 0, 1_000_000)
	d.between(at+"cool_down_days", float64(c.CoolDownDays), 0, 36_500)
	if d.has(at + "near_window") {
		d.between(at+"near_window", float64(c.NearWindow), 1, 1000)
	}
	r.checkTerritories(d, c)
	checkShares(d, c)
}

func (r *reader) checkTerritories(d *document, c *Campaign) {
	var known []string
	named := map[string]bool{}
	for _, a := range r.pack.Groups {
		known, named[a.ID] = append(known, a.ID), true
	}
	for _, t := range sorted(c.Territories) {
		path := "campaign.territories." + t
		d.between(path, float64(c.Territories[t]), 0, 1_000_000)
		if len(known) > 0 && !named[t] {
			d.fault(path, fmt.Sprintf("unknown territory %q", shorten(t)), d.didYouMean(t, known))
		}
	}
}

// checkShares checks the arms of the campaign: each entity drawn has a known chance only if they are the whole of it.
func checkShares(d *document, c *Campaign) {
	given, first := 0, ""
	for _, key := range []string{"ranked", "near", "random", "estimate"} {
		if path := "campaign." + key; d.has(path) {
			given++
			if first == "" {
				first = path
			}
		}
	}
	d.between("campaign.ranked", c.Ranked, 0, 1)
	d.between("campaign.near", c.Near, 0, 1)
	d.between("campaign.random", c.Random, 0, 1)
	d.between("campaign.estimate", c.Estimate, 0, 1)
	if sum := c.Ranked + c.Near + c.Random + c.Estimate; given > 0 && (sum < 1-1e-9 || sum > 1+1e-9) {
		d.fault(first, fmt.Sprintf("ranked %v, near %v, random %v and estimate %v make %.6g", c.Ranked, c.Near, c.Random, c.Estimate, sum),
			"write them so that they make 1, or none of them for 0.85, 0.1, 0.05 and 0")
	}
}
