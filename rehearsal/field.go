package rehearsal

import (
	"slices"

	"vigie"
	"vigie/phenomenon"
)

func phenomenonDossier(s *scene) phenomenon.Dossier {
	f := s.phenomenon
	return phenomenon.Dossier{Title: s.text(f.Name), Definition: s.text(f.Meaning), PackID: f.ID, Indicators: f.Indicators, Models: f.Models}
}

// investigate: ask the directors, wait for them, visit, and give feedback. In the one story that stops here, a director is silent.
func (s *scene) investigate() (bool, error) {
	p := s.play
	cases := s.take(3+s.r.IntN(4), "")
	if len(cases) == 0 {
		return false, nil
	}
	inv, ok, err := s.consult(cases)
	if !ok || err != nil {
		return false, err
	}
	for _, c := range cases {
		if ok, err := s.visit(inv, c); !ok || err != nil {
			return false, err
		}
	}
	if !s.wait(3, 12) {
		return false, nil
	}
	_, err = p.Investigations.Close(s.by(s.owner()), s.command(), vigie.Act{ID: inv, Note: "The methodology holds in the field; what was refuted went back to the miners."})
	return err == nil, err
}

// consult opens an investigation and hears its directors.
func (s *scene) consult(cases []Past) (string, bool, error) {
	if !s.wait(2, 14) {
		return "", false, nil
	}
	p := s.play
	inv := &vigie.Investigation{PhenomenonID: s.id, Purpose: "methodology", Title: s.text(s.phenomenon.Name), Objective: s.text(s.phenomenon.Meaning),
		Lead: s.owner().ID, Team: []string{s.owner().ID}}
	for _, c := range cases {
		if !slices.Contains(inv.Territories, c.Territory) {
			inv.Territories = append(inv.Territories, c.Territory)
			inv.Team = append(inv.Team, p.cast.inspectors[c.Territory][0].ID)
		}
		if !slices.Contains(inv.Sectors, c.Sector) {
			inv.Sectors = append(inv.Sectors, c.Sector)
		}
	}
	id, err := made(p.Investigations.Open(s.by(s.owner()), s.command(), inv))
	if err != nil {
		return "", false, err
	}
	if !s.wait(0, 3) {
		return "", false, nil
	}
	if _, err := p.Investigations.Consult(s.by(s.owner()), s.command(), vigie.Act{ID: id}); err != nil {
		return "", false, err
	}
	ok, err := s.hear(id)
	if !ok || err != nil {
		return "", false, err
	}
	if !s.wait(0, 4) {
		return "", false, nil
	}
	_, err = p.Investigations.Start(s.by(s.owner()), s.command(), vigie.Act{ID: id})
	return id, err == nil, err
}

// hear waits for the answers. Where the story stops at the drafted stage, the last director stays silent.
func (s *scene) hear(inv string) (bool, error) {
	p := s.play
	var open []vigie.Consultation
	err := p.Casework.Read(s.ctx, func(b vigie.Books) error {
		got, err := b.Consultations().List(s.ctx, vigie.Query{Scope: vigie.Scope{All: true}, Sort: "directorate", Size: 100, Where: []vigie.Where{
			{Field: "investigation", Values: []string{inv}}, {Field: "state", Values: []string{vigie.ConsultationAsked}}}})
		open = got.Items
		return err
	})
	if err != nil {
		return false, err
	}
	if stages[s.stage].name == vigie.PhenomenonDrafted {
		open = open[:len(open)-1]
	}
	for _, q := range open {
		if !s.wait(0, 6) {
			return false, nil
		}
		if _, err := p.Investigations.Sweep(s.ctx, s.command()); err != nil {
			return false, err
		}
		answer, note := "agree", ""
		if s.r.IntN(3) == 0 {
			answer, note = "agree_with_conditions", "A report after each visit, and no visit in the first week of a quarter."
		}
		if _, err := p.Investigations.Answer(s.by(p.cast.directors[q.Directorate]), s.command(), vigie.Act{ID: q.ID, Note: note}, answer); err != nil {
			return false, err
		}
	}
	return stages[s.stage].name != vigie.PhenomenonDrafted, nil
}

