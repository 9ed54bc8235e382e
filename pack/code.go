package pack

import "embed"

// Code is the source of this room. Every score and list follows from it, so that its hash is part of every lineage.
//
//go:embed *.go builtin.yaml trace/*.sql
var Code embed.FS
