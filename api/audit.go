package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

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
		out := &entriesRead{}
		err := s.Casework.Read(ctx, func(b vigie.Books) (err error) {
			out.Body.Items, err = b.Entries(ctx, vigie.EntryQuery{After: in.After, UserID: in.User, Kind: in.Kind, ID: in.ID, Limit: in.Size})
			return err
		})
		if err == nil {
			err = s.seen(ctx, "audit.view", t)
		}
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		out.Body.After = in.After
		if n := len(out.Body.Items); n > 0 {
			out.Body.After = out.Body.Items[n-1].Seq
		}
		return out, nil
	})
}
