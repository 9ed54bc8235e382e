package vigie_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

// goFile is one file of the module.
type goFile struct {
	name   string // below the module
	folder string // "" for the root
	test   bool
	files  *token.FileSet
	syntax *ast.File
}

func (f goFile) at(p token.Pos) string { return fmt.Sprintf("%s:%d", f.name, f.files.Position(p).Line) }

func goFiles(t *testing.T) []goFile {
	t.Helper()
	var found []goFile
	module, set := os.DirFS("."), token.NewFileSet()
	err := fs.WalkDir(module, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if skip := strings.HasPrefix(e.Name(), ".") || e.Name() == "testdata" || e.Name() == "node_modules"; e.IsDir() && skip && name != "." {
			return fs.SkipDir
		}
		if e.IsDir() || path.Ext(name) != ".go" {
			return nil
		}
		text, err := fs.ReadFile(module, name)
		if err != nil {
			return err
		}
		syntax, err := parser.ParseFile(set, name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		folder := strings.TrimSuffix(strings.TrimSuffix(name, path.Base(name)), "/")
		found = append(found, goFile{name, folder, strings.HasSuffix(name, "_test.go"), set, syntax})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
