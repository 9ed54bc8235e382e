package pipeline

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"

	"vigie/feature"
	"vigie/internal/gbm"
	"vigie/model"
	"vigie/source"
)

// codeHash is over the source of the rooms from which a score follows, their tests left out. It names the code more
// honestly than a version number that somebody has to remember to raise.
func codeHash() (string, error) {
	h := sha256.New()
	for _, room := range []struct {
		name string
		code embed.FS
	}{{"source", source.Code}, {"feature", feature.Code}, {"model", model.Code}, {"gbm", gbm.Code}} {
		err := fs.WalkDir(room.code, ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := room.code.ReadFile(path)
			fmt.Fprintf(h, "%s/%s %d\n%s", room.name, path, len(text), text)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
