package access

import (
	"context"
	"time"

	"vigie"
)

// Openings are made in need: somebody opens a thing without a right to it, says why, and sees it for a while. It can be seen, not
// changed; it is a line of the audit log, and it stands on the auditors' list until one of them has looked at it.
type Openings struct {
	Casework vigie.Casework
	Guard    vigie.Guard
	Open     time.Duration // how long they hold; four hours unless said
}

// Break opens a thing for the actor in ctx, whose purpose is the reason; find finds it, whoever may see it.
func (g *Openings) Break(ctx context.Context, c vigie.Command, find func(vigie.Books) (vigie.Thing, error)) (*vigie.Opening, vigie.Receipt, error) {
	right := rights[c.Action]
	if right.Class != Glass {
		return nil, vigie.Receipt{}, vigie.Errorf(vigie.Internal, "open in need: %s is no action for that", c.Action)
	}
	who, _ := vigie.ActorOf(ctx)
	long := g.Open
	if long == 0 {
		long = 4 * time.Hour
	}
	var o *vigie.Opening
	r, err := g.Casework.Do(ctx, c, func(b vigie.Books) error {
		if err := g.Guard.Check(ctx, c.Action, vigie.Thing{Kind: right.On}); err != nil {
			return err // before it is looked for: a refusal must not tell whether it is there
		}
		t, err := find(b)
		if err != nil {
			return err
		}
		if err := g.Guard.Check(ctx, c.Action, t); err != nil {
			return err
		}
		if g.Guard.Check(ctx, view(t.Kind), t) == nil {
			return vigie.Errorf(vigie.Conflict, "open %s %s in need: you may see it as it is", t.Kind, t.ID)
		}
		o = &vigie.Opening{State: vigie.OpeningUnreviewed, UserID: who.UserID, Kind: t.Kind, ThingID: t.ID, Reason: who.Purpose, Until: c.At.Add(long).UTC()}
		return vigie.Keep(ctx, b, b.Openings(), c.Action, vigie.Act{}, o)
	})
	return o, r, err
}

// Review says whether the need was there: opening.justify or opening.contest, with a note.
func (g *Openings) Review(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	return g.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, g.Guard, b.Openings(), vigie.OpeningCycle, c.Action, act, func(o *vigie.Opening) error {
			who, _ := vigie.ActorOf(ctx)
			o.Note, o.ReviewedBy, o.ReviewedAt = act.Note, who.UserID, c.At.UTC()
			return vigie.Said(act.Note, "what was found of it")
		})
		return err
	})
}

// opened are the things that somebody has opened and that are open still.
func opened(ctx context.Context, b vigie.Books, user string, at time.Time) ([]vigie.Ref, error) {
	open, err := b.Openings().List(ctx, vigie.Query{Scope: everything, Size: 1000, Where: []vigie.Where{
		{Field: "userId", Values: []string{user}}, {Field: "until", From: at.UTC().Format(time.RFC3339Nano)}}})
	if err != nil {
		return nil, err
	}
	var refs []vigie.Ref
	for _, o := range open.Items {
		if at.Before(o.Until) {
			refs = append(refs, vigie.Ref{Kind: o.Kind, ID: o.ThingID})
			more, err := openedWith(ctx, b, &o)
			if err != nil {
				return nil, err
			}
			refs = append(refs, more...)
		}
	}
	return refs, nil
}

// openedWith are the things that are open with one: the files of an investigation, and what its directors were asked.
func openedWith(ctx context.Context, b vigie.Books, o *vigie.Opening) ([]vigie.Ref, error) {
	if o.Kind != vigie.KindInvestigation {
		return nil, nil
	}
	of := vigie.Query{Scope: everything, Size: 1000, Where: []vigie.Where{{Field: "investigation", Values: []string{o.ThingID}}}}
	files, err := b.Evidence().List(ctx, of)
	if err != nil {
		return nil, err
	}
	asked, err := b.Consultations().List(ctx, of)
	var refs []vigie.Ref
	for _, f := range files.Items {
		refs = append(refs, vigie.Ref{Kind: vigie.KindEvidence, ID: f.ID})
	}
	for _, c := range asked.Items {
		refs = append(refs, vigie.Ref{Kind: vigie.KindConsultation, ID: c.ID})
	}
	return refs, err
}
