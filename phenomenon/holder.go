package phenomenon

import (
	"context"
	"strings"
	"time"

	"vigie"
)

// Clocks are the clocks of the phenomena that the actor may see, with who has the ball.
func (d *Desk) Clocks(ctx context.Context, at time.Time, ids ...string) (clocks []Clock, err error) {
	scope, err := d.Guard.Scope(ctx, vigie.KindPhenomenon)
	if err != nil {
		return nil, err
	}
	q := vigie.Query{Scope: scope, Size: all, Sort: "createdAt"}
	if len(ids) > 0 {
		q.Where = []vigie.Where{{Field: "id", Values: ids}}
	}
	err = d.Casework.Read(ctx, func(b vigie.Books) error {
		list, err := b.Phenomena().List(ctx, q)
		if err != nil {
			return err
		}
		for i := range list.Items {
			p := &list.Items[i]
			events, err := telling(ctx, b, p.ID)
			if err != nil {
				return err
			}
			c := Read(d.Office, p, events, at)
			if c.Holder, err = holder(ctx, b, p); err != nil {
				return err
			}
			clocks = append(clocks, c)
		}
		return nil
	})
	return clocks, err
}

// telling are the events of a phenomenon that its clock reads: the first of each that reaches a milestone, and all that end and reopen it. What
// happens a thousand times under it, such as a feedback, counts once.
func telling(ctx context.Context, b vigie.Books, phenomenon string) ([]vigie.Event, error) {
	var what []string
	for _, m := range Milestones {
		what = append(what, m.Events...)
	}
	firsts, err := b.Events(ctx, vigie.EventQuery{Scope: everything, PhenomenonID: phenomenon, What: what, First: true})
	if err != nil {
		return nil, err
	}
	ends, err := b.Events(ctx, vigie.EventQuery{Scope: everything, PhenomenonID: phenomenon, What: []string{"phenomenon.retire", "phenomenon.reopen"}})
	return append(firsts, ends...), err
}

// holder says who has the ball: whoever could make the next step, and has not.
func holder(ctx context.Context, b vigie.Books, p *vigie.Phenomenon) (string, error) {
	switch p.State {
	case vigie.PhenomenonObserved:
		return string(vigie.HeadOfTeam), nil
	case vigie.PhenomenonDrafted:
		return asked(ctx, b, p)
	case vigie.PhenomenonTested:
		return string(vigie.HeadOfTeam), nil
	case vigie.PhenomenonRollingOut:
		return adopting(ctx, b, p)
	case vigie.PhenomenonMainstreamed, vigie.PhenomenonWatched, vigie.PhenomenonRetired:
		return "", nil
	}
	return p.Owner, nil
}

// asked are the directorates that were asked and have not answered; its owner, when there is none.
func asked(ctx context.Context, b vigie.Books, p *vigie.Phenomenon) (string, error) {
	open, err := b.Consultations().List(ctx, vigie.Query{Scope: everything, Size: all, Sort: "directorate", Where: []vigie.Where{
		{Field: "phenomenon", Values: []string{p.ID}}, {Field: "state", Values: []string{vigie.ConsultationAsked}}}})
	if err != nil || len(open.Items) == 0 {
		return p.Owner, err
	}
	return names(open.Items, func(c vigie.Consultation) string { return c.Directorate }), nil
}

// adopting are the directorates that have not adopted it yet; the head of the team, when all have.
func adopting(ctx context.Context, b vigie.Books, p *vigie.Phenomenon) (string, error) {
	open, err := b.RollOuts().List(ctx, vigie.Query{Scope: everything, Size: all, Sort: "directorate", Where: []vigie.Where{
		{Field: "phenomenon", Values: []string{p.ID}}, {Field: "state", Values: []string{vigie.RollOutAdopted, vigie.RollOutExcused}, Not: true}}})
	if err != nil || len(open.Items) == 0 {
		return string(vigie.HeadOfTeam), err
	}
	return names(open.Items, func(r vigie.RollOut) string { return r.Directorate }), nil
}

func names[T any](items []T, name func(T) string) string {
	var all []string
	for _, i := range items {
		all = append(all, name(i))
	}
	return strings.Join(all, ", ")
}
