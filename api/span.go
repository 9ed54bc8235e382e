package api

import (
	"context"
	"net/http"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// span traces a request where the office collects traces. It is written here and not by otelhttp, which tells the path, and so the names of
// things, and the address and the program of who asks. What it is called is known when it ends.
func (s *Server) span(ctx context.Context, method string) (context.Context, func(*asking)) {
	if s.Traces == nil {
		return ctx, func(*asking) {}
	}
	ctx, one := s.Traces.Tracer("vigie/api").Start(ctx, method, trace.WithSpanKind(trace.SpanKindServer))
	return ctx, func(a *asking) {
		one.SetName(method + " " + a.route)
		one.SetAttributes(attribute.String("http.request.method", method), attribute.String("http.route", a.route), attribute.Int("http.response.status_code", a.status),
			attribute.String("vigie.trace", TraceOf(ctx)))
		if a.status >= http.StatusInternalServerError {
			one.SetStatus(codes.Error, "")
		}
		one.End()
	}
}
