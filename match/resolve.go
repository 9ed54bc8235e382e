package match

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// Resolving is what the matching of a pack's records is told.
type Resolving struct {
	Pack    *pack.Pack
	Match   *pack.Match
	Dir     string // where its index is kept, so that only records that are new are compared the next time; "" to keep none
	Made    string // the hash of the program: an index of another is not gone on with
	Threads int
}

// Resolved is what came of it.
type Resolved struct {
	Index  *Index   // nil where there are no records
	Report *Report  // likewise
	Added  int      // records compared anew; all of them where there was no index to go on with
	Stays  []Stay   // which record was of which entity from when until when
	Review []Review // pairs for a person to look at
}

// Resolve matches the records that a pack's spec asks for, and writes what came of it to the tables resolved_entity,
// linkage_error and review in the place of what stood there for the spec. The same records and judgements give the same rows,
// whether an index was gone on with or not.
func Resolve(ctx context.Context, l *lake.Lake, o Resolving) (*Resolved, error) {
	spec, faults := ReadPackSpec(o.Pack, o.Match)
	if len(faults) > 0 {
		return nil, vigie.Errorf(vigie.Invalid, "match %s: %w", o.Match.ID, faults)
	}
	asked, err := readRecords(ctx, l, o.Pack, o.Match, spec)
	if err != nil {
		return nil, err
	}
	judged, err := LakeJudgements(ctx, l, spec.ID)
	if err != nil {
		return nil, err
	}
	out := &Resolved{}
	if sources := asked.sources(); len(asked.ids) > 0 && (spec.Task != link || len(sources) == 2) {
		if err := out.compare(o, asked, judged); err != nil {
			return nil, err
		}
	}
	return out, out.write(ctx, l, spec.ID)
}

// estimateSeed draws the random pairs of a spec that is estimated anew: entities do not follow a run's seed.
const estimateSeed = 1

// compare goes on with the index if there is one of the same spec whose records are all there still.
func (out *Resolved) compare(o Resolving, asked *recordSet, judged []Judgement) error {
	made := fmt.Sprintf("%s %x", o.Made, hashText(o.Match.SQL))
	x, fresh := goOn(o, made, asked)
	if x == nil {
		var err error
		if x, err = anew(o, made, asked); err != nil {
			return err
		}
		out.Added = len(asked.ids)
	} else if len(fresh) > 0 {
		t, err := asked.table(fresh, x.Result.Table.sources)
		if err != nil {
			return err
		}
		if err := x.add(t, max(o.Threads, 1)); err != nil {
			return err
		}
		out.Added = len(fresh)
	}
	r := x.Result
	if err := r.ready(); err != nil {
		return err
	}
	links := r.accepted()
	r.Verdicts = verdictsOf(r.Table.applicable(judged))
	r.Entity, r.Cuts = cluster(r.Table, links, r.Verdicts)
	var last []string
	out.Stays, last = r.history(links, judged)
	x.call(last)
	out.Index, out.Report, out.Review = x, r.Report(), r.review()
	if o.Dir == "" {
		return nil
	}
	return x.Save(o.Dir)
}

// goOn opens the index, when it was made of the same and nothing in it has changed; and the records that it does not have. They
// have to be known later than all that are there: what was known first is numbered first.
func goOn(o Resolving, made string, asked *recordSet) (*Index, []int) {
	if o.Dir == "" {
		return nil, nil
	}
	x, err := OpenIndex(o.Dir)
	if err != nil || x.made != made || x.specText != string(o.Match.Spec) {
		return nil, nil // what is unreadable is made again
	}
	t := x.Result.Table
	if !slices.Equal(t.sources, asked.sources()) {
		return nil, nil
	}
	have := map[string]uint64{}
	newest := int32(0)
	for rec := range t.Rows() {
		have[t.Source(rec)+":"+t.ID(rec)] = t.prints[rec]
		newest = max(newest, t.known[rec])
	}
	var fresh []int
	for row := range asked.ids {
		print, ok := have[asked.source[row]+":"+asked.ids[row]]
		switch {
		case !ok && asked.known[row] > newest:
			fresh = append(fresh, row)
		case !ok || print != asked.prints[row]:
			return nil, nil
		}
	}
	if len(asked.ids)-len(fresh) != len(have) {
		return nil, nil // a record is gone
	}
	return x, fresh
}

// anew compares all records.
func anew(o Resolving, made string, asked *recordSet) (*Index, error) {
	rows := make([]int, len(asked.ids))
	for i := range rows {
		rows[i] = i
	}
	t, err := asked.table(rows, asked.sources())
	if err != nil {
		return nil, err
	}
	r, err := Run(t, Options{Seed: estimateSeed, Threads: o.Threads})
	if err != nil {
		return nil, err
	}
	x := &Index{Result: r, specText: string(o.Match.Spec), specFile: o.Match.YAML(), made: made}
	x.name()
	return x, nil
}

// ready makes what an opened index does not hold.
func (r *Result) ready() error {
	if r.scoring != nil {
		return nil
	}
	comparisons, err := r.Table.comparisons()
	if err != nil {
		return err
	}
	r.scoring = newScoring(r.Table, comparisons, r.Model, r.blocks)
	return nil
}

// call gives the entities of all records the ids that history gave them.
func (x *Index) call(last []string) {
	x.ids, x.names = make([]uint32, len(last)), texts{}
	numbers := map[string]uint32{}
	for rec, name := range last {
		n, ok := numbers[name]
		if !ok {
			n = uint32(x.names.len())
			numbers[name] = n
			x.names.add(name)
		}
		x.ids[rec] = n
	}
}

// write replaces the rows of the spec.
func (out *Resolved) write(ctx context.Context, l *lake.Lake, id string) error {
	return l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		for _, table := range []string{"resolved_entity", "linkage_error", "review"} {
			if _, err := tx.Exec(ctx, "DELETE FROM "+table+" WHERE match = ?", id); err != nil {
				return err
			}
		}
		if out.Index == nil {
			return nil
		}
		return errors.Join(out.writeStays(ctx, tx, id), out.writeErrors(ctx, tx, id), writeReview(ctx, tx, id, out.Review))
	})
}
