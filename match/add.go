package match

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"vigie"
)

// Add matches the records of a file with those of the index and with each other. What was compared before is not compared
// again; entities change only where a new record, or a judgement, joins or parts them.
func (x *Index) Add(file string, o Options) error {
	t := x.Result.Table
	fresh := &Table{spec: t.spec}
	in := newRaw(t.spec)
	if err := in.read(fresh, file, 0); err != nil {
		return vigie.Errorf(vigie.Invalid, "add records of %s: %w", file, err)
	}
	if err := in.clean(fresh); err != nil {
		return err
	}
	source, err := t.sourceFor(file)
	if err == nil {
		err = t.noneTwice(fresh, source)
	}
	if err != nil {
		return vigie.Errorf(vigie.Conflict, "add records of %s: %w", file, err)
	}
	for i := range fresh.source {
		fresh.source[i] = source
	}
	for i, of := range fresh.invalid {
		if len(of) > 0 {
			fresh.invalid[i] = counted(nil, source, of[0])
		}
	}
	if err := x.add(fresh, max(o.Threads, 1)); err != nil {
		return err
	}
	return x.Settle(o)
}

// add compares the records of a small table, which are none of those there, with them and with each other.
func (x *Index) add(fresh *Table, threads int) error {
	t := x.Result.Table
	first := uint32(t.Rows())
	t.append(fresh)
	x.Added = fresh.Rows()
	for i := range x.Result.blocks.rules {
		x.Result.blocks.rules[i].extend(t, fresh, first)
	}
	return x.compare(first, threads)
}

// append puts the records of a small table behind those of a large one.
func (t *Table) append(fresh *Table) {
	for rec := range fresh.Rows() {
		t.ids.add(fresh.ID(rec))
	}
	t.source = append(t.source, fresh.source...)
	t.known, t.prints = append(t.known, fresh.known...), append(t.prints, fresh.prints...)
	for i := range t.fields {
		t.fields[i].append(&fresh.fields[i])
		for source, n := range fresh.invalid[i] {
			t.invalid[i] = counted(t.invalid[i], uint8(source), n)
		}
	}
	switch {
	case t.truth != nil && fresh.truth != nil:
		t.truth.append(fresh.truth)
	case t.truth != nil:
		t.truth.ids = append(t.truth.ids, make([]uint32, fresh.Rows())...)
	}
}

func (c *column) append(fresh *column) {
	to := make([]uint32, fresh.dict.values())
	for id := 1; id < len(to); id++ {
		to[id] = c.dict.number(fresh.dict.value(uint32(id)))
	}
	for _, id := range fresh.ids {
		c.ids = append(c.ids, to[id])
	}
}

// sourceFor is the source that a file belongs to: the only one, the one of its name, or a new one.
func (t *Table) sourceFor(file string) (uint8, error) {
	name := sourceName(file, nil)
	at := slices.Index(t.sources, name)
	switch {
	case t.spec.Task == dedupe:
		return 0, nil
	case at >= 0:
		return uint8(at), nil
	case t.spec.Task == link:
		return 0, fmt.Errorf("it is called %s, and the sources are %s and %s: name it after one of them", name, t.sources[0], t.sources[1])
	case len(t.sources) == 255:
		return 0, fmt.Errorf("there are 255 sources already")
	}
	t.sources = append(t.sources, name)
	return uint8(len(t.sources) - 1), nil
}

// noneTwice checks that no new record is called like an old one of its source.
func (t *Table) noneTwice(fresh *Table, source uint8) error {
	names := newDict()
	for rec := range fresh.Rows() {
		names.number(fresh.ID(rec))
	}
	for rec := range t.Rows() {
		if t.source[rec] != source {
			continue
		}
		id := t.ids.view(rec)
		if names.slots[names.find(id, hashText(id))] != 0 {
			return fmt.Errorf("record %s is there already: a changed record comes in a new matching", t.ID(rec))
		}
	}
	return nil
}

