package pack

import (
	"bufio"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write testdata/faults.txt anew from what Read answers")

// TestFaults reads testdata/faults.txt: cases that each break the good pack and say what the reader answers. Whoever adds
// a case writes its name and its edits, runs the test with -update, and reads the answer as a pack's author would.
func TestFaults(t *testing.T) {
	t.Parallel()

	cases := readCases(t, "testdata/faults.txt")
	if *update {
		t.Cleanup(func() { writeCases(t, "testdata/faults.txt", cases) })
	}
	for i := range cases {
		c := &cases[i]
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()

			_, faults := Read(c.folder(t))
			got := faults.Error()
			if !*update {
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("line %d: faults (-want +got):\n%s", c.line, diff)
				}
			}
			c.want = got
		})
	}
}

// brokenCase is one case of testdata/faults.txt.
type brokenCase struct {
	name  string
	line  int
	edits []string // edit, write and delete lines
	want  string
}

// folder is the good pack with the case's edits.
func (c *brokenCase) folder(t *testing.T) fs.FS {
	t.Helper()
	files := goodPack(t)
	for _, line := range c.edits {
		verb, rest, _ := strings.Cut(line, " ")
		file, rest, _ := strings.Cut(rest, " ")
		args := quoted(t, rest)
		switch verb {
		case "edit":
			old := string(files[file].Data)
			if !strings.Contains(old, args[0]) {
				t.Fatalf("line %d: %s does not hold %q", c.line, file, args[0])
			}
			files[file].Data = []byte(strings.Replace(old, args[0], args[1], 1))
		case "write":
			files[file] = &fstest.MapFile{Data: []byte(args[0])}
		case "delete":
			delete(files, file)
		default:
			t.Fatalf("line %d: unknown edit %q", c.line, verb)
		}
	}
	return files
}

// goodPack is the pack of an invented country, in memory.
func goodPack(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	good := os.DirFS("testdata/harbour")
	err := fs.WalkDir(good, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(good, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// quoted splits a line into its Go strings.
func quoted(t *testing.T, s string) []string {
	t.Helper()
	var args []string
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		q, err := strconv.QuotedPrefix(s)
		if err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		arg, _ := strconv.Unquote(q)
		args, s = append(args, arg), s[len(q):]
	}
	return args
}

func readCases(t *testing.T, file string) []brokenCase {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var cases []brokenCase
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if name, ok := strings.CutPrefix(line, "== "); ok {
			cases = append(cases, brokenCase{name: name, line: n})
			continue
		}
		if len(cases) == 0 || line == "" {
			continue
		}
		c := &cases[len(cases)-1]
		if verb, _, _ := strings.Cut(line, " "); verb == "edit" || verb == "write" || verb == "delete" {
			c.edits = append(c.edits, line)
			continue
		}
		c.want = strings.TrimPrefix(c.want+"\n"+line, "\n")
	}
	return cases
}

func writeCases(t *testing.T, file string, cases []brokenCase) {
	t.Helper()
	var b strings.Builder
	b.WriteString(casesHead)
	for _, c := range cases {
		fmt.Fprintf(&b, "\n== %s\n%s\n%s\n", c.name, strings.Join(c.edits, "\n"), c.want)
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

const casesHead = `What the reader answers when the good pack (testdata/harbour) is broken. A case is a name, edits and the answer:
  edit FILE "old" "new"   write FILE "content"   delete FILE
Strings are Go's. After an edit here, go test ./pack -run Faults -update writes the answers; read them as a pack's author.
`
