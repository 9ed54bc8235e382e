package feedback

import (
	"context"
	"math"

	"vigie"
	"vigie/lake"
)

// Bring writes all feedback into the lake, and says how much there was. What was told on a day counts from the next one on, as a
// register's rows do.
func Bring(ctx context.Context, l *lake.Lake, from vigie.Casework, office *vigie.Office) (int, error) {
	r := &rows{office: office}
	err := from.Read(ctx, func(b vigie.Books) error {
		told, err := vigie.All(ctx, b.Feedback(), vigie.Query{Scope: vigie.Scope{All: true}})
		if err != nil {
			return err
		}
		for i := range told {
			t, err := b.Targets().Get(ctx, told[i].TargetID)
			if err != nil {
				return err
			}
			r.add(&told[i], t)
		}
		return nil
	})
	if err != nil {
		return 0, vigie.Errorf(vigie.CodeOf(err), "bring feedback to the lake: %w", err)
	}
	return len(r.id), l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error { return r.write(ctx, tx) })
}

// rows are what is written, by column.
type rows struct {
	office *vigie.Office

	id, corrects, entity, channel, outcome, found, group []string
	noCorrects, noFound                                  []bool
	on, known, asOf                                      []int32
	assessed, collected, probability                     []float64

	verdictOf, verdictEntity, feature, verdict []string
	verdictKnown                               []int32
}

func (r *rows) add(f *vigie.Feedback, t *vigie.TargetFile) {
	known := int32(r.office.Day(f.CreatedAt)) + 1
	r.id, r.entity, r.outcome = append(r.id, f.ID), append(r.entity, f.EntityID), append(r.outcome, f.Outcome)
	r.corrects, r.noCorrects = append(r.corrects, f.Corrects), append(r.noCorrects, f.Corrects == "")
	r.found, r.noFound = append(r.found, f.Found), append(r.noFound, f.Found == "")
	r.on, r.known = append(r.on, int32(f.VisitedOn)), append(r.known, known)
	r.asOf = append(r.asOf, int32(t.Target.AsOf))
	channel, group, p := t.Target.Channel, f.Directorate, t.Target.Probability
	if f.Service != "" {
		channel, group, p = vigie.Shared, f.Service, 0
	}
	r.channel, r.group = append(r.channel, string(channel)), append(r.group, group)
	r.assessed, r.collected = append(r.assessed, float64(f.Assessed)/100), append(r.collected, float64(f.Collected)/100)
	if p <= 0 {
		p = math.NaN() // not known
	}
	r.probability = append(r.probability, p)
	for _, v := range f.Verdicts {
		r.verdictOf, r.verdictEntity = append(r.verdictOf, f.ID), append(r.verdictEntity, f.EntityID)
		r.feature, r.verdict, r.verdictKnown = append(r.feature, v.Feature), append(r.verdict, v.Verdict), append(r.verdictKnown, known)
	}
}

func (r *rows) write(ctx context.Context, tx *lake.Tx) error {
	if err := lake.Schema(ctx, tx); err != nil {
		return err
	}
	for _, table := range []string{"told", "verdict"} {
		if _, err := tx.Exec(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
	}
	err := tx.Append(ctx, "told", lake.Texts("feedback_id", r.id, nil), lake.Texts("corrects", r.corrects, r.noCorrects), lake.Texts("entity_id", r.entity, nil),
		lake.Dates("inspected_on", r.on, nil), lake.Dates("known_on", r.known, nil), lake.Texts("channel", r.channel, nil), lake.Texts("outcome", r.outcome, nil),
		lake.Texts("phenomenon", r.found, r.noFound), lake.Numbers("amount_assessed", r.assessed), lake.Numbers("amount_collected", r.collected),
		lake.Numbers("selection_probability", r.probability), lake.Texts("inspector_group", r.group, nil), lake.Dates("as_of", r.asOf, nil))
	if err != nil {
		return err
	}
	return tx.Append(ctx, "verdict", lake.Texts("feedback_id", r.verdictOf, nil), lake.Texts("entity_id", r.verdictEntity, nil), lake.Texts("feature", r.feature, nil),
		lake.Texts("verdict", r.verdict, nil), lake.Dates("known_on", r.verdictKnown, nil))
}
