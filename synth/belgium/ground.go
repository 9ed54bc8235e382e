package belgium

import (
	"bytes"
	"embed"
	"encoding/csv"
	"strconv"
	"strings"

	"vigie"
)

//go:embed data
var data embed.FS

// ground is what the data files hold: places, trades and names.
type ground struct {
	towns   []town
	streets []street
	sectors []sector
	crisis  [months]float64 // how hard the closures of 2020 and 2021 hit
	words   words
	forms   []form

	formTotals [2][]float64 // of the forms' weights, running: of most sectors, and of care

	byTerritory [][]int32   // towns
	weights     [][]float64 // of these, as running totals
	all         []float64   // of all towns, as running totals
}

// town is a postcode.
type town struct {
	zip       string
	nl, fr    string // names
	territory uint8  // index in territories
	language  uint8  // nl or fr; in Brussels a firm chooses
	lat, lon  float64
	weight    float64
}

// territories are the ten provinces and Brussels.
var territories = []string{
	"antwerp", "limburg", "east-flanders", "west-flanders", "flemish-brabant", "walloon-brabant", "hainaut", "liege",
	"luxembourg", "namur", "brussels",
}

const brussels = 10 // in territories

const (
	nl uint8 = iota
	fr
)

// street is a street's name in both languages.
type street struct{ nl, fr string }

// sector is a trade with what is usual in it; its numbers come from assumptions.yaml, which says what they mean.
type sector struct {
	id        string // construction, cleaning, horeca, transport, agriculture, retail, temp-agency, metal, care, other
	committee string // joint committee
	class     string // employer class
	naces     []nace
	totals    []float64 // of their weights
	share     float64
	staff     float64
	partTime  float64
	blue      float64
	wage      float64
	reference uint8 // full-time week, in quarters of an hour
	churn     float64
	summer    float64
	crisis    float64
	weather   float64
	students  float64
	flexi     float64
	extras    float64
	natural   float64
	births    float64
	turnover  float64
}

// nace is an activity, with words that firms of it call themselves by.
type nace struct {
	code, code2025     string
	nl, fr             string
	tradesNL, tradesFR []string
}

// lay reads the data files.
func (w *world) lay() error {
	if err := w.readAssumptions(); err != nil {
		return err
	}
	for _, read := range []func() error{w.readTowns, w.readStreets, w.readActivities, w.readWords, w.readForms} {
		if err := read(); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) readTowns() error {
	rows, err := table("town.csv")
	if err != nil {
		return err
	}
	w.byTerritory, w.weights = make([][]int32, len(territories)), make([][]float64, len(territories))
	for i, row := range rows {
		t := town{zip: row["zip"], nl: row["nl"], fr: row["fr"]}
		if row["language"] == "fr" {
			t.language = fr
		}
		var errs [3]error
		t.lat, errs[0] = strconv.ParseFloat(row["lat"], 64)
		t.lon, errs[1] = strconv.ParseFloat(row["lon"], 64)
		t.weight, errs[2] = strconv.ParseFloat(row["weight"], 64)
		at := indexOf(territories, row["territory"])
		if at < 0 || errs != [3]error{} {
			return vigie.Errorf(vigie.Invalid, "read town.csv: row %d: %v", i+2, row)
		}
		t.territory = uint8(at)
		w.towns = append(w.towns, t)
		w.byTerritory[at] = append(w.byTerritory[at], int32(i))
		w.weights[at] = append(w.weights[at], last(w.weights[at])+t.weight)
		w.all = append(w.all, last(w.all)+t.weight)
	}
	return nil
}

func (w *world) readStreets() error {
	rows, err := table("street.csv")
	for _, row := range rows {
		w.streets = append(w.streets, street{row["nl"], row["fr"]})
	}
	return err
}

func (w *world) readActivities() error {
	rows, err := table("nace.csv")
	if err != nil {
		return err
	}
	for i, row := range rows {
		weight, err := strconv.ParseFloat(row["weight"], 64)
		at := w.sectorOf(row["sector"])
		if err != nil || at < 0 {
			return vigie.Errorf(vigie.Invalid, "read nace.csv: row %d: %v", i+2, row)
		}
		s := &w.sectors[at]
		s.naces = append(s.naces, nace{
			code: row["code"], code2025: row["code2025"], nl: row["nl"], fr: row["fr"],
			tradesNL: strings.Split(row["trade_nl"], "|"), tradesFR: strings.Split(row["trade_fr"], "|"),
		})
		s.totals = append(s.totals, last(s.totals)+weight)
	}
	return nil
}

// sectorOf is the place of a sector by its id, or -1.
func (w *world) sectorOf(id string) int {
	for i := range w.sectors {
		if w.sectors[i].id == id {
			return i
		}
	}
	return -1
}

// table reads a data file as rows by column.
func table(name string) ([]map[string]string, error) {
	text, err := data.ReadFile("data/" + name)
	if err != nil {
		return nil, vigie.Errorf(vigie.Internal, "read %s: %w", name, err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "read %s: %w", name, err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := make(map[string]string, len(row))
		for i, v := range row {
			m[rows[0][i]] = v
		}
		out = append(out, m)
	}
	return out, nil
}

func indexOf(list []string, s string) int {
	for i := range list {
		if list[i] == s {
			return i
		}
	}
	return -1
}

func last(totals []float64) float64 {
	if len(totals) == 0 {
		return 0
	}
	return totals[len(totals)-1]
}
