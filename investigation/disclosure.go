package investigation

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"vigie"
)

// Prepare keeps a draft of a list of targets for another inspectorate. What it will show is taken from the targets now, and frozen.
func (d *Desk) Prepare(ctx context.Context, c vigie.Command, x *vigie.Disclosure, targets []string, methodology string) (vigie.Receipt, error) {
	c.Action = "disclosure.prepare"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		x.State = vigie.DisclosureDraft
		if err := d.Guard.Check(ctx, c.Action, x.Thing()); err != nil {
			return err
		}
		if err := d.stands(x, c); err != nil {
			return err
		}
		if len(targets) == 0 {
			return vigie.Errorf(vigie.Invalid, "disclose no targets: name one at least")
		}
		x.Targets = nil
		for i, id := range targets {
			t, err := vigie.Fetch(ctx, d.Guard, b.Targets(), "target.export", vigie.Act{ID: id})
			if err != nil {
				return err
			}
			if slices.Contains(targets[:i], id) {
				return vigie.Errorf(vigie.Invalid, "target %s is named twice", id)
			}
			if t.FieldTest != "" && t.Arm == "" {
				return vigie.Errorf(vigie.Conflict, "target %s is in a field test that is still sealed: disclose it when its envelope is open", id)
			}
			x.Targets = append(x.Targets, vigie.Disclosed(strconv.Itoa(i+1), t, x.Fields))
		}
		if err := d.method(ctx, b, x, methodology); err != nil {
			return err
		}
		return vigie.Keep(ctx, b, b.Disclosures(), c.Action, vigie.Act{}, x)
	})
}

// stands checks what a disclosure stands on: to whom, why, by which law, how long, and with which fields.
func (d *Desk) stands(x *vigie.Disclosure, c vigie.Command) error {
	if !slices.Contains(d.Office.Services, x.Service) {
		return vigie.Errorf(vigie.Invalid, "service %q: choose one of %v", x.Service, d.Office.Services)
	}
	if err := cmp.Or(vigie.Said(x.PlanItem, "the item of the action plan"), vigie.Said(x.Purpose, "the purpose"), vigie.Said(x.LegalBasis, "the legal basis")); err != nil {
		return err
	}
	if today := d.Office.Day(c.At); x.ExpiresOn <= today {
		return vigie.Errorf(vigie.Invalid, "it expires on %s, and today is %s: give a later day", x.ExpiresOn, today)
	}
	if len(x.Fields) == 0 {
		return vigie.Errorf(vigie.Invalid, "no field is named: name those that the purpose needs, of %v", vigie.DisclosureFields)
	}
	for _, f := range x.Fields {
		if !slices.Contains(vigie.DisclosureFields, f) {
			return vigie.Errorf(vigie.Invalid, "field %q: choose of %v", f, vigie.DisclosureFields)
		}
	}
	return nil
}

// method freezes the methodology that goes with the list, if one does. A draft does not leave the house.
func (d *Desk) method(ctx context.Context, b vigie.Books, x *vigie.Disclosure, id string) error {
	x.Method = nil
	if id == "" {
		return nil
	}
	m, err := vigie.Fetch(ctx, d.Guard, b.Methodologies(), "methodology.export", vigie.Act{ID: id})
	if err != nil {
		return err
	}
	if m.State == vigie.MethodDraft {
		return vigie.Errorf(vigie.Conflict, "methodology %s is a draft: put it in force first", id)
	}
	x.Method = &vigie.DisclosedMethod{ID: m.ID, Number: m.Number, Title: m.Title, Steps: m.Steps, Proof: m.Proof, Legal: m.Legal}
	return nil
}

// ReleaseTo lets the other inspectorate see a disclosure. While somebody is on one of its employers it is refused; with withhold these are left
// out, with the reason, and the service does not see that there were any.
func (d *Desk) ReleaseTo(ctx context.Context, c vigie.Command, act vigie.Act, withhold bool) (vigie.Receipt, error) {
	c.Action = "disclosure.release"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Disclosures(), vigie.DisclosureCycle, c.Action, act, func(x *vigie.Disclosure) error {
			if err := d.stands(x, c); err != nil {
				return err
			}
			left := 0
			for i := range x.Targets {
				err := d.unengaged(ctx, b, x, x.Targets[i].TargetID)
				switch {
				case err == nil:
					left++
				case vigie.CodeOf(err) == vigie.Conflict && withhold:
					x.Targets[i].Withheld = err.Error()
				case vigie.CodeOf(err) == vigie.Conflict:
					return vigie.Errorf(vigie.Conflict, "target %s: %w; agree on who goes, or release it without those that somebody is on", x.Targets[i].TargetID, err)
				default:
					return err
				}
			}
			if left == 0 {
				return vigie.Errorf(vigie.Conflict, "somebody is on every employer of this list: nothing would be left to show")
			}
			who, _ := vigie.ActorOf(ctx)
			x.ReleasedAt, x.ReleasedBy = c.At, who.UserID
			return nil
		})
		return err
	})
}

