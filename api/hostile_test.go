package api

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

var (
	eachAsked  = flag.Int("asked", 40, "requests that TestHostileInput makes of each operation")
	hostileFor = flag.Uint64("seed", 6, "of the requests of TestHostileInput")
)

// TestHostileInput puts something right or something hostile into every field of every operation, as somebody of each role: whatever comes is answered as the sender's
// mistake, as a refusal, or done, and never by a failure of ours; and what is answered is what the description says. For longer:
//
//	go test ./api -run Hostile -asked 2000 -seed 7
func TestHostileInput(t *testing.T) {
	t.Parallel()

	d := wholeDesk(t)
	t0, things := d.now, d.foreign()
	doc := d.s.Register(http.NewServeMux())
	chance := rand.New(rand.NewPCG(5, *hostileFor))
	v, right := &inventor{doc: doc, chance: chance, hostile: true, text: "a text"}, &inventor{doc: doc, chance: chance, text: "a text"}
	roles := slices.Sorted(maps.Keys(people))
	asked, done := 0, 0
	for _, o := range operations(doc) {
		times := *eachAsked
		switch {
		case strings.HasSuffix(o.Path, "/events"):
			continue // a stream, which ends when its listener does
		case strings.HasPrefix(o.Path, Base+"/session"), strings.HasPrefix(o.Path, Base+"/users") && o.Method != http.MethodGet:
			times = 1 + times/10 // they weigh passwords, which takes its time on purpose
		}
		for i := range times {
			who, as := roles[(asked+i)%len(roles)], v
			if i%4 == 0 {
				as = right
			}
			d.now = t0.Add(time.Duration(asked) * time.Second)
			r := as.request(o, v.thing(o, things, i), url.Values{})
			w := d.send(who, r)
			if asked++; w.Code < 300 {
				done++
			}
			if why := undescribed(doc, o, w); why != "" {
				t.Errorf("%s: %s %s: %d %s\n%.500s", who, o.Method, r.URL, w.Code, why, w.Body)
			}
		}
	}
	if asked < 2000 || done < 400 {
		t.Errorf("only %d requests were made, and %d of them done", asked, done)
	}
}

// thing is the name of one that is there, as often as not.
func (v *inventor) thing(o *huma.Operation, things map[string]vigie.Thing, i int) string {
	noun, _, _ := strings.Cut(strings.TrimPrefix(o.Path, Base+"/"), "/")
	if o.OperationID == "figuresOfFieldTest" || o.OperationID == "exportEvaluationReport" {
		noun = "" // those of the test were kept without what these are reckoned from
	}
	if t, ok := things[noun]; ok && i%2 == 0 {
		return t.ID
	}
	if id := v.hostileText(); id != "" {
		return id
	}
	return "t-1"
}

// undescribed says in what an answer is not what the description promises, or nothing.
func undescribed(doc *huma.OpenAPI, o *huma.Operation, w *httptest.ResponseRecorder) string {
	if w.Code >= 500 && w.Code != http.StatusServiceUnavailable {
		return "it is a failure of ours"
	}
	said := o.Responses[strconv.Itoa(w.Code)]
	if said == nil {
		said = o.Responses["default"]
	}
	if said == nil {
		return "the description does not know this status"
	}
	if w.Body.Len() == 0 {
		return ""
	}
	typ, _, err := mime.ParseMediaType(w.Header().Get("Content-Type"))
	if err != nil {
		return err.Error()
	}
	content := said.Content[typ]
	if content == nil {
		return fmt.Sprintf("the description does not know %s, of %v", typ, slices.Sorted(maps.Keys(said.Content)))
	}
	if !strings.HasSuffix(typ, "json") {
		return ""
	}
	var got any
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		return err.Error()
	}
	res := &huma.ValidateResult{}
	huma.Validate(doc.Components.Schemas, content.Schema, huma.NewPathBuffer([]byte(""), 0), huma.ModeReadFromServer, got, res)
	if len(res.Errors) > 0 {
		return fmt.Sprint(res.Errors[:min(3, len(res.Errors))])
	}
	return ""
}
