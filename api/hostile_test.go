package api

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// TestHostileInput puts something hostile into every field of every operation, as people who may do much: whatever comes is answered as the
// sender's mistake, as a refusal, or done, and never by a failure of ours.
func TestHostileInput(t *testing.T) {
	t.Parallel()

	d := wholeDesk(t)
	t0 := d.now
	doc := d.s.Register(http.NewServeMux())
	v := &inventor{doc: doc, chance: rand.New(rand.NewPCG(5, 6)), hostile: true, text: "a text"}
	asked := 0
	for _, o := range operations(doc) {
		times := 40
		switch {
		case strings.HasSuffix(o.Path, "/events"):
			continue // a stream, which ends when its listener does
		case strings.HasPrefix(o.Path, Base+"/session"), strings.HasPrefix(o.Path, Base+"/users") && o.Method != http.MethodGet:
			times = 4 // they weigh passwords, which takes its time on purpose
		}
		for i := range times {
			who := []string{"head", "ann", "admin", "mia"}[i%4]
			id := v.hostileText()
			if id == "" || i%2 == 0 {
				id = "t-1"
			}
			d.now = t0.Add(time.Duration(asked) * time.Second)
			r := v.request(o, id, url.Values{})
			w := d.send(who, r)
			asked++
			if w.Code >= 500 && w.Code != http.StatusServiceUnavailable {
				t.Errorf("%s: %s %s: %d %s", who, o.Method, r.URL, w.Code, w.Body)
			}
			if text := w.Body.Bytes(); len(text) > 0 && strings.Contains(w.Header().Get("Content-Type"), "json") && !json.Valid(text) {
				t.Errorf("%s: %s %s: not JSON: %s", who, o.Method, r.URL, text)
			}
		}
	}
	if asked < 2000 {
		t.Errorf("only %d requests were made", asked)
	}
}
