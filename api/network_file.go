package api

import (
	"bytes"
	"context"
	"encoding/csv"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/dossier"
	"vigie/pipeline"
)

// networkFile gives what somebody has drawn as a file. The page says which ties it drew; what they are is read here, so that nothing stands
// in the file that its reader may not see or that is not so.
func (s *Server) networkFile(a huma.API) {
	o := huma.Operation{OperationID: "fileOfNetwork", Method: http.MethodPost, Path: Base + "/employers/{id}/network/file", Tags: []string{"employers"},
		Summary: "Drawn ties as a CSV file, with who took it, when, why and how it was narrowed in its head"}
	huma.Register(a, gives(o, "text/csv"), func(ctx context.Context, in *drawnTies) (*file, error) {
		var text bytes.Buffer
		err := s.open(ctx, in.Opened, func(ctx context.Context, l *pipeline.Snapshot, d *dossier.Dossier) error {
			t := d.Employer.Thing()
			if err := s.Guard.Check(ctx, "employer.export", t); err != nil {
				return err
			}
			ties, err := s.drawnTies(ctx, l, in.Body.Ties)
			if err != nil {
				return err
			}
			if err := s.seen(ctx, "employer.export", t); err != nil {
				return err
			}
			return s.writeTies(ctx, &text, l, in, ties)
		})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return &file{ContentType: "text/csv; charset=utf-8", Disposition: `attachment; filename="network.csv"`, Body: text.Bytes()}, nil
	})
}

type drawnTies struct {
	Opened
	Body struct {
		Ties     []pipeline.DrawnTie `json:"ties" nullable:"false" maxItems:"20000" doc:"Those that are drawn"`
		Narrowed string              `json:"narrowed,omitempty" maxLength:"1000" doc:"How the drawing was narrowed, in words: it stands in the head of the file"`
	}
}

// drawnTies are the ties that were named, as the actor may see them.
func (s *Server) drawnTies(ctx context.Context, l *pipeline.Snapshot, named []pipeline.DrawnTie) ([]pipeline.Tie, error) {
	pairs := make([]pipeline.DrawnTie, 0, len(named))
	for _, p := range named {
		id, err := s.entityOf(ctx, p.Entity)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, pipeline.DrawnTie{Entity: id, Resource: p.Resource})
	}
	ids := make([]string, len(pairs))
	for i := range pairs {
		ids[i] = pairs[i].Entity
	}
	show, err := s.shown(ctx, l, ids)
	if err != nil {
		return nil, err
	}
	asked := pairs[:0]
	for i, p := range pairs { // one is asked for under the name by which it is seen
		seen, name := p.Entity, ""
		if show(&seen, &name); seen == named[i].Entity {
			asked = append(asked, p)
		}
	}
	ties, err := l.Ties(asked)
	showTies(show, ties)
	return ties, err
}

func (s *Server) writeTies(ctx context.Context, to *bytes.Buffer, l *pipeline.Snapshot, in *drawnTies, ties []pipeline.Tie) error {
	who, _ := vigie.ActorOf(ctx)
	w := csv.NewWriter(to)
	for _, line := range [][]string{
		{"# ties", strconv.Itoa(len(ties))}, {"# around", in.ID}, {"# known on", l.AsOf.String()}, {"# taken by", who.UserID}, {"# taken at", s.Now().UTC().Format(time.RFC3339)},
		{"# for", in.Purpose}, {"# narrowed by", in.Body.Narrowed},
		{"employer", "name", "tie", "shared", "from", "to", "known_on"},
	} {
		if err := w.Write(cells(line)); err != nil {
			return err
		}
	}
	for _, t := range ties {
		if err := w.Write(cells([]string{t.Entity, t.Name, t.Kind, t.Resource, t.From, t.To, t.KnownOn})); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
