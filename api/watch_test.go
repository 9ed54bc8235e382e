package api

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
)

// TestWatch asks for a thing by its name. The request is logged, counted and traced by its route, and its name stands nowhere.
func TestWatch(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	var log bytes.Buffer
	spans := tracetest.NewInMemoryExporter()
	d.s.Log, d.s.Metrics = slog.New(slog.NewJSONHandler(&log, nil)), NewMetrics()
	d.s.Traces = trace.NewTracerProvider(trace.WithSyncer(spans))
	d.s.Metrics.Jobs(d.s.Casework)
	d.s.Casework = d.s.Metrics.Casework(d.s.Casework, d.s.Now)
	d.handler = d.s.Trace(d.s.Watch(d.routes()))
	d.ask("ann", http.MethodGet, "/targets/a-secret-name", nil)
	d.ask("ann", "BREW", "/no/such/a-secret-name", nil)

	w := httptest.NewRecorder()
	d.s.Metrics.Handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	for what, text := range map[string]string{"log": log.String(), "metrics": w.Body.String(), "spans": sprint(spans.GetSpans())} {
		if strings.Contains(text, "secret-name") {
			t.Errorf("the %s names a thing: %s", what, text)
		}
		if !strings.Contains(text, Base+"/targets/{id}") {
			t.Errorf("the %s do not tell the route: %s", what, text)
		}
	}
	for _, line := range []string{`vigie_http_request_seconds_count{method="GET",route="/api/v1/targets/{id}",status="404"} 1`, `method="other",route="none"`,
		`vigie_casework_seconds_count{came="not_found",what="read"} 1`, `vigie_jobs{state="queued"} 0`} {
		if !strings.Contains(w.Body.String(), line) {
			t.Errorf("the metrics do not say %s", line)
		}
	}
}

// TestPanic lets an operation panic: it is answered as a problem, and in the log.
func TestPanic(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	var log bytes.Buffer
	d.s.Log = slog.New(slog.NewJSONHandler(&log, nil))
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+Base+"/boom", func(http.ResponseWriter, *http.Request) { panic("a mistake") })
	d.handler = d.s.Trace(d.s.Watch(mux))
	code, got := d.ask("ann", http.MethodGet, "/boom", nil)
	detail, _ := got["detail"].(string)
	if code != http.StatusInternalServerError || strings.Contains(detail, "mistake") || got["instance"] == nil {
		t.Errorf("%d %v", code, got)
	}
	if !strings.Contains(log.String(), "a mistake") || !strings.Contains(log.String(), "watch_test.go") {
		t.Errorf("the log does not say where: %s", log.String())
	}
}

func (d *desk) routes() http.Handler {
	mux := http.NewServeMux()
	d.s.Register(mux)
	return mux
}

func sprint(spans tracetest.SpanStubs) string {
	var out strings.Builder
	for _, s := range spans {
		out.WriteString(s.Name)
		for _, a := range s.Attributes {
			out.WriteString(" " + string(a.Key) + "=" + a.Value.String())
		}
	}
	return out.String()
}
