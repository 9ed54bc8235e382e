package rehearsal

import (
	"context"

	"vigie"
)

// decided lets people decide on what training has left, one version of each model, and measures the year that has passed.
func (p *Play) decided(ctx context.Context) error {
	if _, err := p.Registry.Enter(ctx, vigie.Command{At: p.To}); err != nil {
		return err
	}
	var drafts vigie.Listing[vigie.ModelVersion]
	err := p.Casework.Read(ctx, func(b vigie.Books) (err error) {
		drafts, err = b.Versions().List(ctx, vigie.Query{Scope: vigie.Scope{All: true}, Size: 100, Sort: "createdAt", Where: []vigie.Where{{Field: "state", Values: []string{vigie.VersionDraft}}}})
		return err
	})
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, v := range drafts.Items {
		if seen[v.Model] || v.Promise.Precision == nil {
			continue
		}
		seen[v.Model] = true
		if err := p.live(ctx, v.ID); err != nil {
			return err
		}
	}
	return p.measured(ctx)
}

func (p *Play) live(ctx context.Context, id string) error {
	miner, head := vigie.WithActor(ctx, p.cast.miners[0].Actor()), vigie.WithActor(ctx, p.cast.head.Actor())
	c := vigie.Command{At: p.To}
	if _, err := p.Registry.Nominate(miner, c, vigie.Act{ID: id, Note: "Its figures stand on its card, with their intervals."}); err != nil {
		return err
	}
	if _, err := p.Registry.ApproveUntested(head, c, vigie.Act{ID: id, Note: "Nothing chooses yet, so that there is no practice to hold it against; a field test follows."}); err != nil {
		return err
	}
	_, err := p.Registry.Release(head, c, vigie.Act{ID: id})
	return err
}

func (p *Play) measured(ctx context.Context) error {
	head := vigie.WithActor(ctx, p.cast.head.Actor())
	end := p.Office.Day(p.To)
	for _, from := range []vigie.Date{end - 730, end - 365} {
		r, err := p.Evaluation.Draft(head, vigie.Command{At: p.To}, from, from+364, "", "")
		if err != nil {
			return err
		}
		if from == end-365 {
			continue // the last one is still a draft
		}
		if _, err := p.Evaluation.Publish(head, vigie.Command{At: p.To}, vigie.Act{ID: r.Changed[0].ID}); err != nil {
			return err
		}
	}
	return nil
}
