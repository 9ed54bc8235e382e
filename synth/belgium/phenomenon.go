package belgium

import (
	"bytes"
	_ "embed"
	"slices"

	"go.yaml.in/yaml/v3"

	"vigie"
)

// phenomenonText is the list of what employers of the invented country do in secret, with every assumption beside its source.
//
//go:embed data/phenomenon.yaml
var phenomenonText []byte

// Phenomena by the ids that inspections and models use.
const (
	undeclaredHours      = "undeclared-hours"
	undeclaredWorkers    = "undeclared-workers"
	occasionalMisuse     = "occasional-misuse"
	unreportedSite       = "unreported-site"
	subcontractCascade   = "subcontract-cascade"
	spider               = "spider"
	letterboxPosting     = "letterbox-posting"
	bogusSelfEmployment  = "bogus-self-employment"
	temporaryAbuse       = "temporary-unemployment-abuse"
	fictitiousEmployment = "fictitious-employment"
	benefitCumulation    = "benefit-cumulation"
	platformWork         = "platform-work"
	exploitation         = "exploitation"
)

// phenomenon is one way of social fraud: how common it is, since when, and how well it is found.
type phenomenon struct {
	ID           string             `yaml:"id"`
	Meaning      string             `yaml:"meaning"`
	StartsOn     string             `yaml:"starts_on"`     // empty: it was there before the registers
	GrowthMonths int                `yaml:"growth_months"` // from the start to the full prevalence
	Prevalence   map[string]float64 `yaml:"prevalence"`    // share of a sector's employers in a year
	Detection    float64            `yaml:"detection"`
	Share        [2]float64         `yaml:"share"` // of the work that is touched, from the timid to the bold
	Stops        float64            `yaml:"stops"` // chance a year
	Relapse      float64            `yaml:"relapse"`
	Shows        map[string]string  `yaml:"shows"` // register: how
	Source       string             `yaml:"source"`

	start vigie.Date // of StartsOn; 0: always
}

// readPhenomena reads the list that stands beside the code.
func readPhenomena() ([]phenomenon, error) {
	var file struct {
		Phenomena []phenomenon `yaml:"phenomena"`
	}
	d := yaml.NewDecoder(bytes.NewReader(phenomenonText))
	d.KnownFields(true)
	if err := d.Decode(&file); err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "read phenomenon.yaml: %w", err)
	}
	for i := range file.Phenomena {
		p := &file.Phenomena[i]
		if p.StartsOn == "" {
			continue
		}
		var err error
		if p.start, err = vigie.ParseDate(p.StartsOn); err != nil {
			return nil, vigie.Errorf(vigie.Invalid, "read phenomenon.yaml: %s: %w", p.ID, err)
		}
	}
	return file.Phenomena, nil
}

// prevalence is the share of a sector's employers that are at it in the course of a year around a day.
func (p *phenomenon) prevalence(sector string, on vigie.Date) float64 {
	share, ok := p.Prevalence[sector]
	if !ok {
		share = p.Prevalence["other"]
	}
	if p.start == 0 {
		return share
	}
	if on < p.start {
		return 0
	}
	return share * min(1, float64(on-p.start+20)/(30.4*float64(max(1, p.GrowthMonths))))
}

// byID finds a phenomenon that is known to be there.
func byID(list []phenomenon, id string) *phenomenon {
	return &list[slices.IndexFunc(list, func(p phenomenon) bool { return p.ID == id })]
}
