package web_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// mostFirst is how much JavaScript somebody waits for at most before the first page shows, by gzip: 200 kB.
const mostFirst = 200_000

// TestWeight weighs all scripts that the browser has to have before the first page shows to who logs in and to who has: those that the built page
// names, that page's own with all that they import, and the longest of the languages.
func TestWeight(t *testing.T) {
	t.Parallel()

	index, err := os.ReadFile(filepath.Join("dist", "index.html"))
	if err != nil {
		t.Skip("the first page is NOT WEIGHED: the pages are not built: run make web")
	}
	frame := regexp.MustCompile(`(?:src|href)="/assets/([^"]+\.js)"`).FindAllSubmatch(index, -1)
	if len(frame) == 0 {
		t.Fatal("dist/index.html names no script")
	}
	language := 0
	for _, of := range []string{"en", "nl", "fr", "de"} {
		language = max(language, pressed(t, chunk(t, of)))
	}
	for _, page := range []string{"door", "today"} {
		needed := map[string]int{}
		need(t, chunk(t, page), needed)
		for _, m := range frame {
			need(t, string(m[1]), needed)
		}
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

// chunk is the built script of a name.
func chunk(t *testing.T, name string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("dist", "assets", name+"-*.js"))
	if err != nil || len(files) != 1 {
		t.Fatalf("the script of %s is in %v: %v", name, files, err)
	}
	return filepath.Base(files[0])
}

var imported = regexp.MustCompile(`(?:from|import)\s*["` + "`" + `]\./([^"` + "`" + `]+\.js)["` + "`" + `]`)

// need notes what a script weighs, and all scripts that it can not start without.
func need(t *testing.T, name string, weights map[string]int) {
	t.Helper()
	if _, ok := weights[name]; ok {
		return
	}
	code, err := os.ReadFile(filepath.Join("dist", "assets", name))
	if err != nil {
		t.Fatal(err)
	}
	weights[name] = pressed(t, name)
	for _, m := range imported.FindAllSubmatch(code, -1) {
		need(t, string(m[1]), weights)
	}
}

// pressed is how long a file is in the form that the build laid beside it; where that would be no shorter, there is none.
func pressed(t *testing.T, name string) int {
	t.Helper()
	file := filepath.Join("dist", "assets", name)
	for _, form := range []string{file + ".gz", file} {
		if info, err := os.Stat(form); err == nil {
			return int(info.Size())
		}
	}
	t.Fatalf("%s is named by the page and not there: run make web", file)
	return 0
}
