// Package registry is where people decide on trained models: which is put forward, tried, approved by a second person, let live, watched and
// stopped. Training makes a version, and a draft of it appears here; what chooses targets is what stands here as live, and crosses to the
// lake as a row.
//
// The program watches a live version for as long as it lives: where the share of visits in which it finds something lies below what was
// promised, it proposes to stop it. A person decides.
package registry

import (
	"context"

	"vigie"
)

// Desk is where it happens.
type Desk struct {
	Casework vigie.Casework
	Guard    vigie.Guard
	Office   *vigie.Office
	Trained  Trained
	Tests    Tests // nil: nobody can show a field test, so that only an override approves
}

// Trained says what training left.
type Trained interface {
	Trained(ctx context.Context) ([]vigie.TrainedModel, error)
}

// Tests says what a field test found of a version: its precision, once its gate is open; a gate error says what is missing.
type Tests interface {
	Found(ctx context.Context, b vigie.Books, fieldTest string, v *vigie.ModelVersion) (*vigie.Figure, error)
}

// everything is the scope of what the program itself has to see to keep its promises.
var everything = vigie.Scope{All: true}

// all is as many things as one question brings.
const all = 1000
