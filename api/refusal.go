package api

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"vigie"
)

//go:embed refusal.yaml
var refusalYAML []byte

// refusals are the sentences by which the rooms refuse, as they stand in the code, each with what it is in other languages. They are the
// house's own, so that a mistake in them is ours.
var refusals = func() map[string]vigie.LocalText {
	var all map[string]vigie.LocalText
	if err := yaml.Unmarshal(refusalYAML, &all); err != nil {
		panic(err) // a test reads it
	}
	return all
}()

// refusal says an error in the language that the actor chose; in English to a program and to who has not chosen.
func (s *Server) refusal(ctx context.Context, err error) string {
	who, _ := vigie.ActorOf(ctx)
	if who.Language == "" {
		return err.Error()
	}
	return s.tongueIn(who.Language).refusal(err)
}

// refusal says an error in this language. One that no sentence is known for, or that was wrapped on the way, stays as it is.
func (t tongue) refusal(err error) string {
	e, ok := err.(*vigie.Error) //nolint:errorlint // one that was wrapped says more than its cause
	if !ok {
		return err.Error()
	}
	in, known := refusals[e.Format]
	if !known {
		return e.Message
	}
	said := in[t.language]
	switch {
	case said == "" && in["en"] != "":
		said = in["en"] // which says it without what only the log is for
	case said == "":
		said = e.Format
	}
	args := make([]any, len(e.Args))
	for i, a := range e.Args {
		args[i] = t.spoken(a)
	}
	if !strings.Contains(said, "%") {
		return said
	}
	return fmt.Sprintf(strings.ReplaceAll(said, "%w", "%v"), args...)
}

// spoken is what an error speaks of, as who reads it knows it.
func (t tongue) spoken(a any) any {
	switch a := a.(type) {
	case vigie.Word:
		return t.word(a.List, a.ID)
	case []vigie.Word:
		names := make([]string, len(a))
		for i, w := range a {
			names[i] = t.word(w.List, w.ID)
		}
		return strings.Join(names, ", ")
	case vigie.Told:
		return t.local(vigie.LocalText(a))
	case vigie.Date:
		return t.date(a)
	case time.Time:
		return t.time(a)
	case string:
		if in, ok := refusals[a]; ok && in[t.language] != "" {
			return in[t.language]
		}
		return t.days(a)
	case interface{ Unwrap() []error }:
		var said []string
		for _, one := range a.Unwrap() {
			said = append(said, t.refusal(one))
		}
		return strings.ReplaceAll(strings.Join(said, "; "), ".;", ";")
	case error:
		return t.refusal(a)
	}
	return a
}
