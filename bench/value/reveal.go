package main

import (
	"context"
	"fmt"
	"hash/fnv"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// Upper bounds: what would the network say if more were known than inspections found? An entity's own fraud must not come back to it over its
// neighbours, so the entities are dealt into parts, and each part is placed in a network that knows the frauds of the others
// only. In each fraud's stead stands a finding at its first day and every quarter that it goes on.

// reveal says which frauds are known.
type reveal struct {
	share   float64 // of the entities at fault, how many are known
	asFound bool    // as many as inspections had found by the day
}

const told = "the truth" // the channel of revealed findings; inspections have others

// revealed gives the cohort the network's features as they were if frauds were known.
func (b *bench) revealed(ctx context.Context, p *pack.Pack, r *reveal, day vigie.Date) error {
	b.moved = true
	p.Network.Finding = "i.channel = " + lake.Quote(told)
	if r.asFound {
		var err error
		if r.share, err = b.shareFound(ctx, day); err != nil {
			return err
		}
	}
	if err := b.exec(ctx, "CREATE OR REPLACE TEMP TABLE said AS SELECT * FROM feature.network WHERE false",
		"CREATE OR REPLACE TEMP TABLE part (entity_id VARCHAR, part DOUBLE)"); err != nil {
		return err
	}
	if err := b.deal(ctx); err != nil {
		return err
	}
	for part := range b.folds {
		if err := b.tell(ctx, part, r.share, day); err != nil {
			return err
		}
		if err := stand(ctx, b, p); err != nil {
			return err
		}
		if err := b.exec(ctx, fmt.Sprintf(`INSERT INTO said SELECT n.* FROM feature.network AS n JOIN part AS d ON d.entity_id = n.entity_id AND d.part = %d`, part)); err != nil {
			return err
		}
	}
	return b.exec(ctx, "DELETE FROM inspection WHERE channel = "+lake.Quote(told), "CREATE OR REPLACE TABLE feature.network AS SELECT * FROM said ORDER BY as_of, entity_id")
}

// deal gives each entity of the cohort its part.
func (b *bench) deal(ctx context.Context) error {
	f, err := b.lake.Frame(ctx, "SELECT DISTINCT entity_id FROM cohort ORDER BY entity_id")
	if err != nil {
		return err
	}
	parts := make([]float64, f.Rows)
	for i, id := range f.Columns[0].Texts {
		parts[i] = float64(b.partOf(id))
	}
	return b.lake.Append(ctx, "part", lake.Column{Name: "entity_id", Texts: f.Columns[0].Texts}, lake.Column{Name: "part", Numbers: parts})
}

func (b *bench) partOf(entity string) int { return int(lot(entity, "part") * float64(b.folds)) }

// lot is a number in [0, 1) that an entity draws.
func lot(entity, of string) float64 {
	h := fnv.New64a()
	h.Write([]byte(of + entity))
	x := h.Sum64()
	x ^= x >> 31
	x *= 0x9e3779b97f4a7c15
	x ^= x >> 29
	return float64(x>>11) / (1 << 53)
}

// tell puts the revealed findings of all parts but one into the inspections.
func (b *bench) tell(ctx context.Context, keep int, share float64, day vigie.Date) error {
	if err := b.exec(ctx, "DELETE FROM inspection WHERE channel = "+lake.Quote(told)); err != nil {
		return err
	}
	var entities, channels []string
	var on []int32
	for _, f := range b.frauds {
		if b.partOf(f.Entity) == keep || lot(f.Entity, "known") >= share {
			continue
		}
		for d := f.From; d <= day && f.On(d); d += 91 {
			entities, channels, on = append(entities, f.Entity), append(channels, told), append(on, int32(d))
		}
	}
	return b.lake.Append(ctx, "inspection",
		lake.Column{Name: "entity_id", Texts: entities}, lake.Column{Name: "channel", Texts: channels},
		lake.Column{Name: "inspected_on", Dates: on}, lake.Column{Name: "known_on", Dates: on})
}

// shareFound is the share of the entities ever at fault by the day of which an inspection had found something.
func (b *bench) shareFound(ctx context.Context, day vigie.Date) (float64, error) {
	finding := b.pack.Network.Finding
	if finding == "" {
		finding = b.pack.Positive
	}
	f, err := b.lake.Frame(ctx, "SELECT DISTINCT i.entity_id FROM inspection AS i WHERE i.known_on <= CAST(? AS DATE) AND (i.known_until IS NULL OR i.known_until > CAST(? AS DATE)) AND ("+finding+")", day.String(), day.String())
	if err != nil {
		return 0, err
	}
	known := map[string]bool{}
	for _, id := range f.Columns[0].Texts {
		known[id] = true
	}
	at, hit := map[string]bool{}, 0
	for _, one := range b.frauds {
		if one.From <= day && !at[one.Entity] {
			at[one.Entity] = true
			if known[one.Entity] {
				hit++
			}
		}
	}
	return float64(hit) / float64(max(1, len(at))), nil
}

func (b *bench) exec(ctx context.Context, queries ...string) error {
	for _, q := range queries {
		if _, err := b.lake.Exec(ctx, q); err != nil {
			return fmt.Errorf("%.60s: %w", q, err)
		}
	}
	return nil
}
