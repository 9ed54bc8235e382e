package belgium

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// Every number has a meaning and a source, and somebody asks for it.
func TestAssumptionsAreTold(t *testing.T) {
	t.Parallel()
	text, err := data.ReadFile("data/assumptions.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file assumptionFile
	if err := yaml.NewDecoder(bytes.NewReader(text)).Decode(&file); err != nil {
		t.Fatal(err)
	}
	code := source(t)
	for _, a := range file.Assumptions {
		if a.Meaning == "" || a.Source == "" {
			t.Errorf("%s: it has no meaning or no source", a.Name)
		}
		if !strings.Contains(code, `of("`+a.Name+`")`) {
			t.Errorf("%s: nobody asks for it", a.Name)
		}
	}
	for name, c := range file.Sectors.Columns {
		if c.Meaning == "" || c.Source == "" {
			t.Errorf("sectors: %s: it has no meaning or no source", name)
		}
	}
	for id, values := range file.Sectors.Values {
		if len(values) != len(file.Sectors.Columns) {
			t.Errorf("sector %s has %d numbers, want %d", id, len(values), len(file.Sectors.Columns))
		}
	}
	for _, share := range []string{"share", "demo"} {
		sum := 0.0
		for _, values := range file.Sectors.Values {
			sum += values[share]
		}
		if sum < .999 || sum > 1.001 {
			t.Errorf("the sectors' %s add up to %.4f", share, sum)
		}
	}
}

// source is the Go of this package.
func source(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
	}
	return b.String()
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	w := demoCountry(t)
	if len(w.towns) < 120 {
		t.Errorf("%d postcodes, want 120 or more", len(w.towns))
	}
	zips := map[string]bool{}
	for _, town := range w.towns {
		if len(town.zip) != 4 || zips[town.zip] {
			t.Errorf("postcode %q comes twice, or is none", town.zip)
		}
		zips[town.zip] = true
		if town.lat < 49.4 || town.lat > 51.6 || town.lon < 2.5 || town.lon > 6.5 {
			t.Errorf("%s %s lies at %.3f, %.3f", town.zip, town.nl, town.lat, town.lon)
		}
	}
	for n, list := range w.byTerritory {
		if len(list) == 0 {
			t.Errorf("%s has no town", territories[n])
		}
	}
}
