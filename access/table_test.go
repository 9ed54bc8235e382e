package access

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie"
)

// relation is how somebody stands to a thing.
type relation struct {
	letter string // in the table
	name   string
	keys   []vigie.Key
	owner  string
	opened bool
}

// relations are all that are tried, a stranger first. What bears only the keys of others must be as strange as what bears none.
var relations = []relation{
	{"all", "stranger", nil, "", false},
	{"all", "in another territory", []vigie.Key{vigie.TerritoryKey("south")}, "you", false},
	{"all", "of another directorate", []vigie.Key{vigie.DirectorateKey("fraud-south")}, "you", false},
	{"all", "another's", []vigie.Key{vigie.UserKey("you")}, "you", false},
	{"all", "disclosed to another service", []vigie.Key{vigie.ServiceKey("tax")}, "you", false},
	{"T", "in its own territory", []vigie.Key{vigie.TerritoryKey("north"), vigie.UserKey("you")}, "you", false},
	{"D", "of its own directorate", []vigie.Key{vigie.DirectorateKey("fraud-north"), vigie.UserKey("you")}, "you", false},
	{"M", "names it: on the team, or who wrote it", []vigie.Key{vigie.UserKey("me"), vigie.TerritoryKey("south")}, "you", false},
	{"M", "its own: who answers for it", []vigie.Key{vigie.UserKey("me")}, "me", false},
	{"E", "shown to everyone", []vigie.Key{vigie.Everyone, vigie.UserKey("you")}, "you", false},
	{"S", "disclosed to its service", []vigie.Key{vigie.ServiceKey("labour"), vigie.TerritoryKey("south")}, "you", false},
	{"N", "opened in need", nil, "you", true},
}

// outcome tries one action.
func outcome(g *Guard, r vigie.Role, a Right, rel relation, purpose string) string {
	me := vigie.Actor{UserID: "me", Roles: []vigie.Role{r}, Territories: []string{"north"}, Directorates: []string{"fraud-north"}, Service: "labour", Purpose: purpose}
	thing := vigie.Thing{Kind: a.On, ID: "1", Keys: rel.keys, Owner: rel.owner, State: "above_threshold"}
	if rel.opened {
		me.Opened = []vigie.Ref{{Kind: a.On, ID: "1"}}
	}
	err := g.Check(as(me), a.Action, thing)
	if err == nil {
		return "allowed"
	}
	return string(vigie.CodeOf(err))
}

const someReason = "a tip of today that can not wait"

// TestTable keeps table.md true: it tries every action of every role on everything, writes down where it is allowed, and checks that the
// rest follows from the table as its head says.
func TestTable(t *testing.T) {
	t.Parallel()

	g := newGuard(t)
	var b strings.Builder
	b.WriteString(head)
	for _, k := range Kinds() {
		fmt.Fprintf(&b, "\n## %s\n\n| action | what it is | %s |\n|---|---|%s\n", k, strings.Join(roleNames(), " | "), strings.Repeat("---|", len(vigie.Roles)))
		seen := map[vigie.Role][]string{}
		for _, r := range vigie.Roles {
			seen[r] = cell(g, r, Right{Action: view(k), On: k})
		}
		for _, a := range Of(k) {
			row := make([]string, 0, len(vigie.Roles))
			for _, r := range vigie.Roles {
				allowed := cell(g, r, a)
				follows(t, g, r, a, allowed, seen[r])
				row = append(row, shown(allowed))
			}
			fmt.Fprintf(&b, "| `%s` | %s%s | %s |\n", a.Action, a.Sentence, purposeMark(g, a), strings.Join(row, " | "))
		}
	}
	b.WriteString(system(g))
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile("table.md", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile("table.md")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(kept), b.String()); diff != "" {
		t.Errorf("table.md no longer says what the policies do; look whether that was meant, then run UPDATE=1 go test ./access (-table +policies):\n%s", diff)
	}
}

const head = `# Who may do what

This table is written by a test out of the policies in [policy](policy), by trying every action of every role on everything; it can not
differ from what the program does. Columns are roles.

| in a cell | the action is allowed |
|---|---|
| all | on any |
| T | on what is in one's own territory |
| D | on what is of one's own directorate |
| M | on what names oneself: one is on its team, wrote it, or has it |
| E | on what is shown to everyone |
| S | on what was disclosed to one's own service |
| N | on what one has opened in need, until it closes |
| – | on none |

Where the cell of an action does not allow it, the row *view* above it says what is answered: *refused* where one may see the thing, and *there
is no such thing* where one may not. What is newly made, and opening in need, are refused only. § marks what needs a purpose or a reason, which is kept.
`

