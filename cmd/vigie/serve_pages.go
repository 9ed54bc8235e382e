package main

import (
	"net/http"
	"path"
	"strings"

	"vigie/api"
	"vigie/web"
)

// notBuilt is what a browser gets from a program that was built without its pages.
const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Vigie</title>
<p>Vigie serves, and its pages were not built into this program. Run <code>make web</code>, which needs Node, and then <code>make build</code>.
<p>What the pages would ask for is described at <a href="` + api.Base + `/openapi.json">` + api.Base + `/openapi.json</a>.`

// withPages serves the pages beside the api.
func withPages(server *api.Server, limits api.Limits) (http.Handler, error) {
	files := map[string]packed{}
	if all, built := web.Pages(); built {
		var err error
		if files, err = packAll(all); err != nil {
			return nil, err
		}
	}
	inside := http.NewServeMux()
	inside.HandleFunc("GET /country.json", func(w http.ResponseWriter, _ *http.Request) {
		tellCountry(w, server.Lake.Pack, server.Office.Day(server.Now()))
	})
	mux := http.NewServeMux()
	answers := server.Handler(limits)
	mux.Handle(api.Base+"/", answers)
	mux.Handle("GET /health", at(api.Base+"/health", answers)) // where monitors look
	mux.Handle("/country.json", server.Trace(api.Secure(server.Limit(limits, server.Enter(inside)))))
	mux.Handle("/", server.Trace(api.Secure(pages(files))))
	return mux, nil
}

// at answers as if another address had been asked.
func at(address string, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		there := r.Clone(r.Context())
		there.URL.Path, there.URL.RawPath = address, ""
		h.ServeHTTP(w, there)
	})
}

// pages answers with a file, or with the page that finds its own way from the address. Files below assets bear a hash of what they hold.
func pages(files map[string]packed) http.Handler {
	index, built := files["index.html"]
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		file, found := files[name]
		asset := strings.HasPrefix(name, "assets/")
		switch {
		case !built:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte(notBuilt)) // who asked may be gone
		case found && asset:
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
			file.send(w, r)
		case asset:
			http.NotFound(w, r)
		case found:
			w.Header().Set("Cache-Control", "no-cache")
			file.send(w, r)
		default:
			w.Header().Set("Cache-Control", "no-cache")
			index.send(w, r)
		}
	})
}
