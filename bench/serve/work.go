package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"time"

	"vigie"
)

// client is somebody who is logged in.
type client struct {
	person
	http *http.Client
	base string
	r    *rand.Rand
	last map[string]int // versions of targets that it accepted
}

// act is one thing that people do, and how often of a hundred.
type act struct {
	name, group string
	often       int
	do          func(context.Context, *client) (status int, err error)
}

// acts are a working day: nearly all of it is reading, and one request in seven decides.
func (o *office) acts() []act {
	get := func(path func(*client) string) func(context.Context, *client) (int, error) {
		return func(ctx context.Context, c *client) (int, error) {
			return c.send(ctx, http.MethodGet, path(c), nil, nil)
		}
	}
	fixed := func(path string) func(context.Context, *client) (int, error) {
		return get(func(*client) string { return path })
	}
	employer := func(c *client) string {
		for range 50 {
			e := o.employers[c.r.IntN(len(o.employers))]
			if len(c.Territories) == 0 || e.Territory == c.Territories[0] {
				return e.ID
			}
		}
		return o.employers[0].ID
	}
	return []act{
		{"targets proposed to me", "lists", 20, fixed("/targets?state=proposed&sort=rank")},
		{"targets, page 20", "lists", 5, fixed("/targets?page=20")},
		{"investigations", "lists", 5, fixed("/investigations?state=running&may=true")},
		{"consultations", "lists", 4, fixed("/consultations?pageSize=50&may=true")},
		{"feedback", "lists", 4, fixed("/feedback?sort=-visitedOn")},
		{"phenomena and clocks", "lists", 4, fixed("/clocks")},
		{"search", "lists", 5, get(func(c *client) string {
			return "/search?q=" + url.QueryEscape(first(o.employers[c.r.IntN(len(o.employers))].Name))
		})},
		{"session", "lists", 3, fixed("/session")},
		{"map of targets", "maps", 1, fixed("/targets/map?state=proposed")},
		{"map of employers", "maps", 1, fixed("/employers/map")},
		{"one target", "dossiers", 15, get(func(c *client) string { return "/targets/" + c.own[c.r.IntN(len(c.own))] })},
		{"one investigation", "dossiers", 5, get(func(c *client) string { return "/investigations/" + o.cases[c.r.IntN(len(o.cases))] })},
		{"dossier of an employer", "dossiers", 15, func(ctx context.Context, c *client) (int, error) {
			return c.send(ctx, http.MethodGet, "/employers/"+employer(c), nil, map[string]string{"Vigie-Purpose": "preparing a visit"})
		}},
		{"decide on a target", "commands", 11, func(ctx context.Context, c *client) (int, error) {
			return c.decide(ctx, c.own[c.r.IntN(len(c.own))], "")
		}},
		{"report a signal", "commands", 4, func(ctx context.Context, c *client) (int, error) {
			return c.send(ctx, http.MethodPost, "/signals", map[string]any{"source": "inspector", "title": "Vans before dawn", "text": "They leave before the shift that is declared.", "seenOn": vigie.DateOf(o.now)}, nil)
		}},
	}
}

// decide accepts a target, or takes back what was decided on it. Under a key, so that sending again does once.
func (c *client) decide(ctx context.Context, target, key string) (int, error) {
	verb := "accept"
	if c.last[target] > 0 {
		verb = "take-back"
	}
	var got vigie.Receipt
	status, err := c.answer(ctx, http.MethodPost, "/targets/"+target+"/"+verb, map[string]any{}, map[string]string{"Idempotency-Key": key}, &got)
	if err == nil && status == http.StatusOK {
		if c.last[target] = 0; verb == "accept" {
			c.last[target] = got.Changed[0].Version
		}
	}
	return status, err
}

func first(name string) string {
	for i, r := range name {
		if r == ' ' && i > 2 {
			return name[:i]
		}
	}
	return "works"
}

// logIn logs somebody in.
func (o *office) logIn(ctx context.Context, base string, n int, transport http.RoundTripper, seed uint64) (*client, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	c := &client{person: o.people[n], base: base, r: rand.New(rand.NewPCG(seed, uint64(n))), last: map[string]int{}, http: &http.Client{Jar: jar, Timeout: time.Minute, Transport: transport}}
	if len(c.own) == 0 {
		c.own = o.targets
	}
	status, err := c.send(ctx, http.MethodPost, "/session", map[string]string{"login": c.Login, "password": o.password}, nil)
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("log in %s: %d", c.Login, status)
	}
	return c, err
}

func (c *client) send(ctx context.Context, method, path string, body any, headers map[string]string) (int, error) {
	return c.answer(ctx, method, path, body, headers, nil)
}

// answer sends a request and reads the answer to its end.
func (c *client) answer(ctx context.Context, method, path string, body any, headers map[string]string, into any) (int, error) {
	var text io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return 0, err
		}
		text = bytes.NewReader(b)
	}
	r, err := http.NewRequestWithContext(ctx, method, c.base+path, text)
	if err != nil {
		return 0, err
	}
	r.Header.Set("Content-Type", "application/json")
	for k, v := range headers {
		if v != "" {
			r.Header.Set(k, v)
		}
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	if into != nil && answer.StatusCode == http.StatusOK {
		return answer.StatusCode, json.NewDecoder(answer.Body).Decode(into)
	}
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, err
}
