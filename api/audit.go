package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

// Proof is what a look at the whole audit log shows: whether every line stands where it was written, and what was signed last.
type Proof struct {
	Lines      int64      `json:"lines"`
	Signed     int64      `json:"signed" doc:"Lines under a signed checkpoint: who removed some after them can not be found out"`
	Faults     []string   `json:"faults" nullable:"false" doc:"The first of what does not hold; empty: the log is whole and in order"`
	Checkpoint *time.Time `json:"checkpoint,omitempty" doc:"When the last checkpoint was signed"`
}

// proof has the log verified for who may. It reads every line, so that it is asked for, and not shown by the way.
func (s *Server) proof(a huma.API) {
	huma.Register(a, huma.Operation{OperationID: "verifyAudit", Method: http.MethodGet, Path: Base + "/audit/proof", Tags: []string{"audit"},
		Summary: "Whether the audit log is whole and in order, and what was signed last"}, func(ctx context.Context, _ *struct{}) (*struct{ Body Proof }, error) {
		t := vigie.Thing{Kind: vigie.KindAudit}
		if err := s.Guard.Check(ctx, "audit.verify", t); err != nil {
			return nil, s.problem(ctx, err)
		}
		if s.Proof == nil {
			return nil, s.problem(ctx, vigie.Errorf(vigie.Unavailable, "verify the audit log: this server does not hold its key: run `vigie audit verify` where the home is"))
		}
		p, err := s.Proof(ctx)
		if err == nil {
			err = s.seen(ctx, "audit.verify", t)
		}
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		p.Faults = present(p.Faults)
		return &struct{ Body Proof }{*p}, nil
	})
}

// entries are the lines of the audit log: one's own for everybody, all of them for auditors. Reading them is a line itself.
func (s *Server) entries(a huma.API) {
	type entriesRead struct {
		Body struct {
			Items []vigie.Entry `json:"items" nullable:"false"`
			After int64         `json:"after" doc:"To ask for what comes next"`
		}
	}
	huma.Register(a, huma.Operation{OperationID: "readAudit", Method: http.MethodGet, Path: Base + "/audit", Tags: []string{"audit"},
		Summary: "Who did or saw what, in order"}, func(ctx context.Context, in *struct {
		After int64      `query:"after" minimum:"0"`
		Size  int        `query:"pageSize" minimum:"1" maximum:"1000" default:"100"`
		User  string     `query:"user" maxLength:"64"`
		Kind  vigie.Kind `query:"kind" maxLength:"64"`
		ID    string     `query:"id" maxLength:"64"`
	}) (*entriesRead, error) {
		who, _ := vigie.ActorOf(ctx)
		t := vigie.Thing{Kind: vigie.KindAudit}
		if in.User == who.UserID {
			t.Keys = []vigie.Key{vigie.UserKey(who.UserID)}
		}
		if err := s.Guard.Check(ctx, "audit.view", t); err != nil {
			return nil, s.problem(ctx, err)
		}
		veiled, err := s.unnamed(ctx)
		if err == nil && veiled && in.Kind == vigie.KindEmployer && in.ID != "" {
			in.ID, err = s.unveiled(in.ID)
		}
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		out := &entriesRead{}
		err = s.Casework.Read(ctx, func(b vigie.Books) (err error) {
			out.Body.Items, err = b.Entries(ctx, vigie.EntryQuery{After: in.After, UserID: in.User, Kind: in.Kind, ID: in.ID, Limit: in.Size})
			return err
		})
		if err == nil {
			err = s.seen(ctx, "audit.view", t)
		}
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		if veiled {
			s.veilEntries(out.Body.Items)
		}
		out.Body.Items, out.Body.After = present(out.Body.Items), in.After
		if n := len(out.Body.Items); n > 0 {
			out.Body.After = out.Body.Items[n-1].Seq
		}
		return out, nil
	})
}

// veilEntries puts pseudonyms where employers stand. The hashes go too: who has the rest of a line tries numbers until one fits its hash.
func (s *Server) veilEntries(entries []vigie.Entry) {
	for i := range entries {
		e := &entries[i]
		e.Prev, e.Hash = nil, nil
		for j := range e.Things {
			if t := &e.Things[j]; t.Kind == vigie.KindEmployer {
				t.ID = s.Pseudonyms.Of(t.ID)
			}
		}
	}
}
