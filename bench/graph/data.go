package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"vigie/internal/graph"
)

// data is a graph in files, as both sides read it: left, right and weight of each edge, and the query.
type data struct {
	folder      string
	left, right int
}

// write invents a graph of so many edges, a fifth as many nodes: three in ten left, and some right nodes that are hubs. One
// left node in a hundred that is tied to something starts with a finding.
func write(folder string, edges int) (data, error) {
	d := data{folder, edges * 3 / 50, edges * 7 / 50}
	rng := rand.New(rand.NewPCG(1, 2))
	es := make([]graph.Edge, edges+edges/20)
	for i := range es {
		u := rng.Float64()
		es[i] = graph.Edge{Left: int32(rng.IntN(d.left)), Right: int32(float64(d.right) * u * u), Weight: .05 + rng.Float64()}
	}
	slices.SortFunc(es, func(a, b graph.Edge) int { return cmp.Or(cmp.Compare(a.Left, b.Left), cmp.Compare(a.Right, b.Right)) })
	es = slices.CompactFunc(es, func(a, b graph.Edge) bool { return a.Left == b.Left && a.Right == b.Right })
	rng.Shuffle(len(es), func(i, j int) { es[i], es[j] = es[j], es[i] })
	es = es[:min(len(es), edges)]
	query := make([]float64, d.left)
	for range d.left / 100 {
		query[es[rng.IntN(len(es))].Left] = 1
	}
	left, right, weight := make([]int32, len(es)), make([]int32, len(es)), make([]float64, len(es))
	for i, e := range es {
		left[i], right[i], weight[i] = e.Left, e.Right, e.Weight
	}
	for name, values := range map[string]any{"left.i32": left, "right.i32": right, "weight.f64": weight, "query.f64": query} {
		if err := d.save(name, values); err != nil {
			return d, err
		}
	}
	return d, nil
}

func (d data) save(name string, values any) error {
	f, err := os.Create(filepath.Join(d.folder, name))
	if err != nil {
		return err
	}
	defer f.Close()
	if err := binary.Write(f, binary.LittleEndian, values); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return f.Close()
}

// load reads numbers of four or eight bytes.
func load[T int32 | float64](folder, name string) ([]T, error) {
	raw, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		return nil, err
	}
	var one T
	values := make([]T, len(raw)/binary.Size(one))
	_, err = binary.Decode(raw, binary.LittleEndian, values)
	return values, err
}

func loadEdges(folder string) ([]graph.Edge, []float64, error) {
	left, err := load[int32](folder, "left.i32")
	if err != nil {
		return nil, nil, err
	}
	right, err := load[int32](folder, "right.i32")
	if err != nil {
		return nil, nil, err
	}
	weight, err := load[float64](folder, "weight.f64")
	if err != nil {
		return nil, nil, err
	}
	edges := make([]graph.Edge, len(left))
	for i := range edges {
		edges[i] = graph.Edge{Left: left[i], Right: right[i], Weight: weight[i]}
	}
	query, err := load[float64](folder, "query.f64")
	return edges, query, err
}
