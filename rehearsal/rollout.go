package rehearsal

import (
	"vigie"
)

// rollOut: the head of the team opens the way, with the reason that stands in for a field test, and directorates take it up one by one.
func (s *scene) rollOut() (bool, error) {
	if !s.wait(5, 15) {
		return false, nil
	}
	p := s.play
	plan := map[string]vigie.Date{}
	for i, d := range p.Office.Directorates {
		if !d.Thematic {
			plan[d.ID] = s.today() + vigie.Date(10+7*i)
		}
	}
	_, err := p.Phenomena.RollOut(s.by(p.cast.head), s.command(), vigie.Act{ID: s.id}, "Found in most visits of the test, at no more burden than before; too few cases for a trial.", plan)
	if err != nil {
		return false, err
	}
	rolls, err := s.rolls()
	if err != nil {
		return false, err
	}
	if !s.far(vigie.PhenomenonMainstreamed) {
		rolls = rolls[:len(rolls)*2/3]
	}
	for i := range rolls {
		if ok, err := s.adopt(&rolls[i]); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (s *scene) rolls() (rolls []vigie.RollOut, err error) {
	err = s.play.Casework.Read(s.ctx, func(b vigie.Books) error {
		got, err := b.RollOuts().List(s.ctx, vigie.Query{Scope: vigie.Scope{All: true}, Sort: "plannedOn", Size: 100,
			Where: []vigie.Where{{Field: "phenomenon", Values: []string{s.id}}}})
		rolls = got.Items
		return err
	})
	return rolls, err
}

// adopt: the directorate is trained and visits what it is given; where nothing ever fired, it is excused.
func (s *scene) adopt(r *vigie.RollOut) (bool, error) {
	p := s.play
	cases := s.take(p.Office.Limits.AdoptVisits, r.Directorate)
	if !s.wait(1, 6) {
		return false, nil
	}
	state, err := s.stateOf(r)
	if err != nil {
		return false, err
	}
	if state == vigie.RollOutAdopted { // by the visits of the test
		return true, nil
	}
	if len(cases) < p.Office.Limits.AdoptVisits {
		_, err := p.Phenomena.Excuse(s.by(s.owner()), s.command(), vigie.Act{ID: r.ID, Note: "The indicator has fired for too few employers here; looked at again next year."})
		return err == nil, err
	}
	help := p.Phenomena.Support
	if state == vigie.RollOutPlanned {
		help = p.Phenomena.Train
	}
	if _, err := help(s.by(s.owner()), s.command(), vigie.Act{ID: r.ID}, vigie.Support{On: s.today(), What: "Half a day with the methodology in hand.", Hours: 4}); err != nil {
		return false, err
	}
	who := p.cast.inspectors[r.Directorate][s.r.IntN(2)]
	for _, c := range cases {
		if !s.wait(0, 4) {
			return false, nil
		}
		target, err := s.deliver(c)
		if err != nil {
			return false, err
		}
		if target == "" {
			continue
		}
		if _, err := p.Investigations.Accept(s.by(who), s.command(), vigie.Act{ID: target}, who.ID); err != nil {
			return false, err
		}
		if !s.wait(1, 6) {
			return false, nil
		}
		if _, err := p.Investigations.VisitTarget(s.by(who), s.command(), vigie.Act{ID: target}, s.today()); err != nil {
			return false, err
		}
		if ok, err := s.feedback(who, target, c); !ok || err != nil {
			return false, err
		}
	}
	_, err = p.Phenomena.Measure(s.ctx, s.command())
	return err == nil, err
}

// stateOf is where a roll-out stands now: one that was in the test is in use before anybody trains it.
func (s *scene) stateOf(r *vigie.RollOut) (state string, err error) {
	err = s.play.Casework.Read(s.ctx, func(b vigie.Books) error {
		now, err := b.RollOuts().Get(s.ctx, r.ID)
		if err == nil {
			state = now.State
		}
		return err
	})
	return state, err
}

func (s *scene) mainstream() error {
	if !s.wait(3, 12) {
		return nil
	}
	p := s.play
	rolls, err := s.rolls()
	if err != nil {
		return err
	}
	for i := range rolls {
		if r := &rolls[i]; r.State != vigie.RollOutAdopted && r.State != vigie.RollOutExcused {
			if _, err := p.Phenomena.Excuse(s.by(s.owner()), s.command(), vigie.Act{ID: r.ID, Note: "Somebody else was on the employers it was given; looked at again next year."}); err != nil {
				return err
			}
		}
	}
	if _, err := p.Phenomena.Mainstream(s.by(p.cast.head), s.command(), vigie.Act{ID: s.id}); err != nil {
		return err
	}
	if stages[s.stage].name != vigie.PhenomenonWatched || !s.wait(20, 60) {
		return nil
	}
	_, err = p.Phenomena.Watch(s.by(p.cast.head), s.command(), vigie.Act{ID: s.id})
	return err
}
