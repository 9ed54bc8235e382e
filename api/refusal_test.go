package api

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vigie"
)

// refusing are the rooms whose refusals somebody reads on the screen.
var refusing = []string{".", "investigation", "phenomenon", "registry", "evaluation", "access", "api", "casework/shelf.go", "casework/work.go"}

// unread are refusals that no user reads who has chosen a language: before the log-in, on the command line, or to other programs.
var unread = []string{"log in: ", "nobody is logged in", "list %s: nobody", "ask what may be done", "refused", "reset the password of ", "connect", "who made it may see nothing",
	"find the user with %s %q: there are two", "%s: nobody asks for it", "%s: every policy", "%s is no action"}

// TestRefusalsAreSaidInEveryLanguage reads the code for the sentences by which it refuses, and for what it says is missing, and the policies for why they do. Each stands
// in the table in every language with as much as it speaks of, and the table holds no other.
func TestRefusalsAreSaidInEveryLanguage(t *testing.T) {
	t.Parallel()

	said := map[string]int{} // how much each speaks of
	for _, room := range refusing {
		for format, n := range refusalsOf(t, filepath.Join("..", room)) {
			said[format] = n
		}
	}
	for _, because := range because(t) {
		said[because] = 0
	}
	if len(said) < 60 {
		t.Errorf("only %d refusals were found", len(said))
	}
	for format, n := range said {
		if slices.ContainsFunc(unread, func(u string) bool { return strings.HasPrefix(format, u) }) {
			continue
		}
		for _, language := range []string{"nl", "fr", "de"} {
			in := refusals[format][language]
			if in == "" {
				t.Errorf("%q is not said in %q: add it to refusal.yaml", format, language)
			}
			if got := fmt.Sprintf(strings.ReplaceAll(in, "%w", "%v"), slices.Repeat([]any{"x"}, n)...); strings.Contains(in, "%") && strings.Contains(strings.ReplaceAll(got, "%!d(string=x)", ""), "%!") {
				t.Errorf("%q in %q speaks of something else: %s", format, language, got)
			}
		}
	}
	for format := range refusals {
		if _, ok := said[format]; !ok {
			t.Errorf("nobody says %q any more: take it out of refusal.yaml", format)
		}
	}
}

// refusalsOf are the sentences of Errorf with a code of refusal, and what is said to be missing, in a folder or file of Go. Invalid ones may stand in the table.
func refusalsOf(t *testing.T, at string) map[string]int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(at, "*.go"))
	if strings.HasSuffix(at, ".go") {
		files = []string{at}
	}
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no Go: %v", at, err)
	}
	found := map[string]int{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(syntax, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			switch called(call.Fun) {
			case "Errorf":
				if format := literal(call.Args, 1); refuses(called(call.Args[0]), format) {
					found[format] = len(call.Args) - 2
				}
			case "Said":
				found[literal(call.Args, 1)] = 0
			case "OneOf":
				found[literal(call.Args, 2)] = 0
			case "has":
				found[literal(call.Args, 1)] = 0
			}
			return true
		})
	}
	delete(found, "")
	return found
}

// refuses says whether a sentence with that code has to stand in the table. Of what was given wrongly only what a page lets pass does.
func refuses(code, format string) bool {
	switch code {
	case "Gate", "Denied", "Conflict", "Stale":
		return true
	case "Invalid", "NotFound":
		_, ok := refusals[format]
		return ok
	}
	return false
}

func called(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.SelectorExpr:
		return x.Sel.Name
	case *ast.Ident:
		return x.Name
	}
	return ""
}

func literal(args []ast.Expr, i int) string {
	if i >= len(args) {
		return ""
	}
	lit, ok := args[i].(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	text, _ := strconv.Unquote(lit.Value)
	return text
}

var becauseForm = regexp.MustCompile(`@because\("([^"]+)"\)`)

func because(t *testing.T) (all []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS("../access/policy"), ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".cedar") {
			return err
		}
		text, err := os.ReadFile(filepath.Join("../access/policy", path))
		for _, m := range becauseForm.FindAllSubmatch(text, -1) {
			all = append(all, string(m[1]))
		}
		return err
	})
	if err != nil || len(all) == 0 {
		t.Fatal("no policy says why", err)
	}
	return all
}

