package match

import "embed"

// Code is the source of this room. Scores follow from it, so that its hash is part of every lineage.
//
//go:embed *.go words/*.yaml sql/*.sql
var Code embed.FS
