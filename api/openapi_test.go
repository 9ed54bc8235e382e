package api

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/go-cmp/cmp"
)

const committed = "openapi.yaml"

// TestOpenAPI holds the description that is kept beside the code to what the code answers, so that no change of it goes unseen.
func TestOpenAPI(t *testing.T) {
	t.Parallel()

	got, err := newDesk(t).s.Register(http.NewServeMux()).YAML()
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(committed, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(committed)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got) {
		t.Errorf("%s is not what the program answers; look whether that was meant, then run UPDATE=1 go test ./api -run OpenAPI\n%s", committed,
			cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")))
	}
}

// TestOperations holds what clients rely on: each operation has a name of its own, and what is repeatable says so.
func TestOperations(t *testing.T) {
	t.Parallel()

	names := map[string]string{}
	for _, o := range operations(newDesk(t).s.Register(http.NewServeMux())) {
		at := o.Method + " " + o.Path
		if was := names[o.OperationID]; was != "" || o.OperationID == "" || o.Summary == "" {
			t.Errorf("%s is called %q (%q), as is %s", at, o.OperationID, o.Summary, was)
		}
		names[o.OperationID] = at
	}
	if len(names) < 80 {
		t.Errorf("the description holds %d operations only", len(names))
	}
}

// operations are those of a description, in order.
func operations(doc *huma.OpenAPI) []*huma.Operation {
	var all []*huma.Operation
	for _, p := range doc.Paths {
		for _, o := range []*huma.Operation{p.Get, p.Post, p.Put, p.Delete, p.Patch} {
			if o != nil {
				all = append(all, o)
			}
		}
	}
	slices.SortFunc(all, func(a, b *huma.Operation) int {
		return strings.Compare(fmt.Sprint(a.Path, a.Method), fmt.Sprint(b.Path, b.Method))
	})
	return all
}
