package caseworktest

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"vigie"
)

// hostileTexts are kept and found again to the byte.
func hostileTexts(t *testing.T, s Store) {
	for _, text := range []string{
		"'; DROP TABLE signals; --", `" OR ""="`, "<script>alert(1)</script>", "$1 $2 ? :a @b %s %%", "\\u0000 \\ \\\\", "line\r\nbreak\ttab", "\x01\x1b[31m\x7f",
		"\u202eright to left\u202c العربية עברית", "👩‍👩‍👧‍👦 e\u0301 \u200b \ufeff \ufffd", strings.Repeat("x", 10_000), strings.Repeat("wörter ", 1500), strings.Repeat("𝔘", 2500),
	} {
		signal := &vigie.Signal{Title: text, Text: text, Note: text, EntityIDs: []string{text[:min(len(text), 300)]}}
		if strings.Contains(signal.EntityIDs[0], "𝔘") || strings.Contains(text, "wörter") {
			signal.EntityIDs = nil
		}
		put(t, s, vigie.Books.Signals, signal)
		got := read(t, s, func(ctx context.Context, b vigie.Books) (*vigie.Signal, error) {
			return b.Signals().Get(ctx, signal.ID)
		})
		if got.Title != text || got.Text != text || got.Note != text {
			t.Errorf("%.40q was read as %.40q", text, got.Title)
		}
		if signal.EntityIDs == nil {
			continue
		}
		q := vigie.Query{Scope: everything, Where: []vigie.Where{{Field: "entities", Values: signal.EntityIDs}}}
		if n := list(t, s, vigie.Books.Signals, q).Total; n != 1 {
			t.Errorf("%.40q is found %d times", text, n)
		}
		q = vigie.Query{Scope: everything, Text: text}
		if l := list(t, s, vigie.Books.Signals, q); l.Total == 0 {
			t.Errorf("%.40q is not found by its own words", text)
		}
	}
	do(t, s, "anna", noon, func(ctx context.Context, b vigie.Books) error {
		return b.Note(ctx, vigie.Event{Kind: vigie.KindSignal, ID: "'; --", What: "added", Data: map[string]string{"'": "</script>"}})
	})
	if _, err := oneSignal(t, s, "o'brien", vigie.Command{Key: "'; DROP TABLE receipt; --", Action: "signal.add", At: noon}); err != nil {
		t.Error(err)
	}
	if err := Chain(lines(t, s)); err != nil {
		t.Error(err)
	}
}

// textsNobodyKeeps are refused with a sentence, and nothing of them is kept.
func textsNobodyKeeps(t *testing.T, s Store) {
	for _, signal := range []vigie.Signal{
		{Title: "nul \x00"}, {Text: "no utf-8 \xff"}, {EntityIDs: []string{"a\x00"}}, {EntityIDs: []string{strings.Repeat("x", 3000)}}, {Sector: strings.Repeat("x", 3000)},
		{Record: vigie.Record{ID: strings.Repeat("x", 3000)}}, {Record: vigie.Record{ID: "\xff"}}, {Territory: strings.Repeat("x", 3000)}, {Text: strings.Repeat("x", 5<<20)},
	} {
		ctx := as(t, "anna")
		_, err := s.Do(ctx, vigie.Command{Action: "signal.add", At: noon}, func(b vigie.Books) error { return b.Signals().Put(ctx, &signal) })
		code(t, err, vigie.Invalid)
	}
	long := strings.Repeat("x", 3000)
	for _, e := range []vigie.Event{{ID: "\x00"}, {Data: map[string]string{"a": "\xff"}}, {Keys: []vigie.Key{vigie.Key(long)}}, {Keys: []vigie.Key{"\x00"}}, {PhenomenonID: long}} {
		ctx := as(t, "anna")
		_, err := s.Do(ctx, vigie.Command{Action: "signal.add", At: noon}, func(b vigie.Books) error { return b.Note(ctx, e) })
		code(t, err, vigie.Invalid)
	}
	for _, c := range []vigie.Command{{Key: long}, {Key: "\x00"}, {Key: "\xff"}, {Digest: long}} {
		c.Action, c.At = "signal.add", noon
		_, err := oneSignal(t, s, "anna", c)
		code(t, err, vigie.Invalid)
	}
	_, err := oneSignal(t, s, "\x00", vigie.Command{Action: "signal.add", At: noon})
	code(t, err, vigie.Invalid)
	for _, q := range []vigie.Query{{Where: []vigie.Where{{Field: "state", Values: []string{"\x00"}}}}, {Text: "\x00 \xff"}, {Scope: vigie.Scope{Keys: []vigie.Key{"\x00"}}}} {
		err := s.Read(t.Context(), func(b vigie.Books) error { _, err := b.Signals().List(t.Context(), q); return err })
		if err != nil {
			code(t, err, vigie.Invalid)
		}
	}
	nothing(t, s)
}

func evidenceByContent(t *testing.T, s Store) {
	content := bytes.Repeat([]byte("picture\x00"), 100_000)
	hash, size, err := s.Keep(t.Context(), bytes.NewReader(content), 1<<20)
	if err != nil || size != int64(len(content)) || len(hash) != 64 {
		t.Fatalf("kept %d bytes as %s: %v", size, hash, err)
	}
	if again, _, err := s.Keep(t.Context(), bytes.NewReader(content), 1<<20); err != nil || again != hash {
		t.Errorf("the same content again is %s, want %s: %v", again, hash, err)
	}
	r, err := s.Open(t.Context(), hash)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, content) {
		t.Errorf("read %d bytes: %v", len(got), err)
	}
	if _, size, err := s.Keep(t.Context(), strings.NewReader(""), 0); err != nil || size != 0 {
		t.Errorf("an empty file: %d bytes, %v", size, err)
	}
	_, _, err = s.Keep(t.Context(), bytes.NewReader(content), int64(len(content)-1))
	code(t, err, vigie.Invalid)
	if _, _, err = s.Keep(t.Context(), iotest.TimeoutReader(bytes.NewReader(content)), 1<<20); err == nil {
		t.Error("half an upload was kept")
	}
	for name, want := range map[string]vigie.Code{strings.Repeat("0", 64): vigie.NotFound, "../../../etc/passwd": vigie.Invalid, "": vigie.Invalid, strings.ToUpper(hash): vigie.Invalid} {
		_, err := s.Open(t.Context(), name)
		code(t, err, want)
		ctx := as(t, "anna")
		_, err = s.Do(ctx, vigie.Command{Action: "evidence.add", At: noon}, func(b vigie.Books) error { return b.Evidence().Put(ctx, &vigie.Evidence{Name: "x", Hash: name}) })
		code(t, err, want)
	}
	put(t, s, vigie.Books.Evidence, &vigie.Evidence{Name: "picture.png", Hash: hash, Team: []string{"anna"}})
}
