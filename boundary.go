package vigie

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
)

// Boundaries are the outlines of territories, for a map. A pack may bring them; an office may use its own.
type Boundaries struct {
	Source  string    `json:"source"`  // where they come from
	Licence string    `json:"licence"` // under which they are used
	Areas   []Outline `json:"areas"`
}

// Outline is a piece of a territory: a ring around it, and rings around its holes, each of longitudes and latitudes.
type Outline struct {
	Territory string         `json:"territory"`
	Rings     [][][2]float64 `json:"rings"`
}

// Limits of a boundary file: what draws a country in a second has less.
const (
	MaxBoundaryBytes  = 8 << 20
	maxBoundaryPoints = 200_000
)

// ReadBoundaries reads GeoJSON: a FeatureCollection of polygons, each with the id of one of the territories in a property. Nothing of the file is
// kept but that id, the source, the licence and the rings, in WGS 84 and rounded to a metre.
func ReadBoundaries(text []byte, property string, territories []string) (*Boundaries, error) {
	if len(text) > MaxBoundaryBytes {
		return nil, Errorf(Invalid, "read boundaries: the file has %d bytes, and may have %d: simplify its outlines", len(text), MaxBoundaryBytes)
	}
	var file struct {
		Type, Source, Licence string
		Features              []struct {
			Properties map[string]json.RawMessage
			Geometry   struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, Errorf(Invalid, "read boundaries: %w", err)
	}
	if file.Type != "FeatureCollection" || len(file.Features) == 0 {
		return nil, Errorf(Invalid, "read boundaries: there is no FeatureCollection with features: export the layer as GeoJSON")
	}
	b := &Boundaries{Source: file.Source, Licence: file.Licence}
	points := 0
	for i, f := range file.Features {
		var id string
		if err := json.Unmarshal(f.Properties[property], &id); err != nil || !slices.Contains(territories, id) {
			return nil, Errorf(Invalid, "read boundaries: feature %d: its property %q is not one of the territories %s", i+1, property, strings.Join(territories, ", "))
		}
		polygons, err := polygonsOf(f.Geometry.Type, f.Geometry.Coordinates)
		if err != nil {
			return nil, Errorf(Invalid, "read boundaries: feature %d: %w", i+1, err)
		}
		for _, rings := range polygons {
			for _, ring := range rings {
				if points += len(ring); points > maxBoundaryPoints {
					return nil, Errorf(Invalid, "read boundaries: more than %d points: simplify the outlines", maxBoundaryPoints)
				}
				if err := soundRing(ring); err != nil {
					return nil, Errorf(Invalid, "read boundaries: feature %d: %w", i+1, err)
				}
			}
			b.Areas = append(b.Areas, Outline{id, rings})
		}
	}
	return b, nil
}

func polygonsOf(kind string, coordinates json.RawMessage) (polygons [][][][2]float64, err error) {
	switch kind {
	case "Polygon":
		polygons = make([][][][2]float64, 1)
		err = json.Unmarshal(coordinates, &polygons[0])
	case "MultiPolygon":
		err = json.Unmarshal(coordinates, &polygons)
	default:
		return nil, Errorf(Invalid, "its geometry is %q: only polygons bound a territory", kind)
	}
	if err == nil && (len(polygons) == 0 || slices.ContainsFunc(polygons, func(p [][][2]float64) bool { return len(p) == 0 })) {
		err = Errorf(Invalid, "a polygon has no ring")
	}
	return polygons, err
}

// soundRing rounds a ring, and refuses one that is not closed or not on the earth.
func soundRing(ring [][2]float64) error {
	if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
		return Errorf(Invalid, "a ring has %d points or is not closed: the last point of a ring is its first", len(ring))
	}
	for i := range ring {
		lon, lat := ring[i][0], ring[i][1]
		if math.Abs(lon) > 180 || math.Abs(lat) > 90 {
			return Errorf(Invalid, "a point lies at %g, %g: convert the file to WGS 84 (EPSG:4326), longitude first", lon, lat)
		}
		ring[i] = [2]float64{math.Round(lon*1e5) / 1e5, math.Round(lat*1e5) / 1e5}
	}
	return nil
}

// Boundary is an office's own outlines, used instead of the pack's until they are withdrawn; the newest counts.
type Boundary struct {
	Record
	State      string     `json:"state"`
	Boundaries Boundaries `json:"boundaries"`
}

// States of an office's own outlines.
const (
	BoundaryUsed      = "used"
	BoundaryWithdrawn = "withdrawn"
)

// Thing says that outlines concern everyone.
func (b *Boundary) Thing() Thing {
	return Thing{Kind: KindBoundary, ID: b.ID, State: b.State, Owner: b.CreatedBy, Keys: []Key{Everyone}}
}
