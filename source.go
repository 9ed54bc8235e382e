package vigie

import "embed"

// Source is the text of the nouns that scores follow from, so that its hash is part of every lineage.
//
//go:embed asof.go doc.go error.go evaluation.go reason.go run.go source.go target.go
var Source embed.FS
