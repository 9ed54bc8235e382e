package pack

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // a bare container has no time zones of its own

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
)

// checkPack checks pack.yaml.
func checkPack(d *document, p *Pack) {
	p.Pos = d.pos("pack")
	switch {
	case p.ID == "":
		d.fault("pack", "pack is missing", "write pack: and the name of its folder")
	case !idForm.MatchString(p.ID):
		d.fault("pack", fmt.Sprintf("pack %q is no name", shorten(p.ID)), "begin with a letter and use small letters, digits, _ and -, at most 63")
	}
	checkVersion(d, "version", p.Version)
	checkLanguages(d, p.Languages)
	d.need("name", p.Name, "write what people call it")
	d.need("unit", p.Unit, "write what one entity is, such as employer")
	checkTimeZone(d, p.TimeZone)
	if _, err := currency.ParseISO(p.Currency); p.Currency != "" && (err != nil || strings.ToUpper(p.Currency) != p.Currency) {
		d.fault("currency", fmt.Sprintf("%q is no currency", shorten(p.Currency)), "write the three letters of ISO 4217, such as EUR")
	}
	checkAreas(d, "territories", p.Groups)
	checkAreas(d, "sectors", p.Sectors)
	checkAreas(d, "services", p.Services)
	checkDirectorates(d, p.Directorates)
	checkChannels(d, p.Channels)
	checkPhenomena(d, p.Phenomena)
	checkThresholds(d, p.Thresholds)
	checkWords(d, p.Words)
	d.faults = append(d.faults, checkCondition(p.PositivePos, p.Positive)...)
}

var directorateKinds = []string{"territorial", "thematic"}

func checkDirectorates(d *document, all []Directorate) {
	checkAreas(d, "directorates", areas(all, func(x Directorate) Area { return Area{x.ID, x.Name} }))
	for i, x := range all {
		at := fmt.Sprintf("directorates[%d].kind", i)
		if x.Kind == "" {
			d.fault(at, "kind is missing"+d.in(parent(at)), "write territorial or thematic")
		}
		d.oneOf(at, x.Kind, directorateKinds)
	}
}

func checkPhenomena(d *document, all []Phenomenon) {
	checkAreas(d, "phenomena", areas(all, func(x Phenomenon) Area { return Area{x.ID, x.Name} }))
	for i, x := range all {
		d.need(fmt.Sprintf("phenomena[%d].meaning", i), x.Meaning, "write how the mechanism works, in a sentence")
	}
}

func areas[T any](all []T, area func(T) Area) []Area {
	var out []Area
	for _, x := range all {
		out = append(out, area(x))
	}
	return out
}

func checkVersion(d *document, path string, version int) {
	if version < 1 {
		d.fault(path, fmt.Sprintf("%s is %d", path, version), "count from 1, and raise it whenever a figure may change")
	}
}

var languageForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z]{2})?$`)

func checkLanguages(d *document, languages []string) {
	if len(languages) == 0 {
		d.fault("languages", "languages is missing", "list those of the texts, such as [nl, fr]; the first is the one to fall back on")
	}
	for i, l := range languages {
		if !isLanguage(l) {
			d.fault(fmt.Sprintf("languages[%d]", i), fmt.Sprintf("%q is no language", shorten(l)), "write its code as in en, nl or de-AT")
		}
	}
	d.once("languages", "language", languages)
}

// spoken are the languages that are some, each once: what a text must be given in.
func spoken(languages []string) []string {
	var found []string
	for _, l := range languages {
		if isLanguage(l) && !slices.Contains(found, l) {
			found = append(found, l)
		}
	}
	return found
}

func isLanguage(l string) bool {
	_, err := language.Parse(l)
	return err == nil && languageForm.MatchString(l)
}

// zones are those of the Union's capitals, to suggest one.
var zones = []string{"Europe/Amsterdam", "Europe/Athens", "Europe/Berlin", "Europe/Bratislava", "Europe/Brussels", "Europe/Bucharest",
	"Europe/Budapest", "Europe/Copenhagen", "Europe/Dublin", "Europe/Helsinki", "Europe/Lisbon", "Europe/Ljubljana", "Europe/Luxembourg",
	"Europe/Madrid", "Europe/Malta", "Asia/Nicosia", "Europe/Paris", "Europe/Prague", "Europe/Riga", "Europe/Rome", "Europe/Sofia",
	"Europe/Stockholm", "Europe/Tallinn", "Europe/Vienna", "Europe/Vilnius", "Europe/Warsaw", "Europe/Zagreb", "UTC"}

func checkTimeZone(d *document, zone string) {
	if zone == "" {
		d.fault("time_zone", "time_zone is missing", "write the zone in which the dates are dates, such as Europe/Brussels")
		return
	}
	if _, err := time.LoadLocation(zone); err != nil || zone == "Local" {
		way := "write an IANA name, such as Europe/Brussels"
		if near := nearest(zone, zones); near != "" {
			way = fmt.Sprintf("did you mean %q?", near)
		}
		d.fault("time_zone", fmt.Sprintf("unknown time zone %q", shorten(zone)), way)
	}
}

func checkAreas(d *document, path string, areas []Area) {
	seen := map[string]bool{}
	for i, a := range areas {
		at := fmt.Sprintf("%s[%d]", path, i)
		switch {
		case a.ID == "":
			d.fault(at+".id", "id is missing"+d.in(at), "write the value that stands in the data")
		case seen[a.ID]:
			d.fault(at+".id", fmt.Sprintf("%s has the id %q twice", path, shorten(a.ID)), "keep one")
		}
		seen[a.ID] = true
		d.need(at+".name", a.Name, "write what people call it")
	}
}
