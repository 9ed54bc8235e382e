package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"

	"vigie"
)

// Sent is what every command comes with.
type Sent struct {
	Key string `header:"Idempotency-Key" maxLength:"128" pattern:"^[A-Za-z0-9._:/-]*$" doc:"Chosen by the sender: sending twice under one key does once"`
}

// asked is a command on one thing.
type Asked struct {
	Sent
	ID      string `path:"id" maxLength:"64" doc:"The thing's name"`
	IfMatch string `header:"If-Match" maxLength:"32" doc:"The version that was seen, as its ETag says; a newer one answers 412"`
}

// Said is the reason of a decision.
type Said struct {
	Reason string `json:"reason,omitempty" maxLength:"100" doc:"An id of the list that /lists gives"`
	Note   string `json:"note,omitempty" maxLength:"4000" doc:"In one's own words, without names of persons"`
}

// done is the answer to a command.
type done struct {
	ETag string `header:"ETag"`
	Body vigie.Receipt
}

// command is what the rooms are told of a request. Its digest holds all that was asked, so that a key used for something else is found out.
func (s *Server) command(k Sent, what string, body any) (vigie.Command, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return vigie.Command{}, vigie.Errorf(vigie.Invalid, "read what was sent: %w", err)
	}
	sum := sha256.Sum256(append([]byte(what+"\x00"), text...))
	return vigie.Command{Key: k.Key, At: s.Now(), Digest: hex.EncodeToString(sum[:])}, nil
}

func (a Asked) act(w Said) (vigie.Act, error) {
	v, err := version(a.IfMatch)
	return vigie.Act{ID: a.ID, Version: v, Reason: w.Reason, Note: w.Note}, err
}

// version reads an ETag.
func version(tag string) (int, error) {
	if tag == "" || tag == "*" {
		return 0, nil
	}
	n, err := strconv.Atoi(strings.Trim(strings.TrimPrefix(tag, "W/"), `"`))
	if err != nil || n < 1 {
		return 0, vigie.Errorf(vigie.Invalid, "If-Match %q: give the ETag that came with the thing, such as \"3\"", tag)
	}
	return n, nil
}

func etag(version int) string { return strconv.Quote(strconv.Itoa(version)) }

// answered turns what came of a command into its answer.
func (s *Server) answered(ctx context.Context, r vigie.Receipt, err error) (*done, error) {
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	d := &done{Body: r}
	if v := versionOf(r); v > 0 {
		d.ETag = etag(v)
	}
	return d, nil
}

// versionOf is the version of what a command was about; 0 when it changed nothing.
func versionOf(r vigie.Receipt) int {
	if len(r.Changed) == 0 {
		return 0
	}
	return r.Changed[0].Version
}

// on carries out an act on one thing: what is asked of every act stands here once.
func on[B any](s *Server, what string, f func(ctx context.Context, c vigie.Command, act vigie.Act, body B) (vigie.Receipt, error), words func(B) Said) func(context.Context, *struct {
	Asked
	Body B
}) (*done, error) {
	return func(ctx context.Context, in *struct {
		Asked
		Body B
	}) (*done, error) {
		c, err := s.command(in.Sent, what+" "+in.ID, in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		act, err := in.act(words(in.Body))
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		r, err := f(ctx, c, act, in.Body)
		return s.answered(ctx, r, err)
	}
}
