package api

import (
	"context"
	"net/http"
	"runtime/debug"

	"github.com/danielgtaylor/huma/v2"
)

// asking is what is known of a request while it is answered. The route is its pattern, such as /api/v1/targets/{id}: the path itself, with the
// names of things in it, is neither logged nor counted nor traced.
type asking struct {
	route  string
	status int
	wrote  bool
}

type askingKey struct{}

// noRoute is the route of what no operation answers.
const noRoute = "none"

// routed tells those outside which operation a request came to.
func routed(ctx huma.Context, next func(huma.Context)) {
	if a, ok := ctx.Context().Value(askingKey{}).(*asking); ok {
		a.route = ctx.Operation().Path
	}
	next(ctx)
}

// Watch sees each request from outside to its end: it logs a line, counts and traces it, and turns a panic into a problem.
func (s *Server) Watch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := &asking{route: noRoute, status: http.StatusOK}
		ctx := context.WithValue(r.Context(), askingKey{}, a)
		ctx, end := s.span(ctx, r.Method)
		began := s.Now()
		defer func() {
			took := s.Now().Sub(began)
			end(a)
			s.Metrics.asked(r.Method, a, took)
			s.Log.InfoContext(ctx, "request", "trace", TraceOf(ctx), "method", r.Method, "route", a.route, "status", a.status, "ms", float64(took.Microseconds())/1000)
		}()
		defer s.recover(w, r, a)
		next.ServeHTTP(&watched{w, a}, r.WithContext(ctx))
	})
}

// recover answers a panic as a problem, where nothing was answered yet, and logs where it was.
func (s *Server) recover(w http.ResponseWriter, r *http.Request, a *asking) {
	p := recover()
	if p == nil {
		return
	}
	if p == http.ErrAbortHandler { //nolint:errorlint // it is a value that is panicked with
		panic(p)
	}
	s.Log.ErrorContext(r.Context(), "panic", "trace", TraceOf(r.Context()), "route", a.route, "err", p, "stack", string(debug.Stack()))
	a.status = http.StatusInternalServerError
	if !a.wrote {
		writeProblem(w, r, newProblem(http.StatusInternalServerError, "internalServerError", "Internal Server Error",
			"something went wrong on our side; it is in the server's log under this trace id"))
	}
}

// watched remembers what was answered.
type watched struct {
	http.ResponseWriter
	*asking
}

// WriteHeader implements http.ResponseWriter.
func (w *watched) WriteHeader(status int) {
	if !w.wrote {
		w.status, w.wrote = status, true
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (w *watched) Write(b []byte) (int, error) {
	w.wrote = true
	return w.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController: streams are flushed through it.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }
