package api

import (
	"context"
	"strconv"
	"strings"
	"time"

	"vigie"
)

// tongue is a language in which the server writes what is printed.
type tongue struct {
	language string
	s        *Server
	zone     *time.Location
	names    map[string]string // of users that were asked for
}

// tongueOf is that which who asks has chosen, or else the first of the office.
func (s *Server) tongueOf(ctx context.Context) tongue {
	t := s.tongueIn("")
	if len(s.Office.Languages) > 0 {
		t.language = s.Office.Languages[0]
	}
	if who, _ := vigie.ActorOf(ctx); who.Language != "" {
		t.language = who.Language
	}
	return t
}

func (s *Server) tongueIn(language string) tongue {
	t := tongue{language: language, s: s, zone: time.UTC, names: map[string]string{}}
	if zone, err := time.LoadLocation(s.Office.TimeZone); err == nil { // an office without a zone lives by UTC
		t.zone = zone
	}
	return t
}

func (s *Server) user(ctx context.Context, id string) (u *vigie.User, err error) {
	err = s.Casework.Read(ctx, func(b vigie.Books) (err error) {
		u, err = b.Users().Get(ctx, id)
		return err
	})
	return u, err
}

// user is what somebody is called; an id without a user stays as it is.
func (t tongue) user(ctx context.Context, id string) string {
	if name, ok := t.names[id]; ok {
		return name
	}
	t.names[id] = id
	if u, err := t.s.user(ctx, id); err == nil && u.Name != "" {
		t.names[id] = u.Name
	}
	return t.names[id]
}

// has is a message of the house, and whether there is one.
func (t tongue) has(message string) (string, bool) {
	for _, language := range []string{t.language, "en"} {
		if text, ok := t.s.Texts[language][message]; ok {
			return text, true
		}
	}
	return "", false
}

// say is a message of the house, with what stands in its places: name, value, name, value.
func (t tongue) say(message string, places ...string) string {
	text, ok := t.has(message)
	if !ok {
		return message
	}
	for i := 0; i+1 < len(places); i += 2 {
		text = strings.ReplaceAll(text, "{{"+places[i]+"}}", places[i+1])
	}
	return text
}

// word is what the pack, or else the house, calls an id of a list.
func (t tongue) word(list, id string) string {
	if text := t.local(t.s.Office.Words[list][id]); text != "" {
		return text
	}
	if own, ok := ownLists[list]; ok {
		list = own
	}
	if text, ok := t.has(list + "." + id); ok {
		return text
	}
	return id
}

// ownLists are lists that the pages call otherwise than the kind of thing is called.
var ownLists = map[string]string{"targetState": "state", "rolloutState": "rollOutState"}

// local is a text in this language, or in the first of the office's that has it.
func (t tongue) local(text vigie.LocalText) string {
	if said := text[t.language]; said != "" {
		return said
	}
	return t.s.said(text)
}

func (t tongue) date(d vigie.Date) string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(t.say("paper.date"))
}

func (t tongue) time(at time.Time) string { return at.In(t.zone).Format(t.say("paper.time")) }

func (t tongue) page(n, of int) string {
	return t.say("paper.page", "page", strconv.Itoa(n), "of", strconv.Itoa(of))
}