// unengaged is a conflict when one of ours is on the target's employer, or another service has been given it already.
func (d *Desk) unengaged(ctx context.Context, b vigie.Books, x *vigie.Disclosure, target string) error {
	t, err := b.Targets().Get(ctx, target)
	if err != nil {
		return err
	}
	entity := t.Target.EntityID
	if _, err := d.unclaimed(ctx, b, entity, ""); err != nil {
		return err
	}
	return each(ctx, b.Disclosures(), []vigie.Where{{Field: "state", Values: []string{vigie.DisclosureReleased}}}, func(other *vigie.Disclosure) error {
		for _, o := range other.Targets {
			if o.Withheld != "" || other.Service == x.Service {
				continue
			}
			file, err := b.Targets().Get(ctx, o.TargetID)
			if err != nil {
				return err
			}
			if file.Target.EntityID == entity {
				return vigie.Errorf(vigie.Conflict, "employer %s is already with %s until %s", entity, vigie.Word{List: "service", ID: other.Service}, other.ExpiresOn)
			}
		}
		return nil
	})
}

// Recall takes a disclosure back: the service sees it no more from then on.
func (d *Desk) Recall(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	c.Action = "disclosure.recall"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Disclosures(), vigie.DisclosureCycle, c.Action, act, func(x *vigie.Disclosure) error {
			who, _ := vigie.ActorOf(ctx)
			x.RecalledAt, x.RecalledBy, x.Reason = c.At, who.UserID, act.Note
			return vigie.Said(act.Note, "why it is taken back")
		})
		return err
	})
}

// Result is what the other inspectorate says of one target of its list. It becomes feedback that says from whom it came; what our own people
// say of the target stays beside it.
func (d *Desk) Result(ctx context.Context, c vigie.Command, act vigie.Act, item string, f *vigie.Feedback) (vigie.Receipt, error) {
	c.Action = "disclosure.result"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Disclosures(), vigie.DisclosureCycle, c.Action, act, func(x *vigie.Disclosure) error {
			today := d.Office.Day(c.At)
			if !x.Shown(today) {
				return vigie.NoSuch(vigie.KindDisclosure, x.ID)
			}
			i := slices.IndexFunc(x.Targets, func(t vigie.DisclosedTarget) bool { return t.Item == item && t.Withheld == "" })
			if i < 0 {
				return vigie.Errorf(vigie.Invalid, "item %q: it is none of this list", item)
			}
			f.TargetID, f.Service, f.Disclosure = x.Targets[i].TargetID, x.Service, x.ID
			if err := d.fromOutside(ctx, b, c, f); err != nil {
				return err
			}
			x.Targets[i].Feedback = f.ID
			return nil
		})
		return err
	})
}

func (d *Desk) fromOutside(ctx context.Context, b vigie.Books, c vigie.Command, f *vigie.Feedback) error {
	t, err := b.Targets().Get(ctx, f.TargetID)
	if err != nil {
		return err
	}
	if err := d.told(ctx, b, f, t, d.Office.Day(c.At)); err != nil {
		return err
	}
	return vigie.Keep(ctx, b, b.Feedback(), c.Action, vigie.Act{}, f)
}

// expireDisclosures takes back what has come to its day.
func (d *Desk) expireDisclosures(ctx context.Context, b vigie.Books, c vigie.Command) error {
	due := []vigie.Where{{Field: "state", Values: []string{vigie.DisclosureReleased}}, {Field: "expiresOn", To: d.Office.Day(c.At).String()}}
	return each(ctx, b.Disclosures(), due, func(x *vigie.Disclosure) (err error) {
		if x.State, err = vigie.DisclosureCycle.After(x.State, "disclosure.expire"); err != nil {
			return err
		}
		return vigie.Keep(ctx, b, b.Disclosures(), "disclosure.expire", vigie.Act{}, x)
	})
}

// each does something with all things that are asked for. They are read before, since that may change which there are.
func each[T any](ctx context.Context, shelf vigie.Shelf[T], where []vigie.Where, do func(*T) error) error {
	found, err := vigie.All(ctx, shelf, vigie.Query{Scope: everything, Where: where})
	if err != nil {
		return err
	}
	for i := range found {
		if err := do(&found[i]); err != nil {
			return err
		}
	}
	return nil
}
