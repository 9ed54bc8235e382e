package belgium

import (
	"bytes"

	"go.yaml.in/yaml/v3"

	"vigie"
)

// assumption is a number that shapes the country.
type assumption struct {
	Name    string  `yaml:"name"`
	Value   float64 `yaml:"value"`
	Meaning string  `yaml:"meaning"`
	Source  string  `yaml:"source"`
}

// column is a number that each sector has.
type column struct {
	Meaning string `yaml:"meaning"`
	Source  string `yaml:"source"`
}

// assumptionFile is data/assumptions.yaml.
type assumptionFile struct {
	Assumptions []assumption `yaml:"assumptions"`
	Crisis      struct {
		Source string             `yaml:"source"`
		Months map[string]float64 `yaml:"months"`
	} `yaml:"crisis"`
	Sectors struct {
		Columns map[string]column             `yaml:"columns"`
		Values  map[string]map[string]float64 `yaml:"values"`
	} `yaml:"sectors"`
}

// assumptions are the numbers of data/assumptions.yaml by name.
type assumptions map[string]float64

// of is an assumption. A name that the file does not have is a fault of this program, and the first test meets it.
func (a assumptions) of(name string) float64 {
	v, ok := a[name]
	if !ok {
		panic("synth/belgium: data/assumptions.yaml says nothing of " + name)
	}
	return v
}

// assume reads data/assumptions.yaml.
func (w *world) readAssumptions() error {
	text, err := data.ReadFile("data/assumptions.yaml")
	if err != nil {
		return vigie.Errorf(vigie.Internal, "read assumptions: %w", err)
	}
	var file assumptionFile
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(&file); err != nil {
		return vigie.Errorf(vigie.Invalid, "read assumptions.yaml: %w", err)
	}
	w.assume = assumptions{}
	for _, a := range file.Assumptions {
		w.assume[a.Name] = a.Value
	}
	for m := range w.crisis {
		w.crisis[m] = file.Crisis.Months[firstOf(m).String()[:7]]
	}
	return w.readSectors(&file)
}

// readSectors makes the sectors, in the order of joint-committee.csv.
func (w *world) readSectors(file *assumptionFile) error {
	rows, err := table("joint-committee.csv")
	if err != nil {
		return err
	}
	for _, row := range rows {
		v := file.Sectors.Values[row["sector"]]
		for name := range file.Sectors.Columns {
			if _, ok := v[name]; !ok {
				return vigie.Errorf(vigie.Invalid, "read assumptions.yaml: sector %s has no %s", row["sector"], name)
			}
		}
		share := "share"
		if sizes[w.options.Size].enlarged {
			share = "demo"
		}
		w.sectors = append(w.sectors, sector{
			id: row["sector"], committee: row["code"], class: row["class"],
			share: v[share], staff: v["staff"], partTime: v["part_time"], blue: v["blue"], wage: v["wage"],
			reference: uint8(4 * v["week"]), churn: v["churn"], summer: v["summer"], crisis: v["crisis"], weather: v["weather"],
			students: v["students"], flexi: v["flexi"], extras: v["extras"], natural: v["natural"], births: v["births"],
			turnover: v["turnover"],
		})
	}
	return nil
}
