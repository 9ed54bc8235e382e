package pack

import (
	"fmt"
	"slices"

	"vigie"
)

// By what a channel selects. What is found says something of everybody only where the selection is drawn.
const (
	Chosen     = "chosen"     // somebody's choice, whose chance nobody knows
	Drawn      = "drawn"      // drawn from everybody, with the chance that stands beside the inspection
	Systematic = "systematic" // whoever is in a certain state, such as a new employer: of those it is a sample, not of everybody
	Reported   = "reported"   // brought by a complaint or another service: neither the model nor the inspector selects
)

// Selects is by what a channel of the data selects: as the pack says, and drawn for the channels of the house's own lists. What nobody
// describes was chosen.
func (p *Pack) Selects(channel string) string {
	if i := slices.IndexFunc(p.Channels, func(c Channel) bool { return c.ID == channel }); i >= 0 {
		return p.Channels[i].Selects
	}
	if vigie.Channel(channel).OfList() {
		return Drawn
	}
	return Chosen
}

func checkChannels(d *document, all []Channel) {
	checkAreas(d, "channels", areas(all, func(x Channel) Area { return Area{x.ID, x.Name} }))
	for i, x := range all {
		at := fmt.Sprintf("channels[%d].selects", i)
		if x.Selects == "" {
			d.fault(at, "selects is missing"+d.in(parent(at)), "write chosen, drawn, systematic or reported")
		}
		d.oneOf(at, x.Selects, []string{Chosen, Drawn, Systematic, Reported})
	}
}
