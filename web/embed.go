// Package web holds the pages, as the browser gets them. They are built by `make web` into dist, and go with the program; the program is
// built without them as well, and then says how they are made.
package web

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
)

//go:embed all:dist
var dist embed.FS

//go:embed src/text/*/*.json
var texts embed.FS

// Pages are the files of the pages, and whether they have been built.
func Pages() (files fs.FS, built bool) {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		return dist, false
	}
	_, err = fs.Stat(files, "index.html")
	return files, err == nil
}

// Texts are the house's own words, by language and message. The server says on paper what the pages say on the screen, in the same words.
func Texts() (map[string]map[string]string, error) {
	files, err := fs.Glob(texts, "src/text/*/*.json")
	if err != nil {
		return nil, fmt.Errorf("read the texts: %w", err)
	}
	all := map[string]map[string]string{}
	for _, name := range files {
		text, err := fs.ReadFile(texts, name)
		if err != nil {
			return nil, fmt.Errorf("read the texts: %w", err)
		}
		language := path.Base(path.Dir(name))
		if all[language] == nil {
			all[language] = map[string]string{}
		}
		said := all[language]
		if err := json.Unmarshal(text, &said); err != nil {
			return nil, fmt.Errorf("read the texts: %s: %w", name, err)
		}
	}
	return all, nil
}
