package api

import (
	"context"
	"net/http"

	"vigie"
)

type traceKey struct{}

const traceHeader = "BelGov-Trace-Id"

// TraceOf is the name of the request in hand, to find it in the log.
func TraceOf(ctx context.Context) string {
	id, _ := ctx.Value(traceKey{}).(string)
	return id
}

func instance(ctx context.Context) string {
	if id := TraceOf(ctx); id != "" {
		return "urn:vigie:trace:" + id
	}
	return ""
}

// Trace names each request, in the answer's header and in the context. The name is always the server's own: one that is sent along is
// kept as related, so that nobody writes into the log what they like.
func (s *Server) Trace(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := vigie.NewID(s.Now())
		w.Header().Set(traceHeader, id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), traceKey{}, id)))
	})
}
