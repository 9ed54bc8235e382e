package vigie

import "embed"

// Source is the text of the nouns. Every score follows from it, so that its hash is part of every lineage.
//
//go:embed *.go
var Source embed.FS
