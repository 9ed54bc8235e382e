package main

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/pack"
	"vigie/packs"
)

// TestEveryColumnIsTiedOrFound holds the two ablations to the family: each of its columns is taken out by one of them, and by one only.
func TestEveryColumnIsTiedOrFound(t *testing.T) {
	t.Parallel()
	p, _, faults, err := pack.Open("belgium", packs.FS)
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	i := slices.IndexFunc(p.Families, func(f pack.Family) bool { return f.Builtin && f.ID == family })
	if i < 0 {
		t.Fatalf("the pack has no family %s", family)
	}
	var want []string
	for _, f := range p.Families[i].Features {
		if f.Type != "date" { // dates are of others, and no model learns from them
			want = append(want, f.Name)
		}
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, slices.Sorted(slices.Values(slices.Concat(found, tied)))); diff != "" {
		t.Errorf("columns of the family network (-in the family +in found and tied):\n%s", diff)
	}
}
