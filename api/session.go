package api

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/access"
)

// The way in by the office's identity provider is for browsers, and no part of the description: they are sent there, and come back.
const (
	providerPath = Base + "/session/provider"
	providerBack = providerPath + "/back"
)

// provider serves that way, where the office has one.
func (s *Server) provider(mux *http.ServeMux) {
	if s.Provider == nil {
		return
	}
	e := &access.Entrance{Provider: s.Provider, Door: s.Door, Sessions: s.Sessions, Now: s.Now, Inside: "/", Refuse: s.refuse}
	mux.HandleFunc("GET "+providerPath, e.Send)
	mux.HandleFunc("GET "+providerBack, e.Receive)
}

// openPaths are answered to anybody.
var openPaths = []string{providerPath, providerBack, Base + "/session", Base + "/health", Base + "/openapi.json", Base + "/openapi.yaml", Base + "/openapi-3.0.json", Base + "/openapi-3.0.yaml"}

// Enter finds out who asks, once for each request below Base. Nobody gets further than to the door.
func (s *Server) Enter(next http.Handler) http.Handler {
	return s.Sessions.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, err := s.Sessions.Actor(r.Context(), s.Now())
		switch {
		case err == nil:
			next.ServeHTTP(w, r.WithContext(vigie.WithActor(r.Context(), who)))
		case slices.Contains(openPaths, r.URL.Path):
			next.ServeHTTP(w, r)
		case vigie.CodeOf(err) == vigie.Denied:
			writeProblem(w, r, newProblem(http.StatusUnauthorized, "unauthorized", "Unauthorized", "log in first"))
		default:
			s.refuse(w, r, err)
		}
	}))
}

// refuse answers what went wrong before a route was reached.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	var p *Problem
	if !errors.As(s.problem(r.Context(), err), &p) {
		p = newProblem(http.StatusInternalServerError, "internalServerError", "Internal Server Error", "")
	}
	writeProblem(w, r, p)
}

type sessionRead struct {
	Body struct {
		User       vigie.User   `json:"user"`
		Actor      vigie.Actor  `json:"actor"`
		MustChange bool         `json:"mustChange" doc:"The password has to be changed before anything else"`
		Visible    []vigie.Kind `json:"visible" nullable:"false" doc:"Kinds of which you may see something"`
		May        actions      `json:"may"`
	}
}

func (s *Server) session(a huma.API) {
	o := huma.Operation{Path: Base + "/session", Tags: []string{"session"}}
	in := o
	in.OperationID, in.Method, in.Summary = "logIn", http.MethodPost, "Log in; the session stands in a cookie that no script can read"
	huma.Register(a, in, func(ctx context.Context, in *struct {
		Body struct {
			Login    string `json:"login" minLength:"1" maxLength:"200"`
			Password string `json:"password" minLength:"1" maxLength:"1000"`
		}
	}) (*sessionRead, error) {
		u, err := s.Door.LogIn(ctx, in.Body.Login, in.Body.Password, s.Now())
		if err == nil {
			err = s.Sessions.Begin(ctx, u.ID)
		}
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return s.whoAmI(ctx)
	})
	read := o
	read.OperationID, read.Method, read.Summary = "readSession", http.MethodGet, "Who you are here, and what you may see"
	huma.Register(a, read, func(ctx context.Context, _ *struct{}) (*sessionRead, error) {
		if _, ok := vigie.ActorOf(ctx); !ok {
			return nil, s.nobody(ctx)
		}
		return s.whoAmI(ctx)
	})
	out := o
	out.OperationID, out.Method, out.Summary, out.DefaultStatus = "logOut", http.MethodDelete, "Log out", http.StatusNoContent
	huma.Register(a, out, func(ctx context.Context, _ *struct{}) (*struct{}, error) {
		return nil, s.problem(ctx, s.Sessions.End(ctx, s.Now()))
	})
	change := o
	change.OperationID, change.Method, change.Path, change.Summary = "changePassword", http.MethodPost, Base+"/session/password", "Choose another password; all other sessions end"
	huma.Register(a, change, func(ctx context.Context, in *struct {
		Body struct {
			Old string `json:"old" maxLength:"1000"`
			New string `json:"new" maxLength:"1000"`
		}
	}) (*sessionRead, error) {
		who, _ := vigie.ActorOf(ctx)
		err := s.Door.ChangePassword(ctx, in.Body.Old, in.Body.New, s.Now())
		if err == nil {
			err = s.Sessions.Begin(ctx, who.UserID)
		}
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return s.whoAmI(ctx)
	})
}

// nobody says that nobody is logged in, and apart from it that a session was ended by a lock or by logging out everywhere: a page that keeps
// something for the field then erases it.
func (s *Server) nobody(ctx context.Context) error {
	if s.Sessions.Ended(ctx) {
		return newProblem(http.StatusUnauthorized, "sessionEnded", "Session Ended", "this session was ended by a lock, or because all sessions were: log in again, or ask an administrator")
	}
	return newProblem(http.StatusUnauthorized, "unauthorized", "Unauthorized", "log in first")
}

func (s *Server) whoAmI(ctx context.Context) (*sessionRead, error) {
	out := &sessionRead{}
	who, err := s.Sessions.Actor(ctx, s.Now())
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	ctx = vigie.WithActor(ctx, who)
	b := &out.Body
	b.Actor, b.MustChange, b.Visible, b.May = who, len(who.Roles) == 0, []vigie.Kind{}, actions{}
	err = s.Casework.Read(ctx, func(books vigie.Books) error {
		u, err := books.Users().Get(ctx, who.UserID)
		if err == nil {
			b.User = *u
		}
		return err
	})
	for _, k := range access.Kinds() {
		scope, scopeErr := s.Guard.Scope(ctx, k)
		if scopeErr == nil && (scope.All || len(scope.Keys) > 0) {
			b.Visible = append(b.Visible, k)
		}
		may, mayErr := s.anywhere(ctx, k)
		if mayErr != nil {
			return nil, s.problem(ctx, mayErr)
		}
		b.May = append(b.May, may...)
	}
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return out, nil
}
