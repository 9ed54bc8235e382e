package api

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/access"
	"vigie/casework"
	"vigie/pipeline"
)

// wholeDesk is a desk with all that routes ask for: log-ins, files, pseudonyms, and a lake in which nothing was published.
func wholeDesk(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	store := d.s.Casework.(*casework.Store)
	door, err := access.NewDoor(store)
	if err != nil {
		t.Fatal(err)
	}
	d.s.Door, d.s.Files, d.s.Pseudonyms, d.s.Keeper = door, store, reversed{}, &access.Keeper{Door: door, Guard: d.s.Guard}
	d.s.Sessions = access.NewSessions(store, store.Sessions(d.s.Now), access.SessionOptions{Insecure: true})
	d.s.Lake = &pipeline.Reader{Home: pipeline.Home(t.TempDir())}
	empty(&d.s.Lake.Pack)
	mux := http.NewServeMux()
	d.s.Register(mux)
	d.handler = d.s.Trace(d.s.Watch(d.s.Sessions.LoadAndSave(mux)))
	return d
}

func empty[T any](p **T) { *p = new(T) }

// inventor makes requests out of the description: right ones, or with something hostile in each place.
type inventor struct {
	doc     *huma.OpenAPI
	chance  *rand.Rand
	hostile bool
	text    string // what stands in the texts of right ones
}

// nasty are texts that have broken programs.
var nasty = []string{
	"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "'; DROP TABLE targets; --", "1 OR 1=1", "%27%20UNION%20SELECT%20*", "\u202eecnalliev", "ش\u200fکت", strings.Repeat("A", 10_000),
	strings.Repeat("🦄", 3000), "a\x00b", "\x00", "", " ", "\xff\xfe", "../../../../etc/passwd", "${jndi:ldap://x}", "{{7*7}}", "\r\nSet-Cookie: a=b", "=cmd|' /C calc'!A0", "null", "-1", "NaN",
	"9999-12-31", "0000-00-00", "2026-02-30", "99999999999999999999999999", "P-", "P-0", "*", "%", "_", "\\", "W/\"1\"", "\u0000\u001f", "İ", "ß", "\ud7ff", "１２３",
}

var nastyValues = []any{nil, true, 0, -1, 1e308, -1e308, json.Number("9223372036854775808"), json.Number("1e400"), 0.1, []any{}, map[string]any{}, []any{nil}, "x", []any{[]any{[]any{}}}}

func (v *inventor) hostileText() string { return nasty[v.chance.IntN(len(nasty))] }

// value is one that a schema describes.
func (v *inventor) value(s *huma.Schema, depth int) any {
	for s.Ref != "" {
		s = v.doc.Components.Schemas.SchemaFromRef(s.Ref)
	}
	if v.hostile && v.chance.IntN(8) == 0 {
		return nastyValues[v.chance.IntN(len(nastyValues))]
	}
	switch {
	case len(s.Enum) > 0 && (!v.hostile || v.chance.IntN(3) > 0):
		return s.Enum[v.chance.IntN(len(s.Enum))]
	case s.Type == huma.TypeObject:
		return v.object(s, depth)
	case s.Type == huma.TypeArray:
		n := 1
		if v.hostile {
			n = v.chance.IntN(4)
		}
		out := []any{}
		for range n {
			out = append(out, v.value(s.Items, depth+1))
		}
		return out
	case s.Type == huma.TypeInteger, s.Type == huma.TypeNumber:
		if v.hostile && v.chance.IntN(2) == 0 {
			return nastyValues[v.chance.IntN(len(nastyValues))]
		}
		return 1
	case s.Type == huma.TypeBoolean:
		return true
	case v.hostile && v.chance.IntN(3) > 0:
		return v.hostileText()
	case s.Format == "date":
		return "2026-03-01"
	case s.Format == "date-time":
		return "2026-03-09T10:00:00Z"
	}
	return v.text
}

func (v *inventor) object(s *huma.Schema, depth int) any {
	out := map[string]any{}
	for name, p := range s.Properties {
		required := false
		for _, r := range s.Required {
			required = required || r == name
		}
		if required && (!v.hostile || v.chance.IntN(10) > 0) || v.hostile && v.chance.IntN(2) == 0 && depth < 6 {
			out[name] = v.value(p, depth+1)
		}
	}
	if extra, ok := s.AdditionalProperties.(*huma.Schema); ok {
		out[v.text] = v.value(extra, depth+1)
	}
	if v.hostile && v.chance.IntN(6) == 0 {
		out[v.hostileText()] = v.hostileText()
	}
	return out
}

// request is one for an operation, with the name of a thing in its path.
func (v *inventor) request(o *huma.Operation, id string, query url.Values) *http.Request {
	path := strings.ReplaceAll(o.Path, "{id}", url.PathEscape(id))
	for _, p := range o.Parameters {
		if _, set := query[p.Name]; p.In == "query" && !set && (p.Required || v.hostile && v.chance.IntN(4) == 0) {
			text := v.text
			if v.hostile {
				text = v.hostileText()
			}
			query.Set(p.Name, text)
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	body, typ := v.body(o)
	r := httptest.NewRequestWithContext(context.Background(), o.Method, "/", bytes.NewReader(body))
	at, err := url.ParseRequestURI(path)
	if err != nil {
		panic(err) // it was escaped
	}
	r.URL, r.RequestURI = at, path
	r.Header.Set("Content-Type", typ)
	for _, p := range o.Parameters {
		if p.In == "header" && v.hostile && v.chance.IntN(2) == 0 {
			r.Header.Set(p.Name, v.hostileText())
		}
	}
	r.Header.Set("Vigie-Purpose", "to see what is answered")
	return r
}

func (v *inventor) body(o *huma.Operation) (body []byte, typ string) {
	if o.RequestBody == nil {
		return nil, "application/json"
	}
	if m := o.RequestBody.Content["application/json"]; m != nil {
		text, err := json.Marshal(v.value(m.Schema, 0))
		if err != nil {
			panic(err) // of our own values
		}
		if v.hostile && v.chance.IntN(12) == 0 {
			text = text[:v.chance.IntN(len(text)+1)]
		}
		return text, "application/json"
	}
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	name, content := "a.txt", "a text"
	if v.hostile {
		name, content = v.hostileText(), v.hostileText()
	}
	part, err := w.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write([]byte(content))
	}
	for _, field := range []string{"investigation", "visit"} {
		text := v.text
		if v.hostile {
			text = v.hostileText()
		}
		if err == nil {
			err = w.WriteField(field, text)
		}
	}
	if err != nil || w.Close() != nil {
		panic(err) // it is written to memory
	}
	return form.Bytes(), w.FormDataContentType()
}

// send asks as somebody.
func (d *desk) send(who string, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, r.WithContext(vigie.WithActor(r.Context(), people[who])))
	return w
}
