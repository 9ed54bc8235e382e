package pack

import (
	"slices"
	"strings"
)

// Prefer are the pack's languages for a reader: the one asked for, then the others. "" asks for none.
func (p *Pack) Prefer(language string) []string {
	if language == "" {
		return slices.Clone(p.Languages)
	}
	return append([]string{language}, p.Languages...)
}

// Word is what people call a value that stands in the data: the id of a territory, sector, service, directorate, phenomenon or
// resource, or a value of one of the pack's own lists of words. A value that has no word is given back as it is.
func (p *Pack) Word(list, value string, languages ...string) string {
	if s := p.word(list, value).In(languages...); s != "" {
		return s
	}
	return value
}

func (p *Pack) word(list, value string) Text {
	named := func(all []Area) Text {
		if i := slices.IndexFunc(all, func(a Area) bool { return a.ID == value }); i >= 0 {
			return all[i].Name
		}
		return nil
	}
	switch list {
	case "territory":
		return named(p.Groups)
	case "sector":
		return named(p.Sectors)
	case "service":
		return named(p.Services)
	case "directorate":
		return named(areas(p.Directorates, func(x Directorate) Area { return Area{x.ID, x.Name} }))
	case "channel":
		return named(areas(p.Channels, func(x Channel) Area { return Area{x.ID, x.Name} }))
	case "phenomenon":
		return named(areas(p.Phenomena, func(x Phenomenon) Area { return Area{x.ID, x.Name} }))
	case "resource":
		if p.Network != nil {
			return named(areas(p.Network.Kinds, func(x NetworkKind) Area { return Area{x.Kind, x.Name} }))
		}
		return nil
	}
	return p.Words[list][value]
}

// taken are the lists that the pack writes elsewhere.
var taken = []string{"territory", "sector", "service", "directorate", "channel", "phenomenon", "resource"}

// checkWords checks the pack's own lists of words.
func checkWords(d *document, words map[string]map[string]Text) {
	for _, list := range sorted(words) {
		at := "words." + list
		switch {
		case !idForm.MatchString(list) || strings.Contains(list, "-"):
			d.fault(at, "a list of words is called "+shorten(list), "begin with a letter and use small letters, digits and _: it is the name of the parameter whose values it says")
		case slices.Contains(taken, list):
			d.fault(at, "the words of "+list+" stand elsewhere in the pack", "write them where it is listed, and delete these")
		}
		for _, value := range sorted(words[list]) {
			d.need(at+"."+value, words[list][value], "write what people call it")
		}
	}
}
