package vigie

// Office is what the pack says of the inspectorate: the lists that decisions refer to. Deciding rooms get it handed in.
type Office struct {
	TimeZone     string
	Languages    []string
	Territories  []string
	Sectors      []string
	Services     []string
	Phenomena    []string
	Directorates []Directorate
	Rejections   []Choice      // why a signal goes no further
	Declines     []Choice      // why a target is not visited
	Deferrals    []Choice      // why it waits
	Outcomes     []OutcomeRung // the ladder, mildest first
	Deadlines    []Deadline    // legal clocks
	Holidays     []Date        // on which nobody works
	Limits       Limits
	FileLanguage map[string]string               // in which an employer's file is kept, by territory; where there is none, that of who writes
	Words        map[string]map[string]LocalText // what ids are called, by list and id, such as territory and north
	Boundaries   *Boundaries                     // outlines of the territories; nil: the pack has none
}

// Directorate is a part of the inspectorate, of a territory or of a theme.
type Directorate struct {
	ID        string `json:"id"`
	Thematic  bool   `json:"thematic"`
	Territory string `json:"territory,omitempty"` // of a territorial one
}

// Of is the directorate of a territory; empty where there is none.
func (o *Office) Of(territory string) (directorate string) {
	for _, d := range o.Directorates {
		if !d.Thematic && d.Territory == territory {
			directorate = d.ID
		}
	}
	return directorate
}

// Choice is an entry of a list people choose from, with its words by language.
type Choice struct {
	ID   string    `json:"id"`
	Name LocalText `json:"name"`
}

// OutcomeRung is one rung of the ladder of outcomes.
type OutcomeRung struct {
	Choice
	Positive bool     `json:"positive"`         // something was found
	Starts   []string `json:"starts,omitempty"` // deadlines that begin with it
}

// Deadline is a legal clock: so many days from the event, in calendar days.
type Deadline struct {
	Choice
	Days  int    `json:"days"`
	Legal string `json:"legal"` // the article
}

// Limits are the office's own numbers.
type Limits struct {
	AnswerDays   int `json:"answerDays"`   // working days a director has to answer, before a reminder
	EscalateDays int `json:"escalateDays"` // and before the head of the team is told
	ExpiryDays   int `json:"expiryDays"`   // calendar days after which a target is stale
	FeedbackDays int `json:"feedbackDays"` // working days after a visit until feedback is due
	CoolDownDays int `json:"coolDownDays"` // calendar days in which a declined or visited employer is not proposed again
	AdoptVisits  int `json:"adoptVisits"`  // visits with feedback by which a directorate has adopted a roll-out
}
