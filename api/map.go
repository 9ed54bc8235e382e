package api

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/dossier"
	"vigie/pipeline"
)

// mostMapped is how many targets a map takes: each is read as a list reads it.
const mostMapped = 50_000

// points are targets on a map, a column for each of their fields: a third of the size of a list of things.
type points struct {
	ID      []string  `json:"id" nullable:"false"`
	Version []int     `json:"version" nullable:"false"`
	Lat     []float64 `json:"lat" nullable:"false"`
	Lon     []float64 `json:"lon" nullable:"false"`
	State   []string  `json:"state" nullable:"false"`
}

// share is how many of the targets lie in a territory, and of how many employers.
type share struct {
	Territory string   `json:"territory"`
	Targets   int      `json:"targets"`
	Employers int      `json:"employers"`
	Per100    *float64 `json:"per100,omitempty" doc:"Targets for each 100 employers"`
}

// targetMap gives the places of the targets of a list: the same that the list would show. Who sees pseudonyms gets no place, which would tell
// whom they stand for, but the rates.
func (s *Server) targetMap(a huma.API, n plural) {
	type mapped struct {
		Body struct {
			Points   points  `json:"points"`
			Rates    []share `json:"rates" nullable:"false"`
			Unplaced int     `json:"unplaced" doc:"Of which no register tells the place"`
			Veiled   int     `json:"veiled" doc:"Whose place would tell who they are"`
		}
	}
	o := huma.Operation{OperationID: "mapTargets", Method: http.MethodGet, Path: Base + "/targets/map", Tags: []string{n.path},
		Summary: "Where the targets of a list are, and how many for each 100 employers of a territory", Parameters: s.fieldParameters(n)}
	huma.Register(a, o, func(ctx context.Context, in *asks) (*mapped, error) {
		files, err := s.listed(ctx, n, in, mostMapped)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		out := &mapped{}
		out.Body.Points = points{ID: []string{}, Version: []int{}, Lat: []float64{}, Lon: []float64{}, State: []string{}}
		counts, seen := map[string]int{}, []vigie.TargetFile{}
		for i := range files {
			counts[files[i].Target.Territory]++
			ok, err := s.named(ctx, files[i].Thing())
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			if ok {
				seen = append(seen, files[i])
			}
		}
		out.Body.Veiled = len(files) - len(seen)
		err = s.Lake.Use(ctx, func(l *pipeline.Snapshot) (err error) {
			if out.Body.Unplaced, err = place(ctx, l, seen, &out.Body.Points); err != nil {
				return err
			}
			out.Body.Rates, err = s.rates(ctx, l, counts)
			return err
		})
		if err != nil && vigie.CodeOf(err) != vigie.NotFound { // nothing was published yet: there are no places
			return nil, s.problem(ctx, err)
		}
		if out.Body.Rates == nil {
			out.Body.Rates = []share{}
		}
		return out, nil
	})
}

// place puts targets where their employers are, and counts those of which nobody knows.
func place(ctx context.Context, l *pipeline.Snapshot, files []vigie.TargetFile, to *points) (unplaced int, err error) {
	ids := make([]string, len(files))
	for i := range files {
		ids[i] = files[i].Target.EntityID
	}
	known, err := dossier.Known(ctx, l.Lake, ids, l.AsOf)
	if err != nil {
		return 0, err
	}
	at := map[string]*dossier.Employer{}
	for i := range known {
		at[known[i].ID] = &known[i]
	}
	for i := range files {
		e := at[files[i].Target.EntityID]
		if e == nil || e.Lat == nil || e.Lon == nil {
			unplaced++
			continue
		}
		to.ID, to.Version, to.State = append(to.ID, files[i].ID), append(to.Version, files[i].Version), append(to.State, files[i].State)
		to.Lat, to.Lon = append(to.Lat, round(*e.Lat)), append(to.Lon, round(*e.Lon))
	}
	return unplaced, nil
}

// round is to a metre or so.
func round(degrees float64) float64 { return math.Round(degrees*1e5) / 1e5 }