// extend merges the keys of new records, whose numbers begin at first, into a block.
func (b *block) extend(t, fresh *Table, first uint32) {
	list := b.rule.keys(fresh)
	var entries []entry
	for rec := range uint32(fresh.Rows()) {
		for _, key := range list.of(rec) {
			if _, passed := slices.BinarySearch(b.passed, key); passed && key != 0 {
				list.pass(rec, key)
			}
		}
		for _, key := range list.of(rec) {
			if key != 0 {
				entries = append(entries, entry{key, first + rec})
			}
		}
	}
	slices.SortFunc(entries, compareEntries)
	b.list.append(list)
	keys, order := make([]uint64, 0, len(b.keys)+len(entries)), make([]uint32, 0, len(b.keys)+len(entries))
	at := 0
	for _, e := range entries {
		to := at
		for to < len(b.keys) && b.keys[to] <= e.key {
			to++
		}
		keys, order = append(append(keys, b.keys[at:to]...), e.key), append(append(order, b.order[at:to]...), e.record)
		at = to
	}
	b.keys, b.order = append(keys, b.keys[at:]...), append(order, b.order[at:]...)
	if b.rule.atMost > 0 {
		b.passOver(t)
	}
}

func (k *keyList) append(fresh keyList) {
	if k.ends != nil {
		from := uint32(len(k.keys))
		for _, end := range fresh.ends {
			k.ends = append(k.ends, from+end)
		}
	}
	k.keys = append(k.keys, fresh.keys...)
}

// compare weighs the pairs that have a new record in them.
func (x *Index) compare(first uint32, threads int) error {
	r := x.Result
	r.scoring = nil // it was of fewer records
	if err := r.ready(); err != nil {
		return err
	}
	s := r.scoring.score(r.Table, r.blocks, threads, func(worker func() func(int, uint32, uint32)) {
		r.blocks.pairsFrom(r.Table, first, threads, worker)
	})
	r.Links = append(r.Links, s.links...)
	slices.SortFunc(r.Links, strongest)
	for i, n := range s.byRule {
		r.byRule[i] += n
	}
	r.Costs, x.Compared = nil, s.pairs // the costs were of fewer records
	r.Pairs += s.pairs
	r.Expected, r.Accepted = r.Expected+s.expected, r.Accepted+s.accepted
	return nil
}

// pairsFrom calls do with each pair once that has a record from first on in it.
func (b *blocks) pairsFrom(t *Table, first uint32, threads int, worker func() func(rule int, x, y uint32)) {
	type place struct{ rule, at int }
	var places []place
	for i := range b.rules {
		for at, rec := range b.rules[i].order {
			if rec >= first {
				places = append(places, place{i, at})
			}
		}
	}
	var next atomic.Int64
	var running sync.WaitGroup
	for range threads {
		running.Go(func() {
			do := worker()
			for {
				i := int(next.Add(1)) - 1
				if i >= len(places) {
					return
				}
				p := places[i]
				r := &b.rules[p.rule]
				// Records of a key stand in rising order, so that all partners before the new one stand before it.
				for at := p.at - 1; at >= 0 && r.keys[at] == r.keys[p.at]; at-- {
					x, y := r.order[at], r.order[p.at]
					if !t.apart(x, y) && b.isFirst(p.rule, r.keys[p.at], x, y) {
						do(p.rule, x, y)
					}
				}
			}
		})
	}
	running.Wait()
}

// Settle makes the entities anew from the links and the judgements, and gives each the id that most of its records had.
func (x *Index) Settle(o Options) error {
	r := x.Result
	var err error
	if r.Verdicts, err = r.Table.verdicts(o.Judgements, o.AsOf); err != nil {
		return err
	}
	r.Entity, r.Cuts = cluster(r.Table, r.accepted(), r.Verdicts)
	x.rename()
	return nil
}

