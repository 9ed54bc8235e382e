package vigie_test

import (
	"strings"
	"testing"

	"vigie"
)

const square = `[[[4,50],[5,50],[5,51],[4,50]]]`

func feature(properties, kind, coordinates string) string {
	return `{"type":"FeatureCollection","source":"s","licence":"l","features":[{"type":"Feature","properties":` + properties + `,"geometry":{"type":"` + kind + `","coordinates":` + coordinates + `}}]}`
}

func TestReadBoundaries(t *testing.T) {
	t.Parallel()

	north := `{"territory":"north","name":"<script>"}`
	tests := []struct{ name, text, want string }{
		{"Polygon", feature(north, "Polygon", square), ""},
		{"MultiPolygon", feature(north, "MultiPolygon", "["+square+"]"), ""},
		{"NotJSON", `<kml/>`, "invalid character"},
		{"Empty", `{"type":"FeatureCollection","features":[]}`, "FeatureCollection with features"},
		{"Point", feature(north, "Point", `[4,50]`), "only polygons"},
		{"UnknownTerritory", feature(`{"territory":"east"}`, "Polygon", square), "not one of the territories north, south"},
		{"NumberForTerritory", feature(`{"territory":7}`, "Polygon", square), "not one of the territories"},
		{"NoProperties", feature(`null`, "Polygon", square), "not one of the territories"},
		{"Open", feature(north, "Polygon", `[[[4,50],[5,50],[5,51],[4,51]]]`), "not closed"},
		{"InMetres", feature(north, "Polygon", `[[[150000,170000],[150001,170000],[150001,170001],[150000,170000]]]`), "WGS 84"},
		{"NoRing", feature(north, "MultiPolygon", `[[]]`), "no ring"},
		{"TooLargeNumber", feature(north, "Polygon", `[[[1e999,50],[5,50],[5,51],[1e999,50]]]`), "cannot unmarshal"},
		{"TextForNumber", feature(north, "Polygon", `[[["4",50],[5,50],[5,51],["4",50]]]`), "cannot unmarshal"},
		{"Deep", strings.Repeat("[", 100_000), "exceeded max depth"},
		{"TooManyPoints", feature(north, "Polygon", "[["+strings.Repeat("[4,50],", 200_001)+"[4,50]]]"), "more than 200000 points"},
		{"TooLarge", strings.Repeat(" ", vigie.MaxBoundaryBytes+1), "simplify"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			got, err := vigie.ReadBoundaries([]byte(test.text), "territory", []string{"north", "south"})
			switch {
			case test.want == "" && (err != nil || len(got.Areas) != 1 || got.Areas[0].Territory != "north" || len(got.Areas[0].Rings[0]) != 4):
				t.Errorf("%v, %v", got, err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || vigie.CodeOf(err) != vigie.Invalid):
				t.Errorf("refused with %v, want %q", err, test.want)
			}
		})
	}
}
