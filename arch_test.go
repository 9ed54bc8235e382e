package vigie_test

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// room is a folder of the house and what it may import. Names are folders below the module; "." is the root, and
// "internal" stands for all of internal/*. Rooms that are drawn and not built yet are in the table as well.
type room struct {
	name  string
	may   []string // besides the standard library and itself
	tests []string // what its tests may import besides
	why   string
}

var (
	stages   = []string{"source", "derive", "match", "network", "indicator", "feature", "model", "target"}
	deciding = []string{"investigation", "phenomenon", "registry", "evaluation", "disclosure", "access", "audit", "feedback"}
	floor    = []string{".", "pack", "lake", "internal"}
)

// house is who may import whom. To change it is a decision: write it down in docs/adr.
var house = slices.Concat([]room{
	{".", nil, nil, "the root holds the nouns, and every room may import it: it imports none"},
	{"internal", nil, nil, "internal/* are algorithms on numbers and texts: the standard library only"},
	{"lake", []string{"."}, nil, "the lake knows neither stages nor casework: it can be rebuilt"},
	{"pack", []string{"."}, nil, "a pack is read without engine or stage"},
	{"packs", nil, slices.Concat(floor, stages, []string{"pipeline"}), "packs are data"},
	{"casework", []string{"."}, nil, "casework holds what people decided, and knows neither lake nor stages"},
	{"investigation", []string{"."}, []string{"casework", "access"}, "deciding rooms get their stores through the root's interfaces"},
	{"phenomenon", []string{".", "internal"}, []string{"casework", "access"}, "deciding rooms get their stores through the root's interfaces; a field test reckons with internal/anytime"},
	{"evaluation", []string{".", "internal", "phenomenon"}, []string{"casework", "access"}, "the evaluation measures what people did, and reads the clock where it is read"},
	{"disclosure", []string{".", "audit"}, nil, "a disclosure leaves the house as a file that others can verify, signed as checkpoints are"},
	{"registry", []string{".", "internal"}, []string{"casework", "access"}, "deciding rooms get their stores through the root's interfaces; what a version finds is said with its interval"},
	{"access", []string{"."}, []string{"casework"}, "deciding rooms get their stores through the root's interfaces"},
	{"dossier", []string{".", "lake"}, nil, "a dossier is read from tables, and knows none of the rooms that wrote them"},
	{"audit", []string{"."}, nil, "deciding rooms get their stores through the root's interfaces"},
	{"feedback", []string{".", "lake"}, nil, "feedback brings outcomes to the lake as rows, and knows no other stage"},
	{"rehearsal", []string{".", "lake", "investigation", "phenomenon", "registry", "evaluation"}, []string{"casework", "access", "pack", "packs"}, "a rehearsal acts through the desks, as people do"},
	{"pipeline", slices.Concat(floor, stages), []string{"packs", "synth"}, "the pipeline orders the stages, and decides nothing"},
	{"synth", []string{".", "internal"}, nil, "synth writes extracts as any register would, and knows no room that reads them"},
	{"draft", []string{".", "pack", "pipeline"}, []string{"packs"}, "drafts are filled from what the pack, the cards and casework's versions say, and decide nothing"},
	{"paper", nil, nil, "paper sets words, and knows neither nouns nor languages"},
	{"api", slices.Concat([]string{".", "lake", "dossier", "paper", "pipeline"}, deciding), []string{"casework"}, "the api asks the rooms, and opens no store of its own"},
	{"web", nil, nil, "the pages are files"},
	{"bench", []string{"*"}, nil, "bench measures everything"},
	{"cmd", []string{"*"}, nil, "cmd is the one place that wires"},
}, stageRooms())

func stageRooms() []room {
	var rooms []room
	for _, s := range stages {
		rooms = append(rooms, room{s, floor, nil, "stages meet at a table, never at an import"})
	}
	return rooms
}

// drivers are imported by one room each, so that an engine stands behind one door.
var drivers = []struct {
	prefix, only string
}{
	{"github.com/duckdb/", "lake"}, {"github.com/marcboeker/go-duckdb", "lake"}, {"github.com/apache/arrow", "lake"},
	{"modernc.org/sqlite", "casework"}, {"github.com/mattn/go-sqlite3", "casework"}, {"github.com/jackc/pgx", "casework"},
	{"github.com/lib/pq", "casework"}, {"github.com/pressly/goose", "casework"}, {"github.com/riverqueue/river/riverdriver", "casework"},
	{"codeberg.org/go-pdf/", "paper"}, {"github.com/go-fonts/", "paper"},
}

// witnesses may be imported by the tests of rooms that import nothing else from outside.
var witnesses = []string{"github.com/google/go-cmp", "pgregory.net/rapid"}

func TestImports(t *testing.T) {
	t.Parallel()

	for _, f := range goFiles(t) {
		r, ok := roomOf(f.folder)
		if !ok {
			t.Errorf("%s: the room %q is not in the table of arch_test.go: give it its line there, and an ADR", f.name, f.folder)
			continue
		}
		for _, spec := range f.syntax.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			if why := refuse(f, r, imported); why != "" {
				t.Errorf("%s imports %s: %s", f.name, imported, why)
			}
		}
	}
}

