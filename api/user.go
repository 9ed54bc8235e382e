package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/access"
)

// person is a user as an administrator writes it.
type person struct {
	Login        string       `json:"login,omitempty" maxLength:"100" doc:"Fixed once it is made"`
	Name         string       `json:"name" minLength:"1" maxLength:"200"`
	Roles        []vigie.Role `json:"roles" minItems:"1" maxItems:"10"`
	Territories  []string     `json:"territories,omitempty" maxItems:"100"`
	Directorates []string     `json:"directorates,omitempty" maxItems:"100"`
	Service      string       `json:"service,omitempty" maxLength:"64"`
	Language     string       `json:"language" minLength:"2" maxLength:"10"`
	Subject      string       `json:"subject,omitempty" maxLength:"200" doc:"At the office's identity provider; without one there is a password"`
	StandIn      string       `json:"standIn,omitempty" maxLength:"64" doc:"Who answers while this one is away or has left"`
}

// onceDone is the answer to a command that makes a password: it is said once, and kept nowhere.
type onceDone struct {
	ETag string `header:"ETag"`
	Body struct {
		vigie.Receipt
		Password string `json:"password,omitempty" doc:"For one log-in; it is said only here"`
	}
}

func (s *Server) users(a huma.API) {
	n := plural{"users", "User", vigie.KindUser}
	shelf[vigie.User](s, a, n, vigie.Books.Users, nil)
	huma.Register(a, huma.Operation{OperationID: "listPeople", Method: http.MethodGet, Path: Base + "/people", Tags: []string{n.path},
		Summary: "Who works here and may do something, to choose from: an owner, a team, an inspector"}, s.people)

	huma.Register(a, post(n, "createUser", "", "Let somebody in"), func(ctx context.Context, in *struct {
		Sent
		Body person
	}) (*onceDone, error) {
		c, err := s.command(in.Sent, "createUser", in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		b := in.Body
		once, r, err := s.Keeper.Create(ctx, c, &vigie.User{Login: b.Login, Name: b.Name, Roles: b.Roles, Territories: b.Territories, Directorates: b.Directorates,
			Service: b.Service, Language: b.Language, Subject: b.Subject, StandIn: b.StandIn})
		return s.answeredOnce(ctx, once, r, err)
	})
	huma.Register(a, post(n, "changeUser", "change", "Change what somebody may do here"),
		on(s, "changeUser", func(ctx context.Context, c vigie.Command, act vigie.Act, b person) (vigie.Receipt, error) {
			return s.Keeper.Change(ctx, c, act, func(u *vigie.User) {
				u.Name, u.Roles, u.Territories, u.Directorates, u.Service, u.Language, u.Subject, u.StandIn = b.Name, b.Roles, b.Territories, b.Directorates, b.Service, b.Language, b.Subject, b.StandIn
			})
		}, func(person) Said { return Said{} }))
	for _, x := range []struct {
		id, verb, summary string
		do                func(context.Context, vigie.Command, vigie.Act) (vigie.Receipt, error)
	}{
		{"lockUser", "lock", "Lock somebody out", s.Keeper.Lock},
		{"unlockUser", "unlock", "Let somebody in again", s.Keeper.Unlock},
		{"leaveUser", "leave", "Say that somebody has left; the stand-in answers from now on", s.Keeper.Leave},
		{"endSessions", "end-sessions", "End somebody's sessions", func(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
			return s.Keeper.EndSessions(ctx, c, act.ID)
		}},
	} {
		huma.Register(a, post(n, x.id, x.verb, x.summary), on(s, x.id, only(x.do), itself))
	}
	huma.Register(a, post(n, "resetPassword", "reset-password", "Give somebody a password for one log-in"), func(ctx context.Context, in *struct {
		Sent
		ID string `path:"id" maxLength:"64"`
	}) (*onceDone, error) {
		c, err := s.command(in.Sent, "resetPassword "+in.ID, nil)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		once, r, err := s.Keeper.ResetPassword(ctx, c, in.ID)
		return s.answeredOnce(ctx, once, r, err)
	})
}

// colleague is a user as one chooses it.
type colleague struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (s *Server) people(ctx context.Context, in *struct {
	Action string `query:"action" required:"true" maxLength:"64" doc:"That they may do to some thing, such as target.accept"`
}) (*list[colleague], error) {
	i := slices.IndexFunc(access.Actions, func(r access.Right) bool { return string(r.Action) == in.Action })
	if i < 0 {
		return nil, s.problem(ctx, vigie.Errorf(vigie.Invalid, "action %q: there is none of that name", in.Action))
	}
	right := access.Actions[i]
	scope, err := s.Guard.Scope(ctx, vigie.KindUser)
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	var may []colleague
	err = s.Casework.Read(ctx, func(b vigie.Books) error {
		users, err := vigie.All(ctx, b.Users(), vigie.Query{Scope: scope, Sort: "name", Where: []vigie.Where{{Field: "state", Values: []string{vigie.UserActive}}}})
		if err != nil {
			return err
		}
		for i := range users {
			can, err := s.Guard.Anywhere(vigie.WithActor(ctx, users[i].Actor()), right.On)
			if err != nil {
				return err
			}
			if slices.Contains(can, right.Action) {
				may = append(may, colleague{users[i].ID, users[i].Name})
			}
		}
		return nil
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return listOf(may, len(may)), nil
}

func (s *Server) answeredOnce(ctx context.Context, once string, r vigie.Receipt, err error) (*onceDone, error) {
	d, err := s.answered(ctx, r, err)
	if err != nil {
		return nil, err
	}
	out := &onceDone{ETag: d.ETag}
	out.Body.Receipt, out.Body.Password = r, once
	return out, nil
}
