package api

import (
	"context"
	"testing"

	"github.com/danielgtaylor/huma/v2/sse"

	"vigie"
)

// Who was away for longer than one reading brings gets all of it, and a new listener outside begins after the last event.
func TestLooksBackAsFarAsItWasAway(t *testing.T) {
	t.Parallel()
	const all = 10_005 // one reading brings 10,000
	d := newDesk(t)
	d.user("ann", func(b vigie.Books, ctx context.Context) error {
		for range all {
			if err := b.Note(ctx, vigie.Event{Kind: vigie.KindPhenomenon, ID: "p", What: "phenomenon.describe"}); err != nil {
				return err
			}
		}
		return nil
	})
	heard := 0
	last, err := d.s.lookBack(vigie.WithActor(t.Context(), people["ann"]), "1", sse.Sender(func(sse.Message) error { heard++; return nil }))
	if err != nil || last != all || heard != all-1 {
		t.Errorf("heard %d events up to %d: %v", heard, last, err)
	}
	if last, err := d.s.lastEvent(t.Context()); err != nil || last != all {
		t.Errorf("the last event is %d: %v", last, err)
	}
}
