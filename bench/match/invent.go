package main

import (
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// invented matches persons that are made up here.
func invented(o options) error {
	file := filepath.Join(o.Out, fmt.Sprintf("persons-%d.csv", o.Invent))
	if err := writePersons(file, o.Invent, 1); err != nil {
		return err
	}
	s := set{
		name: fmt.Sprintf("%d persons' records", o.Invent), spec: filepath.Join(o.Specs, "persons.yaml"), files: []string{file}, truth: "records",
		sure: []string{"surname and given_name and dob", "email", "phone"}, recall: 0.8,
	}
	return compare(o, s)
}

// world makes persons up. Names and places are as unevenly frequent as real ones are (Zipf).
type world struct {
	r                               *rand.Rand
	given, surnames, streets, towns []string
}

func newWorld(seed uint64) *world {
	w := &world{r: rand.New(rand.NewPCG(seed, 7))}
	w.given = w.names(3000, 3)
	w.surnames = w.names(40_000, 4)
	w.streets = w.names(20_000, 3)
	w.towns = w.names(1200, 3)
	return w
}

var syllables = strings.Fields(`an ar be bo bra bru ca clae cla co cor da de der des di do du el en er es fa fe fi fra ga ge ger gi go gre hen her hu il is ja jan jo ju
ka ke ker kla ko la lam le len li lo lu ma mar me mer mi mo mon na ne nel ni no pa pau pe pee pi po ra re ri ro ru sa se ser si so ste ta te ter ti to tri va ver vi vo wa
wil win ye za zo bert dal eau ers ert eyn haut hem ijn ing maes mans mont oux puis quin rand rez roy ssen steen stra ters thys vain vaux veld ville wyn`)

// names are different invented words of two syllables or more.
func (w *world) names(n, most int) []string {
	seen, out := map[string]bool{}, make([]string, 0, n)
	for len(out) < n {
		var word strings.Builder
		for range 2 + w.r.IntN(most-1) {
			word.WriteString(syllables[w.r.IntN(len(syllables))])
		}
		if !seen[word.String()] {
			seen[word.String()] = true
			out = append(out, word.String())
		}
	}
	return out
}

// one draws from a list, the first much more often than the last.
func (w *world) one(list []string) string {
	return list[int(float64(len(list))*math.Pow(w.r.Float64(), 3))]
}

// person is a row without its id and cluster.
type person [9]string

const (
	given = iota
	surname
	dob
	street
	house
	postcode
	town
	email
	phone
)

var head = []string{"unique_id", "cluster", "given_name", "surname", "dob", "street", "house_number", "postcode", "town", "email", "phone"}

func (w *world) person() person {
	var p person
	p[given], p[surname] = w.one(w.given), w.one(w.surnames)
	p[dob] = fmt.Sprintf("%04d-%02d-%02d", 1935+w.r.IntN(70), 1+w.r.IntN(12), 1+w.r.IntN(28))
	w.move(&p)
	p[email] = fmt.Sprintf("%s.%s%d@example.org", p[given], p[surname], w.r.IntN(1000))
	p[phone] = fmt.Sprintf("04%08d", w.r.IntN(100_000_000))
	return p
}

func (w *world) move(p *person) {
	place := int(float64(len(w.towns)) * math.Pow(w.r.Float64(), 2.2))
	p[town], p[postcode] = w.towns[place], strconv.Itoa(1000+7*place)
	p[street], p[house] = w.one(w.streets), strconv.Itoa(1+int(200*math.Pow(w.r.Float64(), 2)))
}

// again is another record of a person: moved, written badly, or with something left out.
func (w *world) again(p person) person {
	if w.r.Float64() < 0.15 {
		w.move(&p)
	}
	if w.r.Float64() < 0.03 {
		p[given], p[surname] = p[surname], p[given]
	}
	for field := range p {
		switch chance := w.r.Float64(); {
		case chance < 0.08:
			p[field] = ""
		case chance < 0.18:
			p[field] = w.slip(p[field])
		}
	}
	return p
}

// slip changes one character, as fingers do.
func (w *world) slip(s string) string {
	if len(s) < 3 {
		return s
	}
	i := 1 + w.r.IntN(len(s)-2)
	b := []byte(s)
	switch w.r.IntN(4) {
	case 0:
		b[i], b[i+1] = b[i+1], b[i]
	case 1:
		b = append(b[:i], b[i+1:]...)
	case 2:
		b[i] = b[w.r.IntN(len(b))]
	default:
		b = append(b[:i+1], b[i:]...)
	}
	return string(b)
}

// writePersons writes n records: of two thirds of the persons one, of the others two to five, in no order.
func writePersons(file string, n int, seed uint64) error {
	w := newWorld(seed)
	rows := make([][]string, 0, n)
	for cluster := 0; len(rows) < n; cluster++ {
		p := w.person()
		records := 1
		if w.r.Float64() < 0.33 {
			records += 1 + w.r.IntN(4)
		}
		for k := 0; k < records && len(rows) < n; k++ {
			q := p
			if k > 0 {
				q = w.again(p)
			}
			rows = append(rows, append([]string{"", strconv.Itoa(cluster)}, q[:]...))
		}
	}
	w.r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	out := csv.NewWriter(f)
	out.Write(head)
	for i, row := range rows {
		row[0] = strconv.Itoa(i)
		out.Write(row)
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return f.Close()
}
