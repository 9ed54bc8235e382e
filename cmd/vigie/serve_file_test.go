package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

// TestFilesOfPages holds what a browser gets to what was built: in the shortest form that it reads, tagged, and kept as long as its name says.
func TestFilesOfPages(t *testing.T) {
	t.Parallel()

	files, err := packAll(fstest.MapFS{
		"index.html":           {Data: []byte("<!doctype html><title>Harbour</title>")},
		"assets/ship-12.js":    {Data: []byte("export const ship = 'arrived';")},
		"assets/ship-12.js.br": {Data: []byte("by brotli")},
		"assets/ship-12.js.gz": {Data: []byte("by gzip")},
		"assets/tiny-34.css":   {Data: []byte("a{}")},
	})
	if err != nil {
		t.Fatal(err)
	}
	served := pages(files)
	get := func(path string, headers ...string) (*httptest.ResponseRecorder, string) {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		served.ServeHTTP(w, r)
		return w, w.Body.String()
	}

	tags := map[string]string{}
	for _, of := range []struct{ takes, encoding, body string }{
		{"gzip, deflate, br, zstd", "br", "by brotli"},
		{"br;q=0, gzip;q=0.8", "gzip", "by gzip"},
		{"GZIP", "gzip", "by gzip"},
		{"", "", "export const ship = 'arrived';"},
		{"zstd", "", "export const ship = 'arrived';"},
		{"br; q=0.0, gzip;q=0", "", "export const ship = 'arrived';"},
	} {
		got, body := get("/assets/ship-12.js", "Accept-Encoding", of.takes)
		if body != of.body {
			t.Errorf("who takes %q gets %q", of.takes, body)
		}
		for name, want := range map[string]string{"Content-Encoding": of.encoding, "Vary": "Accept-Encoding", "Cache-Control": "public, max-age=31536000, immutable",
			"Content-Type": "text/javascript; charset=utf-8"} {
			if got := got.Header().Get(name); got != want {
				t.Errorf("%s for who takes %q is %q, want %q", name, of.takes, got, want)
			}
		}
		tags[got.Header().Get("ETag")] = of.encoding
		if again, body := get("/assets/ship-12.js", "Accept-Encoding", of.takes, "If-None-Match", got.Header().Get("ETag")); again.Code != http.StatusNotModified || body != "" {
			t.Errorf("who has a file gets %d", again.Code)
		}
	}
	if len(tags) != 3 {
		t.Errorf("three forms of a file have the tags %v", tags)
	}
	if tiny, body := get("/assets/tiny-34.css", "Accept-Encoding", "gzip"); tiny.Header().Get("Content-Encoding") != "" || body != "a{}" {
		t.Errorf("a file of which the build made no shorter form is sent as %q", body)
	}
	for _, path := range []string{"/assets/ship-11.js", "/assets/ship-12.js.gz"} {
		if gone, _ := get(path); gone.Code != http.StatusNotFound || strings.Contains(gone.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s is not there: %d, %v", path, gone.Code, gone.Header())
		}
	}
	for _, path := range []string{"/", "/targets", "/targets/a.b"} {
		if page, body := get(path); page.Header().Get("Cache-Control") != "no-cache" || !strings.Contains(body, "Harbour") || page.Header().Get("ETag") == "" {
			t.Errorf("%s is not the page: %v", path, page.Header())
		}
	}
}

// TestNotBuilt holds that a program without its pages says so.
func TestNotBuilt(t *testing.T) {
	t.Parallel()

	w := httptest.NewRecorder()
	pages(nil).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if !strings.Contains(w.Body.String(), "make web") {
		t.Errorf("it says %q", w.Body)
	}
}
