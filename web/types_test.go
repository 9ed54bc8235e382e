package web_test

import (
	"os"
	"os/exec"
	"testing"
)

// TestTypes holds the types that the pages are written against to the description that the server gives of itself: made anew from it, they
// are those that stand here.
func TestTypes(t *testing.T) {
	t.Parallel()

	const tool = "node_modules/.bin/openapi-typescript"
	if _, err := os.Stat(tool); err != nil {
		t.Skip("the types of the pages are NOT HELD to api/openapi.yaml: node modules are not installed: run make web")
	}
	told, err := exec.Command(tool, "../api/openapi.yaml", "--output", "src/lib/openapi.d.ts", "--check").CombinedOutput()
	if err != nil {
		t.Errorf("src/lib/openapi.d.ts is not what api/openapi.yaml says: run npm run types in web: %v\n%s", err, told)
	}
}