// refuse says why a file may not import a package, or nothing.
func refuse(f goFile, r room, imported string) string {
	switch {
	case imported == "vigie/cmd" || strings.HasPrefix(imported, "vigie/cmd/"):
		return "nobody imports cmd: what others need lives in a room"
	case slices.Contains(r.may, "*"):
		return ""
	case imported == "vigie" || strings.HasPrefix(imported, "vigie/"):
		return refuseRoom(f, r, strings.TrimPrefix(strings.TrimPrefix(imported, "vigie"), "/"))
	case strings.Contains(strings.Split(imported, "/")[0], "."):
		return refuseLibrary(f, r, imported)
	case r.name == "." && !f.test && (imported == "database/sql" || imported == "net/http"):
		return "the root knows neither SQL nor HTTP"
	}
	return ""
}

func refuseRoom(f goFile, r room, folder string) string {
	other, ok := roomOf(folder)
	switch {
	case !ok:
		return "there is no such room"
	case other.name == r.name && (r.name != "internal" || folder == f.folder || f.test), slices.Contains(r.may, other.name):
		return ""
	case f.test && slices.Contains(r.tests, other.name):
		return ""
	}
	return fmt.Sprintf("%s (%s may import %s)", r.why, r.name, strings.Join(append([]string{"the standard library"}, r.may...), ", "))
}

func refuseLibrary(f goFile, r room, imported string) string {
	if f.test && slices.ContainsFunc(witnesses, func(w string) bool { return strings.HasPrefix(imported, w) }) {
		return ""
	}
	if r.name == "." || r.name == "internal" || r.name == "packs" {
		return r.why
	}
	for _, d := range drivers {
		if strings.HasPrefix(imported, d.prefix) && d.only != r.name {
			return "this engine stands behind " + d.only
		}
	}
	return ""
}

// roomOf is the room that a folder belongs to.
func roomOf(folder string) (room, bool) {
	top, _, _ := strings.Cut(folder, "/")
	if top == "" {
		top = "."
	}
	i := slices.IndexFunc(house, func(r room) bool { return r.name == top })
	if i < 0 {
		return room{}, false
	}
	return house[i], true
}

// TestRefuse holds the rules themselves against imports that somebody will try.
func TestRefuse(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name, folder string
		test         bool
		imported     string
		want         string // "" for allowed
	}{
		{"StageImportsStage", "model", false, "vigie/feature", "stages meet at a table, never at an import (model may import the standard library, ., pack, lake, internal)"},
		{"StageTestImportsStage", "model", true, "vigie/feature", "stages meet at a table, never at an import (model may import the standard library, ., pack, lake, internal)"},
		{"StageImportsLake", "model", false, "vigie/lake", ""},
		{"StageImportsInternal", "model", false, "vigie/internal/gbm", ""},
		{"StageImportsEngine", "source", false, "github.com/duckdb/duckdb-go/v2", "this engine stands behind lake"},
		{"LakeImportsEngine", "lake", false, "github.com/duckdb/duckdb-go/v2", ""},
		{"LakeImportsCasework", "lake", false, "vigie/casework", "the lake knows neither stages nor casework: it can be rebuilt (lake may import the standard library, .)"},
		{"LakeImportsPostgres", "lake", false, "github.com/jackc/pgx/v5", "this engine stands behind casework"},
		{"InternalImportsInternal", "internal/gbm", false, "vigie/internal/graph", "internal/* are algorithms on numbers and texts: the standard library only (internal may import the standard library)"},
		{"InternalImportsLibrary", "internal/gbm", false, "gonum.org/v1/gonum/mat", "internal/* are algorithms on numbers and texts: the standard library only"},
		{"InternalTestImportsWitness", "internal/gbm", true, "pgregory.net/rapid", ""},
		{"RootImportsSQL", "", false, "database/sql", "the root knows neither SQL nor HTTP"},
		{"SynthImportsPack", "synth", false, "vigie/pack", "synth writes extracts as any register would, and knows no room that reads them (synth may import the standard library, ., internal)"},
		{"ApiImportsPipeline", "api", false, "vigie/pipeline", ""},
		{"RoomImportsCommand", "api", false, "vigie/cmd/vigie", "nobody imports cmd: what others need lives in a room"},
		{"CommandImportsAnything", "cmd/vigie", false, "vigie/casework", ""},
		{"RoomNotInTheTable", "model", false, "vigie/util", "there is no such room"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			r, _ := roomOf(test.folder)
			if got := refuse(goFile{folder: test.folder, test: test.test}, r, test.imported); got != test.want {
				t.Errorf("refused with %q, want %q", got, test.want)
			}
		})
	}
}

// TestTimeIsAParameter checks that nothing below cmd asks for the present or for the environment: what a run does follows
// from what it was given, and can be done again.
func TestTimeIsAParameter(t *testing.T) {
	t.Parallel()

	asks := map[string][]string{
		"time": {"Now", "Since", "Until"},
		"os":   {"Getenv", "LookupEnv", "Environ", "ExpandEnv"},
	}
	for _, f := range goFiles(t) {
		if f.test || strings.HasPrefix(f.name, "cmd/") || strings.HasPrefix(f.name, "bench/") {
			continue
		}
		names := map[string]string{} // of packages in this file
		for _, spec := range f.syntax.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			name := path.Base(imported)
			if spec.Name != nil {
				name = spec.Name.Name
			}
			names[name] = imported
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && slices.Contains(asks[names[x.Name]], sel.Sel.Name) {
				t.Errorf("%s uses %s.%s: take it as a parameter; only cmd asks for the present and the environment",
					f.at(sel.Pos()), x.Name, sel.Sel.Name)
			}
			return true
		})
	}
}
