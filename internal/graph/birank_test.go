package graph

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawGraph is a random graph with its edges as a dense matrix, some edges given twice and some nodes without any.
func drawGraph(t *rapid.T) (g *Bipartite, dense [][]float64) {
	left, right := rapid.IntRange(1, 12).Draw(t, "left"), rapid.IntRange(1, 12).Draw(t, "right")
	dense = make([][]float64, left)
	for i := range dense {
		dense[i] = make([]float64, right)
	}
	var edges []Edge
	for range rapid.IntRange(0, 40).Draw(t, "edges") {
		e := Edge{int32(rapid.IntRange(0, left-1).Draw(t, "from")), int32(rapid.IntRange(0, right-1).Draw(t, "to")), rapid.Float64Range(.01, 3).Draw(t, "weight")}
		edges = append(edges, e)
		dense[e.Left][e.Right] += e.Weight
	}
	g, err := NewBipartite(left, right, edges)
	if err != nil {
		t.Fatal(err)
	}
	return g, dense
}

// recursion is the published recursion, word for word, on dense matrices.
func recursion(a [][]float64, query []float64, alpha float64, steps int) (c, p []float64) {
	left, right := len(a), len(a[0])
	d, e := make([]float64, left), make([]float64, right)
	for i := range a {
		for j, w := range a[i] {
			d[i] += w
			e[j] += w
		}
	}
	c, p = append([]float64(nil), query...), make([]float64, right)
	for range steps {
		clear(p)
		for i := range a {
			for j, w := range a[i] {
				if w > 0 {
					p[j] += w / math.Sqrt(d[i]*e[j]) * c[i]
				}
			}
		}
		for i := range a {
			sum := 0.0
			for j, w := range a[i] {
				if w > 0 {
					sum += w / math.Sqrt(d[i]*e[j]) * p[j]
				}
			}
			c[i] = alpha*sum + (1-alpha)*query[i]
		}
	}
	return c, p
}

func TestSolveIsTheFixedPointOfThePublishedRecursion(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		g, dense := drawGraph(t)
		alpha := rapid.Float64Range(0, .95).Draw(t, "alpha")
		query := make([]float64, g.Lefts())
		for i := range query {
			query[i] = rapid.Float64Range(0, 1).Draw(t, "query")
		}
		s, err := NewSpread(g, alpha)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Solve(context.Background(), query, 1e-13, 200)
		if err != nil {
			t.Fatal(err)
		}
		c, p := recursion(dense, query, alpha, 1500)
		for i := range c {
			if math.Abs(got.Left[i]-c[i]) > 1e-9 {
				t.Fatalf("left %d: %v, by the recursion %v", i, got.Left[i], c[i])
			}
		}
		for j := range p {
			if math.Abs(got.Right[j]-p[j]) > 1e-9 {
				t.Fatalf("right %d: %v, by the recursion %v", j, got.Right[j], p[j])
			}
		}
	})
}

func TestAgainIsAsExactAsAnew(t *testing.T) {
	t.Parallel()
	g, query := invented(20_000, 30_000, 150_000)
	s, err := NewSpread(g, .85)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	before, err := s.Solve(ctx, query, 1e-12, 200)
	if err != nil {
		t.Fatal(err)
	}
	query[17] += .01
	anew, err := s.Solve(ctx, query, 1e-12, 200)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.Again(ctx, before, query, 1e-12, 200)
	if err != nil {
		t.Fatal(err)
	}
	for i := range anew.Left {
		if math.Abs(again.Left[i]-anew.Left[i]) > 1e-12 {
			t.Fatalf("left %d: %v again, %v anew", i, again.Left[i], anew.Left[i])
		}
	}
	if again.Steps >= anew.Steps {
		t.Errorf("again took %d steps, anew %d", again.Steps, anew.Steps)
	}
	if _, err := s.Again(ctx, Scores{}, query, 1e-12, 200); err == nil {
		t.Error("scores of another graph were taken for a beginning")
	}
}

// Edges in order take a shorter way; it leads to the same graph.
func TestTheOrderOfEdgesDoesNotMatter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pairs := rapid.SliceOfDistinct(rapid.IntRange(0, 99), rapid.ID[int]).Draw(t, "edges")
		edges := make([]Edge, len(pairs))
		for i, p := range pairs {
			edges[i] = Edge{int32(p / 10), int32(p % 10), 1 + float64(p)}
		}
		shuffled, err := NewBipartite(10, 10, edges)
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(edges, func(a, b Edge) int { return cmp.Or(cmp.Compare(a.Left, b.Left), cmp.Compare(a.Right, b.Right)) })
		rising, err := NewBipartite(10, 10, edges)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(shuffled, rising) {
			t.Fatalf("%v in order, %v out of it", rising, shuffled)
		}
	})
}