func roleNames() []string {
	names := make([]string, len(vigie.Roles))
	for i, r := range vigie.Roles {
		names[i] = strings.ReplaceAll(string(r), "_", " ")
	}
	return names
}

// cell are the letters of the relations in which the action is allowed.
func cell(g *Guard, r vigie.Role, a Right) []string {
	var letters []string
	for _, rel := range relations {
		if outcome(g, r, a, rel, someReason) == "allowed" && !slices.Contains(letters, rel.letter) {
			letters = append(letters, rel.letter)
		}
	}
	return letters
}

func shown(letters []string) string {
	if len(letters) == 0 {
		return "–"
	}
	if letters[0] != "all" {
		return strings.Join(letters, " ")
	}
	var but []string
	for _, rel := range relations {
		if !slices.Contains(letters, rel.letter) && !slices.Contains(but, rel.letter) {
			but = append(but, rel.letter)
		}
	}
	if but == nil {
		return "all"
	}
	return "all but " + strings.Join(but, " ")
}

// follows checks that every outcome is what a reader of the table would expect.
func follows(t *testing.T, g *Guard, r vigie.Role, a Right, allowed, seen []string) {
	t.Helper()
	for _, rel := range relations {
		in := func(letters []string) bool {
			return slices.Contains(letters, rel.letter)
		}
		want := string(vigie.NotFound)
		switch {
		case in(allowed) && (in(seen) || !hides(a.Class)):
			want = "allowed"
		case in(allowed):
			t.Errorf("%s may %s what it can not see (%s)", r, a.Action, rel.name)
			continue
		case in(seen), !hides(a.Class):
			want = string(vigie.Denied)
		}
		if got := outcome(g, r, a, rel, someReason); got != want {
			t.Errorf("%s, %s, %s: %s, and the table says %s", r, a.Action, rel.name, got, want)
		}
	}
}

// purposeMark marks an action that somebody may do with a purpose and nobody without.
func purposeMark(g *Guard, a Right) string {
	with, without := false, false
	for _, r := range vigie.Roles {
		for _, rel := range relations {
			with = with || outcome(g, r, a, rel, someReason) == "allowed"
			without = without || outcome(g, r, a, rel, " ") == "allowed"
		}
	}
	if with && !without {
		return " §"
	}
	return ""
}

// system is what the program does by itself.
func system(g *Guard) string {
	var does []string
	for _, a := range Actions {
		if g.Check(as(vigie.System), a.Action, vigie.Thing{Kind: a.On, ID: "1"}) == nil {
			does = append(does, fmt.Sprintf("`%s`", a.Action))
		}
	}
	return "\n## The program by itself\n\n" + strings.Join(does, ", ") + "\n"
}

// TestEveryActionIsInTheTable looks at the life cycles, and at the code of the rooms that decide or answer.
func TestEveryActionIsInTheTable(t *testing.T) {
	t.Parallel()

	for _, l := range vigie.LifeCycles {
		for _, s := range l.Steps {
			if _, err := rightOn(s.Action, l.Kind); err != nil {
				t.Error(err)
			}
		}
	}
	names := make([]string, 0, len(Kinds()))
	for _, k := range Kinds() {
		names = append(names, string(k))
	}
	an := regexp.MustCompile(`^(` + strings.Join(names, "|") + `)\.[a-z_]+$`)
	for _, folder := range []string{"../investigation", "../phenomenon", "../feedback", "../casework", "../api", "../access", "../audit", "../cmd/vigie"} {
		for _, used := range literals(t, folder, an) {
			if _, ok := rights[vigie.Action(used.text)]; !ok && !slices.Contains(notActions, used.text) {
				t.Errorf("%s: %s is not in access.Actions, so that nobody may do it", used.at, used.text)
			}
		}
	}
}

// notActions look like actions and are not.
var notActions = []string{}

type literal struct{ text, at string }

// literals are the texts in a folder's code that look like actions.
func literals(t *testing.T, folder string, like *regexp.Regexp) []literal {
	t.Helper()
	files, err := filepath.Glob(folder + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var found []literal
	fset := token.NewFileSet()
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Log(err) // somebody is writing it
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil && like.MatchString(text) {
					found = append(found, literal{text, fset.Position(lit.Pos()).String()})
				}
			}
			return true
		})
	}
	return found
}
