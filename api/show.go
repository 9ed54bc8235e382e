package api

import (
	"context"

	"vigie"
)

// showTarget and showFeedback are what an actor sees of an employer by name: who works on pseudonyms sees pseudonyms.
func (s *Server) showTarget(context.Context, *vigie.TargetFile) error { return nil }

func (s *Server) showFeedback(context.Context, *vigie.Feedback) error { return nil }
