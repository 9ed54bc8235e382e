// Package packs carries the packs that are built into the program. A country, or a data set, is a folder here: SQL and
// YAML, no Go.
package packs

import "embed"

// FS holds one folder a pack.
//
//go:embed all:*/pack.yaml all:*/source all:*/contract all:*/feature all:*/model
var FS embed.FS
