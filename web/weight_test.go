package web_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// mostFirst is how much JavaScript somebody waits for at most before the first page shows, by gzip: 200 kB.
const mostFirst = 200_000

// TestWeight weighs all scripts that the browser has to have before the first page shows to who logs in and to who has: those that the built page
// names, that page's own with all that they import, and the longest of the languages.
func TestWeight(t *testing.T) {
	t.Parallel()

	text, err := os.ReadFile(filepath.Join("dist", "assets.json"))
	if err != nil {
		t.Skip("the first page is NOT WEIGHED: the pages are not built: run make web")
	}
	var chunks map[string]chunk
	if err := json.Unmarshal(text, &chunks); err != nil {
		t.Fatal(err)
	}
	language := 0
	for _, of := range []string{"en", "nl", "fr", "de"} {
		language = max(language, pressed(t, chunks["src/text/"+of+".ts"].File))
	}
	for _, page := range []string{"src/components/door.tsx", "src/pages/today/today.tsx"} {
		needed := map[string]int{}
		need(t, chunks, "index.html", needed)
		need(t, chunks, page, needed)
		sum := language
		for _, n := range needed {
			sum += n
		}
		t.Logf("%s: %d scripts and a language of %d bytes: %d bytes pressed", page, len(needed), language, sum)
		if sum > mostFirst {
			t.Errorf("%s waits for %d bytes of JavaScript, pressed; it may for %d: load what is not on it later (lazy)", page, sum, mostFirst)
		}
	}
}

// chunk is a script as the build lists it: its file, and the scripts that it can not start without.
type chunk struct {
	File    string
	Imports []string
}

// need notes what a script weighs, and all that it needs.
func need(t *testing.T, chunks map[string]chunk, name string, weights map[string]int) {
	t.Helper()
	if _, ok := weights[name]; ok {
		return
	}
	weights[name] = pressed(t, chunks[name].File)
	for _, other := range chunks[name].Imports {
		need(t, chunks, other, weights)
	}
}

// pressed is how long a file is in the form that the build laid beside it; where that would be no shorter, there is none.
func pressed(t *testing.T, name string) int {
	t.Helper()
	file := filepath.Join("dist", filepath.FromSlash(name))
	for _, form := range []string{file + ".gz", file} {
		if info, err := os.Stat(form); err == nil && info.Mode().IsRegular() {
			return int(info.Size())
		}
	}
	t.Fatalf("%s is named by the page and not there: run make web", file)
	return 0
}
