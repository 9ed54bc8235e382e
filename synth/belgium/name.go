package belgium

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"vigie"
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
		name += " " + w.abbreviation(f, d)
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

func (w *world) abbreviation(f *firm, d *dice) string {
	list := w.forms[f.form].short[f.language]
	return list[d.intn(len(list))]
}

// form is a juridical form, with how companies write it.
type form struct {
	code, nl, fr string
	short        [2][]string // by language
}

func (w *world) readForms() error {
	rows, err := table("juridical-form.csv")
	for i, row := range rows {
		for k, column := range []string{"weight", "weight_care"} {
			weight, err := strconv.ParseFloat(row[column], 64)
			if err != nil {
				return vigie.Errorf(vigie.Invalid, "read juridical-form.csv: row %d: %w", i+2, err)
			}
			w.formTotals[k] = append(w.formTotals[k], last(w.formTotals[k])+weight)
		}
		w.forms = append(w.forms, form{
			row["code"], row["nl"], row["fr"], [2][]string{strings.Split(row["short_nl"], "|"), strings.Split(row["short_fr"], "|")},
		})
	}
	return err
}

// formOf draws a juridical form: in care, many are associations.
func (w *world) formOf(sec *sector, d *dice) uint8 {
	if sec.id == "care" {
		return uint8(d.weighted(w.formTotals[1]))
	}
	return uint8(d.weighted(w.formTotals[0]))
}
