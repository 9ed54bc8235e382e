package belgium

import (
	"strings"
	"unicode/utf8"
)

// words are what names of firms are made from.
type words struct {
	last, first, word [2][]string // by language; those of any language are in both
}

func (w *world) readWords() error {
	rows, err := table("name.csv")
	for _, row := range rows {
		list := map[string]*[2][]string{"last": &w.words.last, "first": &w.words.first, "word": &w.words.word}[row["kind"]]
		if row["language"] != "fr" {
			list[nl] = append(list[nl], row["text"])
		}
		if row["language"] != "nl" {
			list[fr] = append(list[fr], row["text"])
		}
	}
	return err
}

// nameOf makes the name of a firm. Two firms may have the same one, as happens.
func (w *world) nameOf(f *firm, n *nace, d *dice) string {
	trades := n.tradesNL
	if f.language == fr {
		trades = n.tradesFR
	}
	trade := trades[d.intn(len(trades))]
	person := w.words.last[f.language][d.intn(len(w.words.last[f.language]))]
	word := w.words.word[f.language][d.intn(len(w.words.word[f.language]))]
	name := ""
	switch u := d.intn(10); {
	case f.natural && u < 8:
		name = person + " " + w.words.first[f.language][d.intn(len(w.words.first[f.language]))]
	case u < 3:
		name = trade + " " + person
	case u < 6:
		name = word + " " + trade
	case u < 8:
		name = person + " " + trade
	case u == 8 && f.language == fr:
		name = trade + " Le " + word
	case u == 8:
		name = trade + " De " + word
	default:
		name = word + " " + w.words.word[f.language][d.intn(len(w.words.word[f.language]))]
	}
	if d.chance(w.assume.of("misspelt")) {
		name = misspelt(name, d)
	}
	if !f.natural && d.chance(w.assume.of("form-in-name")) {
		name += " " + abbreviation(f, d)
	}
	if d.chance(.3) {
		name = strings.ToUpper(name)
	}
	return name
}

// misspelt leaves out a letter, doubles one or swaps two.
func misspelt(name string, d *dice) string {
	r := []rune(name)
	if utf8.RuneCountInString(name) < 5 {
		return name
	}
	at := 1 + d.intn(len(r)-3)
	switch d.intn(3) {
	case 0:
		return string(r[:at]) + string(r[at+1:])
	case 1:
		return string(r[:at+1]) + string(r[at:])
	}
	r[at], r[at+1] = r[at+1], r[at]
	return string(r)
}

// forms are juridical forms by code, with how companies write them.
var forms = map[string][2][]string{
	"610": {{"BV", "B.V.", "BVBA"}, {"SRL", "S.R.L.", "SPRL"}},
	"014": {{"NV", "N.V."}, {"SA", "S.A."}},
	"008": {{"CV"}, {"SC"}},
	"017": {{"VZW"}, {"ASBL"}},
	"012": {{"VOF"}, {"SNC"}},
}

func abbreviation(f *firm, d *dice) string {
	list := forms[f.form][f.language]
	if len(list) == 0 {
		return ""
	}
	return list[d.intn(len(list))]
}

// formOf draws a juridical form.
func formOf(sector string, d *dice) string {
	u := d.float()
	switch {
	case sector == "care" && u < .4:
		return "017"
	case u < .12:
		return "014"
	case u < .15:
		return "008"
	case u < .18:
		return "012"
	case u < .20:
		return "017"
	}
	return "610"
}
