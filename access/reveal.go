package access

import (
	"context"
	"time"

	"vigie"
)

// Revealer turns pseudonyms back. That is an act: of somebody of the team, for a purpose, of whom a target's score is above the threshold; and
// it is written down before it is done, also where it is refused.
type Revealer struct {
	Casework  vigie.Casework
	Guard     vigie.Guard
	Threshold float64 // score of the target from which on a person or a firm tied to it may be turned back
	// Find looks up who stands behind a pseudonym of a person that is tied to an employer; not_found when nobody does.
	Find func(ctx context.Context, pseudonym, entity string) (string, error)
}

// Reveal says who stands behind a person's pseudonym, for the sake of a target. The purpose is the actor's.
func (r *Revealer) Reveal(ctx context.Context, pseudonym, target string, at time.Time) (string, error) {
	var t *vigie.TargetFile
	err := r.Casework.Read(ctx, func(b vigie.Books) (err error) {
		t, err = b.Targets().Get(ctx, target)
		return err
	})
	if err != nil {
		return "", err
	}
	thing := vigie.Thing{Kind: vigie.KindPseudonym, ID: pseudonym, State: "below_threshold"}
	if t.Target.Score >= r.Threshold {
		thing.State = "above_threshold"
	}
	refused := r.Guard.Check(ctx, "target.name", t.Thing())
	if refused == nil {
		refused = r.Guard.Check(ctx, "pseudonym.reveal", thing)
	}
	line := vigie.Entry{At: at, Action: "pseudonym.reveal", Things: []vigie.Ref{{Kind: vigie.KindPseudonym, ID: pseudonym}, {Kind: vigie.KindTarget, ID: target}}}
	if refused != nil {
		line.Refused = string(vigie.CodeOf(refused))
	}
	if err := r.Casework.Seen(ctx, line); err != nil {
		return "", err // what can not be written down is not done
	}
	if refused != nil {
		return "", refused
	}
	return r.Find(ctx, pseudonym, t.Target.EntityID)
}