// rates are those of the territories whose employers the actor may find.
func (s *Server) rates(ctx context.Context, l *pipeline.Snapshot, targets map[string]int) ([]share, error) {
	employers, err := dossier.Territories(ctx, l.Lake, l.AsOf)
	if err != nil {
		return nil, err
	}
	out := []share{}
	for _, t := range s.Office.Territories {
		thing := vigie.Thing{Kind: vigie.KindEmployer, Keys: []vigie.Key{vigie.TerritoryKey(t)}}
		if s.Guard.Check(ctx, "employer.view", thing) != nil {
			continue
		}
		one := share{Territory: t, Targets: targets[t], Employers: employers[t]}
		if one.Employers > 0 {
			per := 100 * float64(one.Targets) / float64(one.Employers)
			one.Per100 = &per
		}
		out = append(out, one)
	}
	return out, nil
}

// employerMap gives the places of all employers whom the actor may see by name: pairs of 32-bit floats, least significant byte first, longitude
// and then latitude. 300,000 are 2.4 MB, and a browser reads them as they are.
func (s *Server) employerMap(a huma.API) {
	huma.Register(a, gives(huma.Operation{OperationID: "mapEmployers", Method: http.MethodGet, Path: Base + "/employers/map", Tags: []string{"employers"},
		Summary: "Where the employers are that you may see by name: longitude and latitude, as 32-bit floats"}, "application/octet-stream"), func(ctx context.Context, _ *struct{}) (*file, error) {
		scope, err := s.Guard.Scope(ctx, vigie.KindEmployer)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		out := &file{ContentType: "application/octet-stream", Disposition: `attachment; filename="employers.bin"`, Body: []byte{}}
		veiled, err := s.veiled(ctx, vigie.KindEmployer, scope)
		if err != nil || veiled {
			return out, s.problemOrNil(ctx, err)
		}
		err = s.Lake.Use(ctx, func(l *pipeline.Snapshot) error {
			return dossier.Places(ctx, l.Lake, l.AsOf, scope.All, territories(scope), func(lat, lon float64) {
				out.Body = binary.LittleEndian.AppendUint32(out.Body, math.Float32bits(float32(lon)))
				out.Body = binary.LittleEndian.AppendUint32(out.Body, math.Float32bits(float32(lat)))
			})
		})
		if err != nil && vigie.CodeOf(err) == vigie.NotFound {
			err = nil // nothing was published yet, and so there is no place
		}
		return out, s.problemOrNil(ctx, err)
	})
}

func (s *Server) problemOrNil(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	return s.problem(ctx, err)
}

// capacity counts what each territory has taken on and has still before it, for who may see its targets.
func (s *Server) capacity(a huma.API, n plural) {
	type taken struct {
		Territory string `json:"territory"`
		Accepted  int    `json:"accepted"`
		Proposed  int    `json:"proposed"`
	}
	huma.Register(a, huma.Operation{OperationID: "capacityOfTerritories", Method: http.MethodGet, Path: Base + "/targets/capacity", Tags: []string{n.path},
		Summary: "What each territory has taken on, and what is proposed to it"}, func(ctx context.Context, _ *struct{}) (*list[taken], error) {
		scope, err := s.Guard.Scope(ctx, n.kind)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		out := []taken{}
		err = s.Casework.Read(ctx, func(b vigie.Books) error {
			for _, t := range s.Office.Territories {
				one := taken{Territory: t}
				for state, to := range map[string]*int{vigie.TargetAccepted: &one.Accepted, vigie.TargetProposed: &one.Proposed} {
					got, err := b.Targets().List(ctx, vigie.Query{Scope: scope, Size: 1,
						Where: []vigie.Where{{Field: "territory", Values: []string{t}}, {Field: "state", Values: []string{state}}}})
					if err != nil {
						return err
					}
					*to = got.Total
				}
				if one.Accepted+one.Proposed > 0 {
					out = append(out, one)
				}
			}
			return nil
		})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return listOf(out, len(out)), nil
	})
}

// limited reads all of what was sent, and refuses what is longer.
func limited(r io.Reader, most int64) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, fmt.Errorf("read what was sent: %w", err)
	}
	if int64(len(text)) > most {
		return nil, vigie.Errorf(vigie.Invalid, "what was sent has more than %d bytes", most)
	}
	return text, nil
}
