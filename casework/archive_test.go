package casework_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"vigie"
	"vigie/casework"
	"vigie/casework/caseworktest"
)

// fill puts something of everything into a store.
func fill(t *testing.T, s *casework.Store, commands int) {
	t.Helper()
	ctx := vigie.WithActor(t.Context(), vigie.Actor{UserID: "anna", Purpose: "“why” <not>"})
	hash, size, err := s.Keep(ctx, strings.NewReader("a picture\x00"), 100)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Keep(ctx, strings.NewReader("another one"), 100); err != nil {
		t.Fatal(err)
	}
	for range commands {
		name := vigie.NewID(killNoon)
		_, err := s.Do(ctx, vigie.Command{Key: name, Action: "test.fill", At: killNoon}, func(b vigie.Books) error {
			if err := killWork(ctx, b, name); err != nil {
				return err
			}
			if err := b.Targets().Put(ctx, &vigie.TargetFile{Target: vigie.Target{Name: "'; DROP TABLE targets; -- \u2028 <ß>", Score: 1, Rank: 7}, ReleasedAt: killNoon}); err != nil {
				return err
			}
			return b.Evidence().Put(ctx, &vigie.Evidence{Name: "p.jpg", Hash: hash, Size: size})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Seen(ctx, vigie.Entry{Action: "target.read", At: killNoon, Things: []vigie.Ref{{Kind: vigie.KindTarget, ID: "x"}}}); err != nil {
		t.Fatal(err)
	}
}

// TestMovesBetweenDatabases takes a store from SQLite to PostgreSQL and back, while people work on it.
func TestMovesBetweenDatabases(t *testing.T) {
	t.Parallel()
	ctx, dir := t.Context(), t.TempDir()
	office := newDatabase(t)
	first := openFile(t, filepath.Join(dir, "first.db"))
	fill(t, first, 30)
	var working sync.WaitGroup
	working.Go(func() { fill(t, first, 60) })
	m1, err := first.Export(ctx, filepath.Join(dir, "1.zip"))
	if err != nil {
		t.Fatal(err)
	}
	working.Wait()
	if _, err := casework.Check(ctx, filepath.Join(dir, "1.zip")); err != nil {
		t.Error(err)
	}
	if _, err := casework.Import(ctx, office, casework.Options{Evidence: filepath.Join(dir, "office")}, filepath.Join(dir, "1.zip")); err != nil {
		t.Fatal(err)
	}
	second := openAt(t, office, casework.Options{Evidence: filepath.Join(dir, "office")})
	m2, err := second.Export(ctx, filepath.Join(dir, "2.zip"))
	if err != nil || !reflect.DeepEqual(m1, m2) {
		t.Errorf("PostgreSQL holds %+v, want %+v: %v", m2, m1, err)
	}
	if _, err := casework.Import(ctx, filepath.Join(dir, "third", "casework.db"), casework.Options{}, filepath.Join(dir, "2.zip")); err != nil {
		t.Fatal(err)
	}
	third := openFile(t, filepath.Join(dir, "third", "casework.db"))
	fill(t, third, 1) // it goes on where it was
	v := &survivor{s: third, saw: map[string]bool{}}
	if err := third.Read(ctx, func(b vigie.Books) error { return v.chain(ctx, b) }); err != nil {
		t.Error(err)
	}
	if len(m1.Files) != 2 || m1.Tables[0].Rows < 30*6 {
		t.Errorf("the archive holds %d files and %d revisions", len(m1.Files), m1.Tables[0].Rows)
	}
	for _, again := range []string{office, filepath.Join(dir, "third", "casework.db")} {
		_, err := casework.Import(ctx, again, casework.Options{Evidence: filepath.Join(dir, "office")}, filepath.Join(dir, "2.zip"))
		if vigie.CodeOf(err) != vigie.Conflict {
			t.Errorf("into a store that holds something: %v", err)
		}
	}
}

// TestDamagedArchives are refused, and nothing of them gets into a store.
func TestDamagedArchives(t *testing.T) {
	t.Parallel()
	ctx, dir := t.Context(), t.TempDir()
	s := openFile(t, filepath.Join(dir, "casework.db"))
	fill(t, s, 3)
	whole := filepath.Join(dir, "whole.zip")
	if _, err := s.Export(ctx, whole); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Export(ctx, whole); vigie.CodeOf(err) != vigie.Conflict {
		t.Errorf("over another archive: %v", err)
	}
	for name, change := range map[string]func(member string, content []byte) []byte{
		"Word":     in("table/signals.jsonl", "north", "south"),
		"Hash":     in("table/entry.jsonl", "target.read", "target.list"),
		"Line":     func(m string, c []byte) []byte { return cutLine(m, c, "table/event.jsonl") },
		"Column":   in("table/receipt.jsonl", `"key"`, `"key) VALUES (1); DROP TABLE receipt; --"`),
		"File":     in("evidence/", "picture", "pictuRe"),
		"Lost":     func(m string, c []byte) []byte { return keepUnless(m == "table/users.jsonl", c) },
		"NoList":   func(m string, c []byte) []byte { return keepUnless(m == "manifest.json", c) },
		"NotJSON":  in("table/revision.jsonl", "[", "{"),
		"Manifest": in("manifest.json", `"format":1`, `"format":2`),
		"Newer":    in("manifest.json", `"schema":`, `"schema":9`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			at, into := filepath.Join(dir, name+".zip"), filepath.Join(dir, name, "casework.db")
			rezip(t, whole, at, change)
			_, err := casework.Import(t.Context(), into, casework.Options{}, at)
			if c := vigie.CodeOf(err); err == nil || c != vigie.Refused && name != "Newer" || c != vigie.Conflict && name == "Newer" {
				t.Errorf("it answers %s: %v", c, err)
			}
			if _, err := casework.Check(t.Context(), at); err == nil && name != "Newer" {
				t.Error("the check finds nothing wrong")
			}
			m, err := openFile(t, into).Export(t.Context(), filepath.Join(dir, name+"-after.zip"))
			for _, table := range m.Tables {
				if table.Rows > 0 {
					t.Errorf("%d rows of %s got in", table.Rows, table.Name)
				}
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	half, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "half.zip"), half[:len(half)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := casework.Check(ctx, filepath.Join(dir, "half.zip")); vigie.CodeOf(err) != vigie.Refused {
		t.Errorf("half an archive: %v", err)
	}
}

func in(member, from, to string) func(string, []byte) []byte {
	return func(m string, c []byte) []byte {
		if strings.HasPrefix(m, member) {
			return bytes.Replace(c, []byte(from), []byte(to), 1)
		}
		return c
	}
}

func cutLine(m string, c []byte, member string) []byte {
	if m != member {
		return c
	}
	return c[:bytes.LastIndexByte(c[:len(c)-1], '\n')+1]
}

func keepUnless(lost bool, c []byte) []byte {
	if lost {
		return nil
	}
	return c
}

// rezip writes an archive again with its members changed; nil leaves one out.
func rezip(t *testing.T, from, to string, change func(string, []byte) []byte) {
	t.Helper()
	z, err := zip.OpenReader(from)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if content = change(f.Name, content); content == nil {
			continue
		}
		member, err := w.Create(f.Name)
		if err == nil {
			_, err = member.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// chain checks the whole audit log.
func (v *survivor) chain(ctx context.Context, b vigie.Books) error {
	entries, err := b.Entries(ctx, vigie.EntryQuery{Limit: 10_000})
	if err != nil {
		return err
	}
	return caseworktest.Chain(entries)
}
