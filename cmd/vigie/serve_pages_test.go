package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"vigie/api"
	"vigie/web"
)

// TestPages walks the pages in a real browser. It needs them built (make web), Node and Chromium, and says which of them is missing.
func TestPages(t *testing.T) {
	t.Parallel()

	for what, found := range map[string]bool{
		"the pages are not built: run make web": built(), "node is not installed": has("node"), "chromium is not installed": has("chromium"),
		"node modules are not installed: run make web": exists("../../web/node_modules/playwright-core"),
	} {
		if !found {
			t.Skip("the pages are NOT TESTED in a browser: " + what)
		}
	}
	o := newOffices()
	testscript.Run(t, testscript.Params{Dir: "testdata/pages", Cmds: map[string]func(*testscript.TestScript, bool, []string){
		"harbour": inventHarbour, "serve": o.serve, "hire": o.hire, "ask": o.ask, "keep": o.keep, "walk": o.walk}})
}

// TestHealthStandsWhereMonitorsLook: an answer of the pages would tell a monitor that all is well whatever is.
func TestHealthStandsWhereMonitorsLook(t *testing.T) {
	t.Parallel()

	var asked string
	h := at(api.Base+"/health", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = r.URL.Path
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/health", nil))
	if asked != api.Base+"/health" || w.Code != http.StatusServiceUnavailable {
		t.Errorf("asked %s, answered %d", asked, w.Code)
	}
}

func built() bool {
	_, ok := web.Pages()
	return ok
}

func has(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}

// walk is the script command `walk LOGIN ONCE`: it starts the browser on the served office. LOGIN has a password for one log-in.
// With SHOTS in the environment of the test, it leaves a picture of each page there.
func (o *offices) walk(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: walk LOGIN ONCE")
	}
	chromium, err := exec.LookPath("chromium")
	ts.Check(err)
	walk, err := filepath.Abs("../../web/walk/walk.mjs")
	ts.Check(err)
	cmd := exec.Command("node", walk)
	cmd.Env = append(os.Environ(), "BASE="+strings.TrimSuffix(o.of(ts).base, api.Base), "CHROMIUM="+chromium, "PASSWORD=a long sentence that nobody here knows",
		"NEWCOMER="+args[0], "ONCE="+args[1], "HOME="+ts.Getenv("WORK"))
	told, err := cmd.CombinedOutput()
	fmt.Fprint(ts.Stdout(), string(told))
	if err != nil {
		ts.Fatalf("the walk ended with %v:\n%s", err, told)
	}
}
