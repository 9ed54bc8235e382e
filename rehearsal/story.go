package rehearsal

import (
	"vigie"
)

// stages are how far stories go; a country with more phenomena than these begins again.
var stages = []struct {
	name   string
	begins int // at this percentage of the time
}{
	{vigie.PhenomenonWatched, 0}, {vigie.PhenomenonRollingOut, 25}, {vigie.PhenomenonMainstreamed, 5}, {vigie.PhenomenonDrafted, 80}, {vigie.PhenomenonTested, 55},
	{vigie.PhenomenonRetired, 15}, {vigie.PhenomenonAccepted, 88}, {vigie.PhenomenonMainstreamed, 12}, {vigie.PhenomenonObserved, 95}, {vigie.PhenomenonRollingOut, 40},
}

// far says whether the story goes as far as a state, in the order of the life cycle.
func (s *scene) far(state string) bool {
	order := map[string]int{}
	for i, x := range vigie.PhenomenonCycle.States {
		order[x.ID] = i
	}
	goal := stages[s.stage].name
	if goal == vigie.PhenomenonRetired {
		goal = vigie.PhenomenonTested // it was tried, and it was not worth it
	}
	return order[state] <= order[goal]
}

// tell is the story of a phenomenon, as far as it goes and as far as the time reaches.
func (s *scene) tell() error {
	if ok, err := s.observe(); !ok || err != nil || !s.far(vigie.PhenomenonAccepted) {
		return err
	}
	if ok, err := s.accept(); !ok || err != nil || !s.far(vigie.PhenomenonDrafted) {
		return err
	}
	if ok, err := s.draft(); !ok || err != nil {
		return err
	}
	if ok, err := s.investigate(); !ok || err != nil || !s.far(vigie.PhenomenonTested) {
		return err
	}
	if ok, err := s.test(); !ok || err != nil || !s.far(vigie.PhenomenonRollingOut) {
		return err
	}
	if ok, err := s.rollOut(); !ok || err != nil || !s.far(vigie.PhenomenonMainstreamed) {
		return err
	}
	return s.mainstream()
}

func (s *scene) owner() *vigie.User { return s.play.cast.team[s.stage%len(s.play.cast.team)] }

// observe: inspectors of several directorates write down what they saw; one of the sightings leads nowhere.
func (s *scene) observe() (bool, error) {
	p, f := s.play, s.phenomenon
	first := ""
	for i := range 2 + s.r.IntN(3) {
		if !s.wait(1, 9) {
			return false, nil
		}
		d := p.Office.Directorates[s.r.IntN(len(p.Office.Directorates))]
		who := p.cast.inspectors[d.ID][s.r.IntN(2)]
		signal := &vigie.Signal{Source: "inspector", Title: s.text(f.Name), Text: s.text(f.Meaning), SeenOn: s.today() - vigie.Date(1+s.r.IntN(6)), Territory: d.Territory}
		if len(f.Sectors) > 0 {
			signal.Sector = f.Sectors[s.r.IntN(len(f.Sectors))]
		}
		id, err := made(p.Phenomena.Report(s.by(who), s.command(), signal))
		if err != nil {
			return false, err
		}
		if !s.wait(0, 4) {
			return false, nil
		}
		if i == 1 && len(p.Office.Rejections) > 0 && s.r.IntN(2) == 0 {
			reason := p.Office.Rejections[s.r.IntN(len(p.Office.Rejections))].ID
			if _, err := p.Phenomena.Reject(s.by(p.cast.head), s.command(), vigie.Act{ID: id, Reason: reason}); err != nil {
				return false, err
			}
			continue
		}
		if _, err := p.Phenomena.Retain(s.by(p.cast.head), s.command(), vigie.Act{ID: id}, first); err != nil {
			return false, err
		}
		if first == "" {
			if first, err = s.found(id); err != nil {
				return false, err
			}
		}
	}
	s.id = first
	return s.id != "", nil
}

// found is the phenomenon that a signal began.
func (s *scene) found(signal string) (id string, err error) {
	err = s.play.Casework.Read(s.ctx, func(b vigie.Books) error {
		got, err := b.Signals().Get(s.ctx, signal)
		if err == nil {
			id = got.PhenomenonID
		}
		return err
	})
	return id, err
}

func (s *scene) accept() (bool, error) {
	if !s.wait(3, 15) {
		return false, nil
	}
	p, f := s.play, s.phenomenon
	sectors := f.Sectors
	if len(sectors) == 0 {
		sectors = p.Office.Sectors[:1]
	}
	if _, err := p.Phenomena.Accept(s.by(p.cast.head), s.command(), vigie.Act{ID: s.id}, s.owner().ID, f.Theme, sectors); err != nil {
		return false, err
	}
	if !s.wait(2, 10) {
		return false, nil
	}
	_, err := p.Phenomena.Describe(s.by(s.owner()), s.command(), vigie.Act{ID: s.id}, phenomenonDossier(s))
	return err == nil, err
}

func (s *scene) draft() (bool, error) {
	if !s.wait(5, 25) {
		return false, nil
	}
	p := s.play
	m := s.phenomenon.Method
	m.PhenomenonID = s.id
	id, err := made(p.Phenomena.Write(s.by(s.owner()), s.command(), vigie.Act{}, &m))
	if err != nil {
		return false, err
	}
	if !s.wait(1, 8) {
		return false, nil
	}
	if _, err := p.Phenomena.Adopt(s.by(p.cast.head), s.command(), vigie.Act{ID: id}); err != nil {
		return false, err
	}
	if !s.wait(1, 12) {
		return false, nil
	}
	_, err = p.Phenomena.Draft(s.by(s.owner()), s.command(), vigie.Act{ID: s.id})
	return err == nil, err
}

func (s *scene) test() (bool, error) {
	if !s.wait(2, 10) {
		return false, nil
	}
	p := s.play
	if _, err := p.Phenomena.Test(s.by(s.owner()), s.command(), vigie.Act{ID: s.id}); err != nil {
		return false, err
	}
	if stages[s.stage].name == vigie.PhenomenonRetired {
		if !s.wait(5, 20) {
			return false, nil
		}
		_, err := p.Phenomena.Retire(s.by(p.cast.head), s.command(), vigie.Act{ID: s.id, Note: "Innocent explanations held in most visits; the indicator is kept as a question, without targets."})
		return false, err
	}
	return true, nil
}

// text is a text in the language of the story, which is that of who has the ball.
func (s *scene) text(t vigie.LocalText) string {
	return t[s.play.Office.Languages[s.stage%len(s.play.Office.Languages)]]
}