// rename carries ids over. Of the ids that an entity's records had it keeps the one of most records, the older of equals;
// of the entities that would keep the same id the one with more of its records does, and the others get an id of their
// first record, with a number behind it if it was used before.
func (x *Index) rename() {
	names, open := x.unmoved()
	claims := x.claims(open)
	holder := map[uint32]uint32{} // of an id that moved, the entity that keeps it
	for _, c := range claims {
		if _, taken := holder[c.id]; names[c.root] == none && !taken {
			names[c.root], holder[c.id] = c.id, c.root
		}
	}
	var used *dict
	ids := make([]uint32, len(x.Result.Entity))
	for rec, root := range x.Result.Entity {
		if names[root] == none {
			if used == nil {
				used = x.usedNames()
			}
			names[root] = uint32(x.names.len())
			x.names.add(unused(used, x.Result.Table.EntityID(root)))
		}
		ids[rec] = names[root]
	}
	for _, c := range claims {
		if to := names[c.root]; to != c.id {
			kind := "merged"
			if _, lives := holder[c.id]; lives {
				kind = "split"
			}
			x.Changes = append(x.Changes, Change{kind, x.names.at(int(c.id)), x.names.at(int(to)), c.records})
		}
	}
	x.ids = ids
}

const none = ^uint32(0)

// unmoved names the entities whose records, but for new ones, are those that had their id before: nearly all of them. The
// others are open.
func (x *Index) unmoved() (names []uint32, open []bool) {
	root := x.Result.Entity
	rootOf, idOf := make([]uint32, x.names.len()), make([]uint32, len(root))
	open = make([]bool, len(root)) // by entity
	for i := range rootOf {
		rootOf[i] = none
	}
	for i := range idOf {
		idOf[i] = none
	}
	for rec, id := range x.ids {
		r := root[rec]
		if rootOf[id] == none {
			rootOf[id] = r
		}
		if idOf[r] == none {
			idOf[r] = id
		}
		if rootOf[id] != r || idOf[r] != id {
			open[r], open[rootOf[id]] = true, true
		}
	}
	for r, is := range open {
		if is {
			idOf[r] = none
		}
	}
	return idOf, open
}

// claim is how many of an entity's records had an id.
type claim struct {
	root, id uint32
	records  int
}

// claims are those on the ids of entities that are open, the strongest first.
func (x *Index) claims(open []bool) []claim {
	at := map[[2]uint32]int{}
	var all []claim
	for rec, id := range x.ids {
		root := x.Result.Entity[rec]
		if !open[root] {
			continue
		}
		key := [2]uint32{root, id}
		i, ok := at[key]
		if !ok {
			i = len(all)
			at[key] = i
			all = append(all, claim{root, id, 0})
		}
		all[i].records++
	}
	slices.SortFunc(all, func(a, b claim) int {
		return cmp.Or(cmp.Compare(b.records, a.records), cmp.Compare(a.id, b.id), cmp.Compare(a.root, b.root))
	})
	return all
}

func (x *Index) usedNames() *dict {
	d := newDict()
	for i := range x.names.len() {
		d.number(x.names.view(i))
	}
	return d
}

// unused is a name that no entity has or had.
func unused(used *dict, name string) string {
	for n, try := 2, name; ; n++ {
		if before := used.values(); int(used.number(try)) == before {
			return try
		}
		try = fmt.Sprintf("%s#%d", name, n)
	}
}

// Record adds the changes to the index's history, with the day on which they were made.
func (x *Index) Record(dir, on string) error {
	if len(x.Changes) == 0 {
		return nil
	}
	path := filepath.Join(dir, historyFile)
	_, missing := os.Stat(path)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return vigie.Errorf(vigie.Unavailable, "write history: %w", err)
	}
	w := csv.NewWriter(f)
	if missing != nil {
		w.Write([]string{"on", "change", "entity", "into", "records"})
	}
	for _, c := range x.Changes {
		w.Write([]string{on, c.Kind, c.Entity, c.Into, fmt.Sprint(c.Count)})
	}
	w.Flush()
	if err := errors.Join(w.Error(), f.Close()); err != nil {
		return vigie.Errorf(vigie.Unavailable, "write history: %w", err)
	}
	return nil
}
