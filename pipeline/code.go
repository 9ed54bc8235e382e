package pipeline

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"

	"vigie"
	"vigie/derive"
	"vigie/feature"
	"vigie/indicator"
	"vigie/internal/chance"
	"vigie/internal/gbm"
	"vigie/internal/graph"
	"vigie/internal/strsim"
	"vigie/internal/survey"
	"vigie/lake"
	"vigie/match"
	"vigie/model"
	"vigie/network"
	"vigie/pack"
	"vigie/source"
	"vigie/target"
)

// codeHash is over the source of the rooms from which a score or a list follows, their tests left out, and the engine's version. It names the code more
// honestly than a version number that somebody has to remember to raise.
func codeHash(ctx context.Context, l *lake.Lake) (string, error) {
	h := sha256.New()
	var engine string
	if err := l.QueryRow(ctx, `SELECT version()`).Scan(&engine); err != nil {
		return "", err
	}
	fmt.Fprintln(h, engine)
	for _, room := range []struct {
		name string
		code embed.FS
	}{
		{"vigie", vigie.Source}, {"pack", pack.Code}, {"lake", lake.Code}, {"source", source.Code}, {"match", match.Code}, {"strsim", strsim.Code}, {"derive", derive.Code}, {"indicator", indicator.Code}, {"network", network.Code}, {"feature", feature.Code},
		{"model", model.Code}, {"gbm", gbm.Code}, {"chance", chance.Code}, {"graph", graph.Code}, {"survey", survey.Code}, {"target", target.Code},
	} {
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
