package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"vigie"
)

// Metrics count what is asked of a server, and how its store answers. A nil *Metrics counts nothing.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	store    *prometheus.HistogramVec
}

// NewMetrics makes one, with the figures of the Go runtime and the process.
func NewMetrics() *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "vigie_http_request_seconds", Help: "Time to answer a request, by its route.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}}, []string{"method", "route", "status"}),
		store: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "vigie_casework_seconds", Help: "Time of a view, a command or lines of the audit log.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1, 5}}, []string{"what", "came"})}
	m.registry.MustRegister(m.requests, m.store, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *Metrics) asked(method string, a *asking, took time.Duration) {
	if m != nil {
		m.requests.WithLabelValues(knownMethod(method), a.route, strconv.Itoa(a.status)).Observe(took.Seconds())
	}
}

// knownMethod keeps who asks from making up names that are counted for ever.
func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodPost, http.MethodDelete, http.MethodHead, http.MethodOptions, http.MethodPut, http.MethodPatch:
		return method
	}
	return "other"
}

// Jobs has the jobs counted by their state, when somebody reads.
func (m *Metrics) Jobs(casework vigie.Casework) {
	for _, state := range []string{vigie.JobScheduled, vigie.JobQueued, vigie.JobRunning, vigie.JobFailed} {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "vigie_jobs", Help: "Jobs by state.", ConstLabels: prometheus.Labels{"state": state}},
			func() float64 { return jobsIn(casework, state) }))
	}
}

// jobsIn is -1 when the store does not answer: a gauge has no other way to say so.
func jobsIn(casework vigie.Casework, state string) float64 {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	total := -1
	err := casework.Read(ctx, func(b vigie.Books) error {
		l, err := b.Jobs().List(ctx, vigie.Query{Scope: vigie.Scope{All: true}, Size: 1, Where: []vigie.Where{{Field: "state", Values: []string{state}}}})
		total = l.Total
		return err
	})
	if err != nil {
		return -1
	}
	return float64(total)
}

// Handler answers /metrics to a Prometheus server: counts and times, and no names. It belongs on an address of its own, which only that server reaches.
func (m *Metrics) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	return mux
}

// Casework is a store whose answers are timed by now.
func (m *Metrics) Casework(of vigie.Casework, now func() time.Time) vigie.Casework {
	return timed{of, m, now}
}

type timed struct {
	vigie.Casework
	m   *Metrics
	now func() time.Time
}

// Read implements vigie.Casework.
func (t timed) Read(ctx context.Context, f func(vigie.Books) error) error {
	began := t.now()
	return t.end("read", began, t.Casework.Read(ctx, f))
}

// Do implements vigie.Casework.
func (t timed) Do(ctx context.Context, c vigie.Command, f func(vigie.Books) error) (vigie.Receipt, error) {
	began := t.now()
	r, err := t.Casework.Do(ctx, c, f)
	return r, t.end("do", began, err)
}

// Seen implements vigie.Casework.
func (t timed) Seen(ctx context.Context, lines ...vigie.Entry) error {
	began := t.now()
	return t.end("seen", began, t.Casework.Seen(ctx, lines...))
}

func (t timed) end(what string, began time.Time, err error) error {
	came := "ok"
	if err != nil {
		came = string(vigie.CodeOf(err))
	}
	t.m.store.WithLabelValues(what, came).Observe(t.now().Sub(began).Seconds())
	return err
}
