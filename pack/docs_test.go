package pack

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

var block = regexp.MustCompile("(?s)```(?:yaml|sql|txtar)\n(?:#|--) ([a-z/_]+\\.(?:yaml|sql|txtar))\n(.*?)```")

// TestDocsPack reads the pack that docs/packs.md is made of.
func TestDocsPack(t *testing.T) {
	t.Parallel()

	files := fstest.MapFS{}
	for _, m := range block.FindAllStringSubmatch(packsPage(t), -1) {
		files[m[1]] = &fstest.MapFile{Data: []byte(m[2])}
	}
	p, faults := Read(files)
	if len(faults) > 0 {
		t.Errorf("docs/packs.md shows a pack with faults; lines are counted from below a block's name:\n%v", faults)
	}
	if len(p.Sources) != 1 || len(p.Contract) != 4 || len(p.Derives) != 1 || len(p.Matches) != 1 || len(p.Indicators) != 1 || len(p.Families) != 3 || p.Network == nil || len(p.Models) != 1 {
		t.Errorf("docs/packs.md shows %d sources, %d views, %d derived tables, %d indicators, %d families and %d models",
			len(p.Sources), len(p.Contract), len(p.Derives), len(p.Indicators), len(p.Families), len(p.Models))
	}
}

// TestDocsKeys checks that docs/packs.md names every key that the reader knows.
func TestDocsKeys(t *testing.T) {
	t.Parallel()

	page := packsPage(t)
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		for typ.Kind() == reflect.Slice || typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct {
			return
		}
		k := keysOf(typ)
		for _, name := range k.names {
			if !strings.Contains(page, "`"+name+"`") {
				t.Errorf("docs/packs.md does not name the key %s of %s", name, typ.Name())
			}
			walk(typ.Field(k.index[name]).Type)
		}
	}
	for _, typ := range []reflect.Type{reflect.TypeFor[Pack](), reflect.TypeFor[Source](), reflect.TypeFor[Match](), reflect.TypeFor[Derive](), reflect.TypeFor[Indicator](),
		reflect.TypeFor[Family](), reflect.TypeFor[Model]()} {
		walk(typ)
	}
}

func packsPage(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile("../docs/packs.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}
