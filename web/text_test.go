package web_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestTexts finds messages that a language lacks, says empty or says with other places than English does, and those that no page asks for.
func TestTexts(t *testing.T) {
	t.Parallel()

	english := readTexts(t, "en")
	for _, language := range []string{"nl", "fr", "de"} {
		said := readTexts(t, language)
		for message, text := range english {
			if said[message] == "" {
				t.Errorf("%s has no %q", language, message)
			} else if want, got := places(text), places(said[message]); !slices.Equal(want, got) {
				t.Errorf("%s: %q has the places %v, in English it has %v", language, message, got, want)
			}
		}
		for message := range said {
			if _, ok := english[message]; !ok {
				t.Errorf("%s says %q, which English does not", language, message)
			}
		}
	}
	code := source(t) + printer(t)
	for message := range english {
		if !asked(code, message) {
			t.Errorf("nobody asks for the message %q: take it out of all four languages", message)
		}
	}
}

// TestNothingFromOutside finds addresses of others: a page that has one would tell them who reads it.
func TestNothingFromOutside(t *testing.T) {
	t.Parallel()

	if found := regexp.MustCompile(`(?:https?:)?//[a-z0-9-]+\.[a-z][a-z0-9./-]*`).FindAllString(withoutComments(source(t)), -1); found != nil {
		t.Errorf("the pages name addresses outside: %v", found)
	}
	lock, err := os.ReadFile("package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(lock, []byte(`"resolved"`)) {
		t.Error(`package-lock.json says where packages come from, and that is for each machine to know: sed -i '/"resolved":/d' package-lock.json`)
	}
}

// TestRightsAreNotDecidedInPages finds pages that look at somebody's roles: the server says what may be done (may), and nothing else does. The menu
// shows the roles, and a clock says who has the ball.
func TestRightsAreNotDecidedInPages(t *testing.T) {
	t.Parallel()

	role := regexp.MustCompile(`roles\b|"(?:team_inspector|provincial_inspector|thematic_inspector|provincial_director|thematic_director|head_of_team|data_miner|partner_inspectorate|auditor|administrator)"`)
	shows := map[string]string{filepath.Join("src", "components", "usermenu.tsx"): "the menu says one's roles", filepath.Join("src", "lib", "work.ts"): "a clock names a role as who has the ball",
		filepath.Join("src", "pages", "settings", "settings.tsx"): "one's profile says one's roles", filepath.Join("src", "pages", "users", "users.tsx"): "the list says them",
		filepath.Join("src", "pages", "users", "person.tsx"): "an administrator gives them"}
	for path, code := range sources(t) {
		if found := role.FindString(withoutComments(code)); found != "" && shows[path] == "" {
			t.Errorf("%s looks at %s: ask may() of the thing, or of the session", path, found)
		}
	}
}

func readTexts(t *testing.T, language string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("src", "text", language, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s says nothing: %v", language, err)
	}
	index, err := os.ReadFile(filepath.Join("src", "text", language+".ts"))
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		room := map[string]string{}
		if err := json.Unmarshal(b, &room); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		if name := strings.TrimSuffix(filepath.Base(f), ".json"); name != "paper" && !strings.Contains(string(index), "..."+name) {
			t.Errorf("%s.ts leaves the messages of %s out", language, name)
		}
		for message, text := range room {
			if _, twice := said[message]; twice {
				t.Errorf("%s says %q again", f, message)
			}
			said[message] = text
		}
	}
	return said
}

var place = regexp.MustCompile(`\{\{\w+\}\}`)

func places(text string) []string {
	found := place.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// asked tells whether the code names a message, or a group of which it takes the one it needs.
func asked(code, message string) bool {
	stem := strings.TrimSuffix(strings.TrimSuffix(message, "_one"), "_other")
	if strings.Contains(code, `"`+stem+`"`) {
		return true
	}
	group, _, ok := strings.Cut(stem, ".")
	if strings.HasPrefix(stem, "paper.field.") {
		return strings.Contains(code, `"paper.field."`)
	}
	return ok && (strings.Contains(code, "`"+group+".${") || strings.Contains(code, `own("`+group+`"`) || strings.Contains(code, `own(f,`) && (group == "state" || group == "channel"))
}

func source(t *testing.T) string {
	t.Helper()
	return strings.Join(slices.Collect(maps.Values(sources(t))), "\n")
}

// sources are the pages' code by file.
func sources(t *testing.T) map[string]string {
	t.Helper()
	code := map[string]string{}
	err := filepath.WalkDir("src", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasPrefix(filepath.Ext(path), ".ts") || strings.HasSuffix(path, "openapi.d.ts") {
			return err
		}
		b, err := os.ReadFile(path)
		code[path] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// printer is the code that asks for what only stands on paper (paper.json): the server, which is handed these texts.
func printer(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "api", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		code.Write(b)
	}
	return code.String()
}

func withoutComments(code string) string {
	return regexp.MustCompile(`(?m)^\s*(//|/?\*).*$`).ReplaceAllString(code, "")
}
