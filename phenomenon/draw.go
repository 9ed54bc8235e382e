package phenomenon

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"vigie"
)

// Free says whether an employer may be put on a list on a day: nobody is on it, it does not cool down, and it is on no list already.
type Free func(ctx context.Context, b vigie.Books, entity string, today vigie.Date) (bool, error)

// Pool is what a draw chooses from in one territory: for each arm those whom it would visit, in its order. The order of the random arm does not matter.
type Pool struct {
	Territory  string
	Blocks     int // that the directorate can visit now
	Candidates map[string][]vigie.Target
}

// Draw deals visits to the arms, in whole blocks: which place of a block is which arm's follows from the sealed seed. The targets are delivered blind: they say who the
// employer is, and nothing that would tell the arm. It returns how many visits were dealt.
func (d *Desk) Draw(ctx context.Context, c vigie.Command, act vigie.Act, pools []Pool) (n int, r vigie.Receipt, err error) {
	digest, err := digestOf(pools)
	if err != nil {
		return 0, r, err
	}
	r, err = d.try(ctx, c, "fieldtest.draw", act, func(b vigie.Books, f *vigie.FieldTest) error {
		n = 0
		t, err := d.read(ctx, b, f)
		if err != nil {
			return err
		}
		if v := d.verdict(t, d.Office.Day(c.At)); v.Stops {
			return vigie.Errorf(vigie.Gate, "no more visits: %s", vigie.Told(v.Sentence))
		}
		if err := sound(f); err != nil {
			return err
		}
		dealer := &dealer{Desk: d, ctx: ctx, b: b, c: c, test: f, seed: t.seed, number: len(t.blocks), used: t.entities()}
		for _, p := range pools {
			if err := dealer.deal(p); err != nil {
				return err
			}
		}
		if n = dealer.dealt; n == 0 {
			return vigie.Errorf(vigie.Gate, "no block could be filled: each needs %v of candidates who are free", f.Arms)
		}
		who, _ := vigie.ActorOf(ctx)
		f.Draws = append(f.Draws, vigie.TrialDraw{At: c.At, By: who.UserID, Blocks: dealer.number - len(t.blocks), Visits: n, Digest: digest})
		return nil
	})
	return n, r, err
}

func digestOf(pools []Pool) (string, error) {
	text, err := json.Marshal(pools)
	return hashOf(string(text)), err
}

// dealer fills blocks within one command.
type dealer struct {
	*Desk
	ctx    context.Context
	b      vigie.Books
	c      vigie.Command
	test   *vigie.FieldTest
	seed   string
	number int             // of the last block
	used   map[string]bool // employers that were drawn before
	dealt  int
}

// deal fills as many blocks of a territory as are asked for, and as there are candidates for.
func (d *dealer) deal(p Pool) error {
	if !slices.Contains(d.test.Territories, p.Territory) {
		return vigie.Errorf(vigie.Invalid, "territory %q: the test is held in %v", p.Territory, d.test.Territories)
	}
	if d.Free == nil {
		return vigie.Errorf(vigie.Internal, "deal visits: nobody says which employers are free")
	}
	lists := map[string][]vigie.Target{}
	for _, a := range d.test.Arms {
		lists[a.ID] = slices.Clone(p.Candidates[a.ID])
	}
	if d.test.SwapTail {
		lists[vigie.ArmPractice] = tail(lists[vigie.ArmPractice])
	}
	lists[vigie.ArmRandom] = shuffled(lists[vigie.ArmRandom], d.chance(p.Territory, "random", d.number))
	for range p.Blocks {
		slots, err := d.fill(p.Territory, lists)
		if err != nil || slots == nil {
			return err
		}
		if err := d.keep(p.Territory, slots); err != nil {
			return err
		}
	}
	return nil
}

// tail is the lowest tenth of a list, and one at least.
func tail(list []vigie.Target) []vigie.Target { return list[len(list)-(len(list)+9)/10:] }

// shuffled puts a list in an order that follows from chance alone, and not from the order in which it came.
func shuffled(list []vigie.Target, r *rand.Rand) []vigie.Target {
	slices.SortFunc(list, func(a, b vigie.Target) int { return strings.Compare(a.EntityID, b.EntityID) })
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// chance is that of one block: it follows from the seed and from where the block stands, so that who opens the seed can deal again.
func (d *dealer) chance(territory, what string, number int) *rand.Rand {
	return rand.New(rand.NewChaCha8(sha256.Sum256(fmt.Appendf(nil, "%s\x1f%s\x1f%s\x1f%s\x1f%d", d.seed, d.test.ID, territory, what, number))))
}

// fill chooses for each place of the next block: the first candidate of its arm who is free, and was not drawn before. It is nil when an arm has run out: a block that
// is not whole would not be fair.
func (d *dealer) fill(territory string, lists map[string][]vigie.Target) ([]vigie.Slot, error) {
	places := Permuted(d.test.Arms, d.chance(territory, "block", d.number+1))
	var slots []vigie.Slot
	for _, arm := range places {
		t, err := d.next(arm, lists)
		if err != nil || t == nil {
			return nil, err
		}
		slots = append(slots, vigie.Slot{Arm: arm, Target: *t, TargetID: vigie.NamedID(d.seed, d.test.ID, t.EntityID)})
	}
	return slots, nil
}

// Permuted are the arms of one block, in the order that chance gives.
func Permuted(arms []vigie.Arm, r *rand.Rand) (places []string) {
	for _, a := range arms {
		for range a.Share {
			places = append(places, a.ID)
		}
	}
	r.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
	return places
}

func (d *dealer) next(arm string, lists map[string][]vigie.Target) (*vigie.Target, error) {
	for len(lists[arm]) > 0 {
		t := lists[arm][0]
		lists[arm] = lists[arm][1:]
		if d.used[t.EntityID] {
			continue
		}
		d.used[t.EntityID] = true
		free, err := d.Free(d.ctx, d.b, t.EntityID, d.Office.Day(d.c.At))
		if err != nil || free {
			return &t, err
		}
	}
	return nil, nil
}

// keep seals the block, and delivers its targets blind.
func (d *dealer) keep(territory string, slots []vigie.Slot) error {
	d.number++
	due := d.Office.Day(d.c.At) + vigie.Date(d.test.DeadlineDays)
	err := d.b.Envelopes().Put(d.ctx, &vigie.Envelope{State: vigie.EnvelopeSealed, FieldTestID: d.test.ID, PhenomenonID: d.test.PhenomenonID, Number: d.number,
		Territory: territory, DueOn: due, Slots: slots})
	for i, s := range slots {
		if err != nil {
			return err
		}
		f := &vigie.TargetFile{Record: vigie.Record{ID: s.TargetID}, State: vigie.TargetProposed, Directorate: d.Office.Of(territory), ReleasedAt: d.c.At, ExpiresOn: due,
			PhenomenonID: d.test.PhenomenonID, FieldTest: d.test.ID, Place: i + 1, Target: blind(s.Target, territory)}
		err = vigie.Keep(d.ctx, d.b, d.b.Targets(), "target.release", vigie.Act{}, f)
		d.dealt++
	}
	return err
}

// blind is what may be known of a target before it was visited: who it is, and not why it was drawn.
func blind(t vigie.Target, territory string) vigie.Target {
	return vigie.Target{EntityID: t.EntityID, Name: t.Name, Sector: t.Sector, Territory: territory, AsOf: t.AsOf}
}
