package access

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"vigie"
)

// ProviderOptions say where the office's identity provider is (OpenID Connect), and what belonging to one of its groups gives here.
type ProviderOptions struct {
	Issuer   string           `json:"issuer"`
	ClientID string           `json:"clientId"`
	Secret   string           `json:"clientSecret"`
	Redirect string           `json:"redirect"`         // the address here that the provider sends people back to
	Scopes   []string         `json:"scopes,omitempty"` // besides openid and profile
	Claim    string           `json:"claim,omitempty"`  // that lists the groups; groups unless said
	Groups   map[string]Grant `json:"groups"`
}

// Grant is what a group gives: a role, and where it holds.
type Grant struct {
	Role        vigie.Role `json:"role"`
	Territory   string     `json:"territory,omitempty"`
	Directorate string     `json:"directorate,omitempty"`
	Service     string     `json:"service,omitempty"`
}

// Provider is the office's identity provider. It is asked where its doors are when somebody first comes, so that the program starts
// without it.
type Provider struct {
	options ProviderOptions
	now     func() time.Time

	mu    sync.Mutex
	found *oidc.Provider
}

// NewProvider checks what is said of a provider.
func NewProvider(o ProviderOptions, now func() time.Time) (*Provider, error) {
	if o.Claim == "" {
		o.Claim = "groups"
	}
	for name, u := range map[string]string{"issuer": o.Issuer, "redirect": o.Redirect} {
		if parsed, err := url.Parse(u); err != nil || parsed.Host == "" || parsed.Scheme != "https" && !loopback(parsed.Hostname()) {
			return nil, vigie.Errorf(vigie.Invalid, "identity provider: %s %q: write an address that begins with https://", name, u)
		}
	}
	if o.ClientID == "" || len(o.Groups) == 0 {
		return nil, vigie.Errorf(vigie.Invalid, "identity provider: say the clientId it knows this program by, and at least one of its groups with a role")
	}
	for group, g := range o.Groups {
		if err := knownRoles([]vigie.Role{g.Role}); err != nil {
			return nil, vigie.Errorf(vigie.Invalid, "identity provider: group %q: %w", group, err)
		}
	}
	return &Provider{options: o, now: now}, nil
}

func loopback(host string) bool { return host == "localhost" || host == "127.0.0.1" || host == "::1" }

// Flow is what has to be remembered, in the browser's own session, between sending somebody to the provider and its coming back.
type Flow struct {
	State    string `json:"state"`    // that it is the same browser
	Nonce    string `json:"nonce"`    // that the answer is to this question
	Verifier string `json:"verifier"` // that who redeems the code is who asked for it (PKCE)
}

// Send is where to send somebody.
func (p *Provider) Send(ctx context.Context) (string, Flow, error) {
	config, _, err := p.discover(ctx)
	if err != nil {
		return "", Flow{}, err
	}
	f := Flow{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier()}
	return config.AuthCodeURL(f.State, oidc.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier)), f, nil
}

// Identity is somebody for whom the provider vouches.
type Identity struct {
	Subject  string // who, among all of the providers
	Login    string
	Name     string
	Language string
	Grants   []Grant
}

// Receive reads what the provider sent somebody back with.
func (p *Provider) Receive(ctx context.Context, f Flow, back url.Values) (*Identity, error) {
	switch {
	case f.State == "" || back.Get("state") != f.State:
		return nil, vigie.Errorf(vigie.Denied, "log in: this answer of the identity provider is not to a question of this browser: begin again")
	case back.Get("error") != "":
		return nil, vigie.Errorf(vigie.Denied, "log in: the identity provider says %s %s", back.Get("error"), back.Get("error_description"))
	}
	config, provider, err := p.discover(ctx)
	if err != nil {
		return nil, err
	}
	tokens, err := config.Exchange(ctx, back.Get("code"), oauth2.VerifierOption(f.Verifier))
	if err != nil {
		return nil, vigie.Errorf(vigie.Denied, "log in: the identity provider does not redeem its code: %w", err)
	}
	raw, ok := tokens.Extra("id_token").(string)
	if !ok {
		return nil, vigie.Errorf(vigie.Denied, "log in: the identity provider does not say who it is: no ID token came")
	}
	token, err := provider.VerifierContext(ctx, &oidc.Config{ClientID: p.options.ClientID, Now: p.now}).Verify(ctx, raw)
	if err != nil {
		return nil, vigie.Errorf(vigie.Denied, "log in: what the identity provider says is not in order: %w", err)
	}
	if token.Nonce != f.Nonce {
		return nil, vigie.Errorf(vigie.Denied, "log in: what the identity provider says was said before: begin again")
	}
	return p.identity(ctx, provider, config.TokenSource(ctx, tokens), token)
}

// identity reads the claims, of the token and of the page about oneself, which many providers say the groups on.
func (p *Provider) identity(ctx context.Context, provider *oidc.Provider, source oauth2.TokenSource, token *oidc.IDToken) (*Identity, error) {
	claims := map[string]json.RawMessage{}
	if provider.UserInfoEndpoint() != "" {
		info, err := provider.UserInfo(ctx, source)
		if err != nil {
			return nil, vigie.Errorf(vigie.Unavailable, "log in: ask the identity provider who it is: %w", err)
		}
		if info.Subject != token.Subject {
			return nil, vigie.Errorf(vigie.Denied, "log in: the identity provider speaks of two people")
		}
		if err := info.Claims(&claims); err != nil {
			return nil, vigie.Errorf(vigie.Denied, "log in: read what the identity provider says: %w", err)
		}
	}
	if err := token.Claims(&claims); err != nil { // signed: it wins
		return nil, vigie.Errorf(vigie.Denied, "log in: read what the identity provider says: %w", err)
	}
	id := &Identity{Subject: token.Issuer + "|" + token.Subject, Login: text(claims, "preferred_username", "email", "sub"), Name: text(claims, "name", "preferred_username", "sub"),
		Language: strings.SplitN(text(claims, "locale"), "-", 2)[0]}
	for _, group := range list(claims[p.options.Claim]) {
		if g, ok := p.options.Groups[group]; ok {
			id.Grants = append(id.Grants, g)
		}
	}
	return id, nil
}

// text is the first of several claims that says something.
func text(claims map[string]json.RawMessage, names ...string) string {
	for _, n := range names {
		var s string
		if json.Unmarshal(claims[n], &s) == nil && s != "" {
			return s
		}
	}
	return ""
}

// list is a claim of several texts, or of one.
func list(claim json.RawMessage) []string {
	var many []string
	if json.Unmarshal(claim, &many) == nil {
		return many
	}
	var one string
	if json.Unmarshal(claim, &one) == nil && one != "" {
		return []string{one}
	}
	return nil
}

// discover asks the provider where its doors are, once.
func (p *Provider) discover(ctx context.Context) (*oauth2.Config, *oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found == nil {
		found, err := oidc.NewProvider(ctx, p.options.Issuer)
		if err != nil {
			return nil, nil, vigie.Errorf(vigie.Unavailable, "log in: the identity provider %s does not answer as one: %w", p.options.Issuer, err)
		}
		p.found = found
	}
	return &oauth2.Config{ClientID: p.options.ClientID, ClientSecret: p.options.Secret, Endpoint: p.found.Endpoint(), RedirectURL: p.options.Redirect,
		Scopes: slices.Concat([]string{oidc.ScopeOpenID, "profile"}, p.options.Scopes)}, p.found, nil
}
