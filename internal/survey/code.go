package survey

import "embed"

// Code is the source of this room. What an evaluation says follows from it, so that its hash is part of every lineage.
//
//go:embed *.go
var Code embed.FS
