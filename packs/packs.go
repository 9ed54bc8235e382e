// Package packs carries the packs that are built into the program. A country, or a data set, is a folder here: SQL and
// YAML, no Go.
package packs

import "embed"

// FS holds one folder a pack.
//
//go:embed */pack.yaml */source/*.yaml */contract/*.sql */feature/*.yaml */feature/*.sql */model/*.yaml
//go:embed */match/*.yaml */match/*.sql */casework.yaml */network.yaml
//go:embed */drawing/*.yaml */drawing/*.sql */boundary/*.geojson
//go:embed */derive/*.yaml */derive/*.sql */indicator/*/* */methodology/*.md
var FS embed.FS
