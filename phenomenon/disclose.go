package phenomenon

import (
	"context"

	"vigie"
)

// Disclose shows a phenomenon to another inspectorate, or no longer.
func (d *Desk) Disclose(ctx context.Context, c vigie.Command, act vigie.Act, to vigie.Showing) (vigie.Receipt, error) {
	c.Action = "phenomenon.disclose"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		p, err := vigie.Fetch(ctx, d.Guard, b.Phenomena(), c.Action, act)
		if err != nil {
			return err
		}
		if err := to.Apply(d.Office, &p.Services); err != nil {
			return err
		}
		return vigie.Keep(ctx, b, b.Phenomena(), c.Action, act, p)
	})
}

// DiscloseMethod shows a version of a methodology to another inspectorate, or no longer.
func (d *Desk) DiscloseMethod(ctx context.Context, c vigie.Command, act vigie.Act, to vigie.Showing) (vigie.Receipt, error) {
	c.Action = "methodology.disclose"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		m, err := vigie.Fetch(ctx, d.Guard, b.Methodologies(), c.Action, act)
		if err != nil {
			return err
		}
		if err := to.Apply(d.Office, &m.Services); err != nil {
			return err
		}
		return vigie.Keep(ctx, b, b.Methodologies(), c.Action, act, m)
	})
}