// visit makes one visit of an investigation: the target was delivered and accepted before it.
func (s *scene) visit(inv string, c Past) (bool, error) {
	p := s.play
	who := p.cast.inspectors[c.Territory][0]
	if !s.wait(0, 5) {
		return false, nil
	}
	target, err := s.deliver(c)
	if target == "" || err != nil {
		return true, err // somebody else is on that employer: the next one
	}
	if _, err := p.Investigations.Accept(s.by(who), s.command(), vigie.Act{ID: target}, who.ID); err != nil {
		return false, err
	}
	if _, err := p.Investigations.PlanVisit(s.by(s.owner()), s.command(), vigie.Act{ID: inv}, vigie.Visit{EntityID: c.EntityID, TargetID: target,
		PlannedOn: s.today() + 7, Inspector: who.ID}); err != nil {
		return false, err
	}
	if !s.wait(3, 14) {
		return false, nil
	}
	var planned vigie.Visit
	err = p.Casework.Read(s.ctx, func(b vigie.Books) error {
		got, err := b.Investigations().Get(s.ctx, inv)
		if err == nil {
			planned = got.Visits[len(got.Visits)-1]
		}
		return err
	})
	if err != nil {
		return false, err
	}
	planned.MadeOn, planned.Outcome, planned.Assessed, planned.Collected = s.today(), c.Outcome, c.Assessed, c.Collected
	if _, err := p.Investigations.EnterVisit(s.by(who), s.command(), vigie.Act{ID: inv}, planned); err != nil {
		return false, err
	}
	return s.feedback(who, target, c)
}

// deliver releases a past target; "" when somebody is on the employer.
func (s *scene) deliver(c Past) (string, error) {
	f := vigie.TargetFile{PhenomenonID: s.id, Directorate: c.Territory, Target: vigie.Target{RunID: "rehearsal", Model: "indicator", AsOf: s.today(), EntityID: c.EntityID,
		Name: c.Name, Sector: c.Sector, Territory: c.Territory, Channel: vigie.Ranked, Probability: 1,
		Reasons: []vigie.Reason{{Feature: "indicator." + c.Indicator, Stance: vigie.For, Sentence: vigie.LocalText{"": c.Question}, Date: c.FiredOn.String(), Value: "1"}}}}
	f.ID = vigie.NewID(s.now)
	n, err := s.play.Investigations.Release(s.by(s.play.cast.head), s.command(), []vigie.TargetFile{f})
	if n == 0 {
		return "", err
	}
	return f.ID, err
}

// feedback says of the one reason what the inspection says of it; the miners answer what was refuted.
func (s *scene) feedback(who *vigie.User, target string, c Past) (bool, error) {
	if !s.wait(0, 7) {
		return false, nil
	}
	p := s.play
	rung, err := p.Office.Rung(c.Outcome)
	if err != nil {
		return false, err
	}
	verdict := vigie.Refuted
	switch {
	case rung.Positive && c.Found == s.phenomenon.ID:
		verdict = vigie.Confirmed
	case rung.Positive:
		verdict = vigie.NotChecked
	}
	f := &vigie.Feedback{TargetID: target, VisitedOn: s.today(), Outcome: c.Outcome, Found: c.Found, WrongPhenomenon: rung.Positive && c.Found != s.phenomenon.ID,
		KnownBefore: s.r.IntN(12) == 0, StaleData: !rung.Positive && s.r.IntN(8) == 0, Minutes: 40 + s.r.IntN(120), Assessed: c.Assessed, Collected: c.Collected,
		Verdicts: []vigie.Verdict{{Feature: "indicator." + c.Indicator, Verdict: verdict}}}
	id, err := made(p.Investigations.GiveFeedback(s.by(who), s.command(), f))
	if err != nil || verdict != vigie.Refuted || s.r.IntN(3) == 0 {
		return err == nil, err
	}
	if !s.wait(0, 6) {
		return false, nil
	}
	_, err = p.Investigations.Reply(s.by(p.cast.miners[s.r.IntN(2)]), s.command(), vigie.Act{ID: id}, vigie.Answer{Feature: "indicator." + c.Indicator,
		Text: "Seen: the records behind it are right, and there is an innocent reading that the query does not know yet."})
	return err == nil, err
}

// take takes past cases of the phenomenon that nobody used, of one territory where that is said.
func (s *scene) take(n int, territory string) (taken []Past) {
	left := s.play.past[s.phenomenon.ID][:0:0]
	for _, c := range s.play.past[s.phenomenon.ID] {
		if len(taken) < n && (territory == "" || c.Territory == territory) {
			taken = append(taken, c)
		} else {
			left = append(left, c)
		}
	}
	s.play.past[s.phenomenon.ID] = left
	return taken
}
