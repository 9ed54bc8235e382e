package api

import (
	"encoding/json"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits are how much one caller may ask for, so that nobody's mistake is everybody's. The zero value serves an office.
type Limits struct {
	PerSecond float64 // requests of one address in the long run; 50 unless said
	Burst     int     // and at once; 200 unless said
	LogIns    float64 // log-ins of one address a minute; 20 unless said
}

// Limit refuses who asks for too much, with the time after which to ask again.
func (s *Server) Limit(o Limits, next http.Handler) http.Handler {
	if o.PerSecond == 0 {
		o.PerSecond = 50
	}
	if o.Burst == 0 {
		o.Burst = 200
	}
	if o.LogIns == 0 {
		o.LogIns = 20
	}
	all := &meters{rate: rate.Limit(o.PerSecond), burst: o.Burst, now: s.Now}
	doors := &meters{rate: rate.Limit(o.LogIns / 60), burst: int(o.LogIns), now: s.Now}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from := address(r)
		wait := all.ask(from)
		if r.Method == http.MethodPost && r.URL.Path == Base+"/session" {
			wait = max(wait, doors.ask(from))
		}
		if wait > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
			writeProblem(w, r, newProblem(http.StatusTooManyRequests, "tooManyRequests", "Too Many Requests", "ask again in "+wait.Round(time.Second).String()))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// meters count by address. Those who have not asked for a while are forgotten when there are many.
type meters struct {
	rate  rate.Limit
	burst int
	now   func() time.Time

	mu sync.Mutex
	by map[string]*meter
}

type meter struct {
	*rate.Limiter
	last time.Time
}

const manyMeters = 10_000

// ask counts a request, and says how long the caller has to wait; 0 lets it through.
func (m *meters) ask(from string) time.Duration {
	now := m.now()
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.by) > manyMeters {
		for k, v := range m.by {
			if now.Sub(v.last) > time.Minute {
				delete(m.by, k)
			}
		}
	}
	if m.by == nil {
		m.by = map[string]*meter{}
	}
	one := m.by[from]
	if one == nil {
		one = &meter{Limiter: rate.NewLimiter(m.rate, m.burst)}
		m.by[from] = one
	}
	one.last = now
	ask := one.ReserveN(now, 1)
	wait := ask.DelayFrom(now)
	if wait > 0 {
		ask.CancelAt(now)
	}
	return wait
}

// address is where a request comes from. What a proxy claims is not believed: an office that puts one in front sets the limits there.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

func writeProblem(w http.ResponseWriter, r *http.Request, p *Problem) {
	p.Instance = instance(r.Context())
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the caller is gone, or has it
}
