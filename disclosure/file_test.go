package disclosure

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"vigie"
	"vigie/audit"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func written(t *testing.T) ([]byte, *audit.Key) {
	t.Helper()
	key, err := audit.NamedKey(KeyName, bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	d := vigie.Disclosure{Record: vigie.Record{ID: "d", CreatedBy: "ann"}, State: vigie.DisclosureReleased, Service: "labour", ExpiresOn: vigie.DateOf(noon) + 30, Fields: []string{"entity", "name"},
		Targets: []vigie.DisclosedTarget{{Item: "1", TargetID: "secret-1", Values: map[string]string{"entity": "123", "name": "=Quay Ltd"}},
			{Item: "2", TargetID: "secret-2", Values: map[string]string{"entity": "456"}, Withheld: "under investigation"}}}
	var b bytes.Buffer
	if err := Write(&b, d, key, noon, vigie.DateOf(noon)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), key
}

func TestVerify(t *testing.T) {
	t.Parallel()

	whole, key := written(t)
	v, err := Verify(bytes.NewReader(whole), int64(len(whole)), key.Public())
	if err != nil || v.Targets != 1 || v.Service != "labour" {
		t.Fatalf("%+v, %v", v, err)
	}
	other, err := audit.NamedKey(KeyName, bytes.Repeat([]byte{8}, 32))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Verify(bytes.NewReader(whole), int64(len(whole)), other.Public()); vigie.CodeOf(err) != vigie.Refused {
		t.Errorf("another key: %v", err)
	}
	for name, change := range map[string]func(map[string]string){
		"Changed": func(f map[string]string) { f["targets.csv"] += "9\n" },
		"LeftOut": func(f map[string]string) { delete(f, "targets.csv") },
		"Added":   func(f map[string]string) { f["more.csv"] = "1\n" },
	} {
		files := open(t, whole)
		change(files)
		b := packed(t, files)
		if _, err := Verify(bytes.NewReader(b), int64(len(b)), key.Public()); vigie.CodeOf(err) != vigie.Refused {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, text := range open(t, whole) {
		for _, inside := range []string{"secret", "456", "ann", "under investigation"} {
			if strings.Contains(text, inside) {
				t.Errorf("%s tells %q", name, inside)
			}
		}
	}
}

func open(t *testing.T, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

func packed(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
