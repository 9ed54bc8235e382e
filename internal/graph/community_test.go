package graph

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
)

// Two groups of ten share resources among themselves, and one resource ties the two; a hub ties everybody.
func TestCommunitiesAreThoseWhoShareMostWithEachOther(t *testing.T) {
	t.Parallel()
	var edges []Edge
	for group := range 2 {
		for i := range 10 {
			for k := range 6 {
				edges = append(edges, Edge{int32(10*group + i), int32(10*group + (i+k)%10), 1})
			}
		}
	}
	edges = append(edges, Edge{3, 20, 1}, Edge{14, 20, 1})
	for i := range 20 {
		edges = append(edges, Edge{int32(i), 21, 1})
	}
	got := communities(t, 21, 22, edges)
	for i := range 20 {
		if got[i] != got[10*(i/10)] {
			t.Errorf("%d is in community %d, its group in %d", i, got[i], got[10*(i/10)])
		}
	}
	if got[0] == got[10] || got[20] != 20 {
		t.Errorf("the groups are %d and %d, and who is tied to nobody is in %d", got[0], got[10], got[20])
	}
}

func TestCommunitiesAreTheSameOnAnyThreadsAndInAnyOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	edges := make([]Edge, 60_000)
	for i := range edges {
		u := rng.Float64()
		edges[i] = Edge{int32(rng.IntN(20_000)), int32(30_000 * u * u), .1 + rng.Float64()}
	}
	edges = unique(edges)
	on := func(threads int) []int32 {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(threads))
		return communities(t, 20_000, 30_000, edges)
	}
	one, two := on(1), on(2)
	rng.Shuffle(len(edges), func(i, j int) { edges[i], edges[j] = edges[j], edges[i] })
	shuffled := on(2)
	if !slices.Equal(one, two) || !slices.Equal(one, shuffled) {
		t.Error("communities differ with the threads, or with the order of the edges")
	}
}

func communities(t *testing.T, left, right int, edges []Edge) []int32 {
	t.Helper()
	g, err := NewBipartite(left, right, edges)
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewSpread(g, .85)
	if err != nil {
		t.Fatal(err)
	}
	return s.Communities(20)
}

func unique(edges []Edge) []Edge {
	slices.SortFunc(edges, func(a, b Edge) int {
		if before(a, b) {
			return -1
		}
		if before(b, a) {
			return 1
		}
		return 0
	})
	return slices.CompactFunc(edges, func(a, b Edge) bool { return a.Left == b.Left && a.Right == b.Right })
}