func TestOneThreadAndTwoGiveTheSameBits(t *testing.T) {
	g, query := invented(40_000, 60_000, 300_000)
	s, err := NewSpread(g, .85)
	if err != nil {
		t.Fatal(err)
	}
	solve := func(threads int) Scores {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(threads))
		got, err := s.Solve(context.Background(), query, 1e-12, 200)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	one, two := solve(1), solve(2)
	for i := range one.Left {
		if one.Left[i] != two.Left[i] {
			t.Fatalf("left %d: %v on one thread, %v on two", i, one.Left[i], two.Left[i])
		}
	}
}

func TestWhatHasNotSettledIsNoScore(t *testing.T) {
	t.Parallel()
	g, query := invented(100, 100, 400)
	s, err := NewSpread(g, .85)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Solve(context.Background(), query, 1e-12, 2); err == nil {
		t.Error("two steps were taken for enough")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Solve(ctx, query, 1e-12, 200); err == nil {
		t.Error("a call that was called off gave scores")
	}
	for _, edges := range [][]Edge{{{0, 9, 1}}, {{-1, 0, 1}}, {{0, 0, 0}}, {{0, 0, math.NaN()}}, {{0, 0, math.Inf(1)}}} {
		if _, err := NewBipartite(2, 2, edges); err == nil {
			t.Errorf("%v was taken for an edge", edges)
		}
	}
}

// invented is a graph in which some right nodes are hubs.
func invented(left, right, edges int) (*Bipartite, []float64) {
	rng := rand.New(rand.NewPCG(1, 2))
	es := make([]Edge, edges)
	for i := range es {
		u := rng.Float64()
		es[i] = Edge{int32(rng.IntN(left)), int32(float64(right) * u * u * u), .05 + rng.Float64()}
	}
	g, err := NewBipartite(left, right, es)
	if err != nil {
		panic(err)
	}
	query := make([]float64, left)
	for range left / 100 {
		query[rng.IntN(left)] = 1 / float64(left/100)
	}
	return g, query
}

func BenchmarkSpread(b *testing.B) {
	for _, edges := range []int{50_000, 500_000, 5_000_000} {
		b.Run(fmt.Sprint(edges), func(b *testing.B) {
			g, query := invented(edges*3/50, edges*7/50, edges)
			s, err := NewSpread(g, .85)
			if err != nil {
				b.Fatal(err)
			}
			steps := 0
			for b.Loop() {
				got, err := s.Solve(context.Background(), query, 1e-10, 200)
				if err != nil {
					b.Fatal(err)
				}
				steps = got.Steps
			}
			b.ReportMetric(float64(steps), "steps")
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N*steps), "ms/step")
		})
	}
}

func TestComponents(t *testing.T) {
	t.Parallel()
	g, err := NewBipartite(5, 3, []Edge{{0, 0, 1}, {1, 0, 1}, {1, 1, 1}, {2, 1, 1}, {3, 2, 1}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(g.ComponentSizes()), "[3 3 3 1 1]"; got != want {
		t.Errorf("sizes %s, want %s", got, want)
	}
}

// TestNodesOfLaterMoveNoBit puts nodes that nothing ties between those of a graph, as those that are known later stand in the drawing of a
// day, and expects the same scores and communities to the bit.
func TestNodesOfLaterMoveNoBit(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(5, 6))
	const left, right, later = 9000, 12000, 700 // some blocks of left nodes
	number := make([]int32, left)               // of a node, where it stands among those of later
	for i, next := 0, int32(0); i < left; i++ {
		if rng.IntN(left) < later {
			next++
		}
		number[i] = next
		next++
	}
	var edges, among []Edge
	for range 40000 {
		e := Edge{int32(rng.IntN(left)), int32(rng.IntN(right)), .01 + rng.Float64()}
		edges, among = append(edges, e), append(among, Edge{number[e.Left], e.Right, e.Weight})
	}
	query, beside := make([]float64, left), make([]float64, left+later)
	for range 200 {
		i := rng.IntN(left)
		query[i] = rng.Float64()
		beside[number[i]] = query[i]
	}
	solve := func(nodes, rights int, edges []Edge, query []float64) (Scores, []int32) {
		g, err := NewBipartite(nodes, rights, edges)
		if err != nil {
			t.Fatal(err)
		}
		s, err := NewSpread(g, .85)
		if err != nil {
			t.Fatal(err)
		}
		scores, err := s.Solve(context.Background(), query, 1e-10, 500)
		if err != nil {
			t.Fatal(err)
		}
		return scores, s.Communities(8)
	}
	alone, own := solve(left, right, edges, query)
	scores, communities := solve(left+later, right+300, among, beside)
	for i, at := range number {
		if alone.Left[i] != scores.Left[at] {
			t.Fatalf("node %d: %v alone, %v among those of later", i, alone.Left[i], scores.Left[at])
		}
		if number[own[i]] != communities[at] {
			t.Fatalf("node %d: of the community of %d alone, of %d among those of later", i, number[own[i]], communities[at])
		}
	}
	if !slices.Equal(alone.Right, scores.Right[:right]) {
		t.Error("scores of right nodes differ")
	}
}