// TestRefusal is refused at a gate in the language that one has chosen, with the names of things; and says what was found in another error.
func TestRefusal(t *testing.T) {
	t.Parallel()

	d := newDesk(t)
	d.s.Texts = map[string]map[string]string{"nl": {"signalState.rejected": "Geseponeerd", "paper.date": "02/01/2006"}}
	d.s.Office.Words = map[string]map[string]vigie.LocalText{"directorate": {"north": {"nl": "Directie Noord", "en": "Directorate North"}}}
	report := fields{"source": "inspector", "title": "vans", "seenOn": "2026-02-27", "sector": "cleaning", "territory": "north"}
	signal := d.do("ines", "/signals", report)
	d.do("ann", "/signals/"+signal+"/reject", fields{"reason": "address-insufficient"})
	if got, want := d.refuse(409, "nele", "/signals/"+signal+"/reject", fields{"reason": "address-insufficient"}), "Dit kan nu niet: de toestand is “Geseponeerd”. Bekijk het opnieuw."; got != want {
		t.Errorf("it is refused with %q, want %q", got, want)
	}
	d.do("ann", "/signals/"+signal+"/retain", fields{})
	ids, _ := d.list("ann", "/phenomena")
	if got, want := d.refuse(403, "nele", "/phenomena/"+ids[0]+"/disclose", fields{"service": "OTHER"}), "Met uw rol mag u dit hier niet doen."; got != want {
		t.Errorf("it is denied with %q, want %q", got, want)
	}

	late := vigie.Errorf(vigie.Conflict, "%s a %s that is %s: from there one can %v", "signal.reject", "signal", vigie.StateWord(vigie.KindSignal, "rejected"), []string{"signal.retain"})
	if got, want := d.s.tongueIn("en").refusal(late), "this can not be done any more: it is rejected by now"; got != want {
		t.Errorf("in English it is said as %q, want %q", got, want)
	}
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"Names", vigie.Errorf(vigie.Gate, "no visit before the directors concerned have agreed: still to hear from %v; silence is not consent", vigie.WordsOf("directorate", []string{"north", "nowhere"})),
			"Geen bezoek voor de betrokken directeurs hebben ingestemd: nog geen antwoord van Directie Noord, nowhere. Zwijgen is geen instemming."},
		{"ErrorInError", vigie.Errorf(vigie.Gate, "the gate of %s is shut: %w; the head of the team may override it, with a reason", "p", vigie.Errorf(vigie.Gate, "no field test has been planned")),
			"De poort is dicht: er is geen veldproef gepland. Het hoofd van het team kan eraan voorbijgaan, met een reden."},
		{"ManyErrors", vigie.Errorf(vigie.Conflict, "%w", errors.Join(vigie.Errorf(vigie.Conflict, "employer %s is already on the list of %s", "7", vigie.Word{List: "directorate", ID: "north"}),
			vigie.Errorf(vigie.Conflict, "employer %s cools down until %s, after what %s decided", "7", vigie.Date(20000), "south"))),
			"Werkgever 7 staat al op de lijst van Directie Noord; Werkgever 7 wordt tot 04/10/2024 met rust gelaten, na een beslissing van south."},
		{"InSeveralLanguages", vigie.Errorf(vigie.Gate, "the gate says: %s", vigie.Told{"en": "Not yet.", "nl": "Nog niet."}), "Nog niet."},
		{"Unknown", vigie.Errorf(vigie.Invalid, "something of %s", "ours"), "something of ours"},
		{"Wrapped", fmt.Errorf("load it: %w", vigie.Errorf(vigie.Gate, "the gate says: %s", vigie.Told{"nl": "Nog niet."})), "load it: the gate says: Nog niet."},
	}
	for _, test := range tests {
		if got := d.s.tongueIn("nl").refusal(test.err); got != test.want {
			t.Errorf("%s: it is said as %q, want %q", test.name, got, test.want)
		}
	}
}
