// Package web holds the pages, as the browser gets them. They are built by `make web` into dist, and go with the program; the program is
// built without them as well, and then says how they are made.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Pages are the files of the pages, and whether they have been built.
func Pages() (files fs.FS, built bool) {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		return dist, false
	}
	_, err = fs.Stat(files, "index.html")
	return files, err == nil
}
