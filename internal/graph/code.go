package graph

import "embed"

// Code is the source of this room. Every score follows from it, so that its hash is part of every lineage.
//
//go:embed *.go
var Code embed.FS
