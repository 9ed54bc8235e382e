package pack

import (
	"reflect"
	"slices"

	"vigie"
)

// Casework is what people choose from when they decide, and the office's own numbers (casework.yaml).
type Casework struct {
	Rejections []Area     `yaml:"rejections"` // why a signal goes no further
	Declines   []Area     `yaml:"declines"`   // why a target is not visited
	Deferrals  []Area     `yaml:"deferrals"`  // why it waits
	Outcomes   []Outcome  `yaml:"outcomes"`   // the ladder, mildest first, by the values that stand in inspections
	Deadlines  []Deadline `yaml:"deadlines"`  // legal clocks
	Holidays   []string   `yaml:"holidays"`   // days on which nobody works
	Limits     Limits     `yaml:"limits"`
}

// Outcome is a rung of the ladder.
type Outcome struct {
	ID       string   `yaml:"id"`
	Name     Text     `yaml:"name"`
	Positive bool     `yaml:"positive"` // something was found
	Starts   []string `yaml:"starts"`   // deadlines that begin on the day of the visit
}

// Deadline is a legal clock.
type Deadline struct {
	ID         string `yaml:"id"`
	Name       Text   `yaml:"name"`
	Days       int    `yaml:"days"` // calendar days
	LegalBasis string `yaml:"legal_basis"`
}

// Limits are the office's own numbers.
type Limits struct {
	AnswerDays   int `yaml:"answer_days"`    // working days a director has to answer, before a reminder
	EscalateDays int `yaml:"escalate_days"`  // and before the head of the team is told
	ExpiryDays   int `yaml:"expiry_days"`    // calendar days after which a target is stale
	FeedbackDays int `yaml:"feedback_days"`  // working days after a visit until feedback is due
	CoolDownDays int `yaml:"cool_down_days"` // calendar days in which an employer is not proposed again
	AdoptVisits  int `yaml:"adopt_visits"`   // visits with feedback by which a directorate has adopted a roll-out
}

func (r *reader) readCasework() {
	const file = "casework.yaml"
	if !slices.Contains(r.files, file) {
		return
	}
	c := &Casework{}
	d := newDocument(file, r.pack.Languages)
	if !r.load(d) {
		return
	}
	d.decode(d.root, reflect.ValueOf(c).Elem(), "")
	checkCasework(d, c)
	r.pack.Casework = c
}

// Office is what the deciding rooms are told of the pack. A pack without casework.yaml has no lists to choose from, so that
// whatever needs one is refused.
func (p *Pack) Office() *vigie.Office {
	o := &vigie.Office{TimeZone: p.TimeZone, Languages: p.Languages, Territories: ids(p.Groups), Sectors: ids(p.Sectors), Services: ids(p.Services), Words: p.named(), FileLanguage: p.FileLanguage, Boundaries: p.Boundaries}
	for _, f := range p.Phenomena {
		o.Phenomena = append(o.Phenomena, f.ID)
	}
	for _, d := range p.Directorates {
		one := vigie.Directorate{ID: d.ID, Thematic: d.Kind == "thematic"}
		if !one.Thematic {
			one.Territory = d.ID // a territorial directorate bears the name of its territory
		}
		o.Directorates = append(o.Directorates, one)
	}
	if c := p.Casework; c != nil {
		o.Rejections, o.Declines, o.Deferrals = choices(c.Rejections), choices(c.Declines), choices(c.Deferrals)
		for _, x := range c.Outcomes {
			o.Outcomes = append(o.Outcomes, vigie.OutcomeRung{Choice: vigie.Choice{ID: x.ID, Name: vigie.LocalText(x.Name)}, Positive: x.Positive, Starts: x.Starts})
		}
		for _, x := range c.Deadlines {
			o.Deadlines = append(o.Deadlines, vigie.Deadline{Choice: vigie.Choice{ID: x.ID, Name: vigie.LocalText(x.Name)}, Days: x.Days, Legal: x.LegalBasis})
		}
		for _, x := range c.Holidays {
			if day, err := vigie.ParseDate(x); err == nil { // a day that does not exist is a fault of the pack already
				o.Holidays = append(o.Holidays, day)
			}
		}
		slices.Sort(o.Holidays)
		o.Limits = vigie.Limits(c.Limits)
	}
	return o
}

// named are the names of what decisions and targets refer to.
func (p *Pack) named() map[string]map[string]vigie.LocalText {
	all := map[string]map[string]vigie.LocalText{}
	for list, areas := range map[string][]Area{"territory": p.Groups, "sector": p.Sectors, "service": p.Services} {
		all[list] = map[string]vigie.LocalText{}
		for _, a := range areas {
			all[list][a.ID] = vigie.LocalText(a.Name)
		}
	}
	all["directorate"], all["model"] = map[string]vigie.LocalText{}, map[string]vigie.LocalText{}
	for _, d := range p.Directorates {
		all["directorate"][d.ID] = vigie.LocalText(d.Name)
	}
	for i := range p.Models {
		all["model"][p.Models[i].ID] = vigie.LocalText(p.Models[i].Name)
	}
	return all
}

func ids(areas []Area) []string {
	var all []string
	for _, a := range areas {
		all = append(all, a.ID)
	}
	return all
}

func choices(areas []Area) []vigie.Choice {
	var all []vigie.Choice
	for _, a := range areas {
		all = append(all, vigie.Choice{ID: a.ID, Name: vigie.LocalText(a.Name)})
	}
	return all
}
