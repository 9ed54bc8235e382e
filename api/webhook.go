package api

import (
	"context"
	"crypto/rand"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/access"
)

// Hook is a webhook as it is sent.
type Hook struct {
	URL    string   `json:"url" minLength:"1" maxLength:"2000" doc:"https only, and an address that everybody can reach, unless the server was started otherwise"`
	Events []string `json:"events" minItems:"1" maxItems:"100" doc:"What it is told of, as kind.what; kind.* and * stand for many"`
}

func (s *Server) webhooks(a huma.API) {
	n := plural{"webhooks", "Webhook", vigie.KindWebhook}
	shelf(s, a, n, vigie.Books.Webhooks, func(_ context.Context, w *vigie.Webhook) error {
		w.Secret = "" // it was shown when it was made
		return nil
	})

	type made struct {
		ETag string `header:"ETag"`
		Body struct {
			vigie.Receipt
			Secret string `json:"secret,omitempty" doc:"Signs what is sent; it is said only here"`
		}
	}
	huma.Register(a, post(n, "createWebhook", "", "Have an address outside told of events, from now on"), func(ctx context.Context, in *struct {
		Sent
		Body Hook
	}) (*made, error) {
		c, err := s.command(in.Sent, "webhook.create", in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		r, secret, err := s.createWebhook(ctx, c, in.Body)
		d, err := s.answered(ctx, r, err)
		if err != nil {
			return nil, err
		}
		out := &made{ETag: d.ETag}
		if out.Body.Receipt = r; !r.Repeated {
			out.Body.Secret = secret
		}
		return out, nil
	})
	type change struct {
		Hook
		Active bool `json:"active" doc:"false: it is told nothing, and later what it missed"`
	}
	huma.Register(a, post(n, "changeWebhook", "change", "Change, stop or go on"),
		on(s, "changeWebhook", func(ctx context.Context, c vigie.Command, act vigie.Act, b change) (vigie.Receipt, error) {
			return changed(ctx, s, c, "webhook.change", act, vigie.Books.Webhooks, func(w *vigie.Webhook) error {
				w.URL, w.Events, w.Active = b.URL, b.Events, b.Active
				w.Failed, w.Error, w.NextAt = 0, "", w.CreatedAt // it is tried at once
				return s.soundHook(b.Hook)
			})
		}, func(change) Said { return Said{} }))
	huma.Register(a, post(n, "deleteWebhook", "delete", "Tell it nothing any more"),
		on(s, "deleteWebhook", func(ctx context.Context, c vigie.Command, act vigie.Act, _ Said) (vigie.Receipt, error) {
			return changed(ctx, s, c, "webhook.delete", act, vigie.Books.Webhooks, func(w *vigie.Webhook) error {
				w.Deleted, w.Active, w.Secret = true, false, ""
				return nil
			})
		}, itself))
}

func (s *Server) createWebhook(ctx context.Context, c vigie.Command, b Hook) (vigie.Receipt, string, error) {
	c.Action = "webhook.create"
	w := &vigie.Webhook{URL: b.URL, Events: b.Events, Secret: rand.Text(), Active: true}
	if err := s.Guard.Check(ctx, c.Action, w.Thing()); err != nil {
		return vigie.Receipt{}, "", err
	}
	if err := s.soundHook(b); err != nil {
		return vigie.Receipt{}, "", err
	}
	var err error
	if w.Told, err = s.lastEvent(ctx); err != nil {
		return vigie.Receipt{}, "", err
	}
	r, err := s.Casework.Do(ctx, c, func(books vigie.Books) error { return books.Webhooks().Put(ctx, w) })
	return r, w.Secret, err
}

// soundHook refuses what could never be told. Whether its host is one that may be told is asked when it is, because names move.
func (s *Server) soundHook(b Hook) error {
	u, err := url.Parse(b.URL)
	if err != nil || u.Host == "" || u.User != nil || u.Fragment != "" {
		return vigie.Errorf(vigie.Invalid, "the address %q is none: write it as https://host/path, without a user or a fragment", b.URL)
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !s.HooksToPrivate) {
		return vigie.Errorf(vigie.Invalid, "the address %q is not https: what is sent could be read on the way", b.URL)
	}
	for _, e := range b.Events {
		kind, what, _ := strings.Cut(e, ".")
		if e != "*" && (what == "" || !slices.Contains(access.Kinds(), vigie.Kind(kind))) {
			return vigie.Errorf(vigie.Invalid, "event %q: write it as target.accept, target.* or *", e)
		}
	}
	return nil
}

// hookHears says whether a webhook asked to be told of an event.
func hookHears(w *vigie.Webhook, e vigie.Event) bool {
	return slices.ContainsFunc(w.Events, func(asked string) bool {
		return asked == "*" || asked == string(e.Kind)+".*" || asked == e.What || asked == string(e.Kind)+"."+e.What
	})
}
