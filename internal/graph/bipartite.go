package graph

import (
	"fmt"
	"math"
)

// Edge ties a left node to a right node with a weight above zero.
type Edge struct {
	Left, Right int32
	Weight      float64
}

// Bipartite is a graph between left and right nodes, stored by rows of both sides. It does not change once it is made.
type Bipartite struct {
	left, right side
}

// side is the adjacency of one side: the edges of node i stand in [start[i], start[i+1]), by rising neighbour.
type side struct {
	start    []int64
	neighbor []int32
	weight   []float64
	degree   []float64 // the sum of a node's weights
}

// NewBipartite builds the graph of so many left and right nodes. Edges between the same two nodes are added up. The order of the
// edges does not matter but for the rounding of those sums, so give equal edges in an equal order. It returns an error if an
// edge names a node that is not there, or has a weight that is not a number above zero.
func NewBipartite(left, right int, edges []Edge) (*Bipartite, error) {
	rising := true // by left and right node, as who reads ties in order gives them: then one pass makes the left side
	for i, e := range edges {
		rising = rising && (i == 0 || before(edges[i-1], e))
		if e.Left < 0 || int(e.Left) >= left || e.Right < 0 || int(e.Right) >= right {
			return nil, fmt.Errorf("edge %d ties %d to %d, of %d left and %d right nodes", i, e.Left, e.Right, left, right)
		}
		if !(e.Weight > 0) || math.IsInf(e.Weight, 0) {
			return nil, fmt.Errorf("edge %d weighs %v", i, e.Weight)
		}
	}
	g := &Bipartite{}
	if rising {
		g.left = rows(left, len(edges), func(i int) (int32, int32, float64) { return edges[i].Left, edges[i].Right, edges[i].Weight })
		g.left.weigh()
		g.right = g.left.turned(right)
		return g, nil
	}
	byRight := rows(right, len(edges), func(i int) (int32, int32, float64) { return edges[i].Right, edges[i].Left, edges[i].Weight })
	g.left = byRight.turned(left).merged()
	g.right = g.left.turned(right)
	return g, nil
}

func before(a, b Edge) bool { return a.Left < b.Left || a.Left == b.Left && a.Right < b.Right }

// rows sorts edges into rows by counting, each row in the order in which its edges came.
func rows(nodes, edges int, edge func(i int) (from, to int32, weight float64)) side {
	s := side{start: make([]int64, nodes+1), neighbor: make([]int32, edges), weight: make([]float64, edges)}
	for i := range edges {
		from, _, _ := edge(i)
		s.start[from+1]++
	}
	for i := range nodes {
		s.start[i+1] += s.start[i]
	}
	next := append([]int64(nil), s.start[:nodes]...)
	for i := range edges {
		from, to, weight := edge(i)
		s.neighbor[next[from]], s.weight[next[from]] = to, weight
		next[from]++
	}
	return s
}

// turned are the same edges by rows of the other side. Since rows are walked in their order, each new row comes out sorted.
func (s side) turned(nodes int) side {
	out := side{start: make([]int64, nodes+1), neighbor: make([]int32, len(s.neighbor)), weight: make([]float64, len(s.neighbor))}
	for _, to := range s.neighbor {
		out.start[to+1]++
	}
	for i := range nodes {
		out.start[i+1] += out.start[i]
	}
	next := append([]int64(nil), out.start[:nodes]...)
	for from := range len(s.start) - 1 {
		for k := s.start[from]; k < s.start[from+1]; k++ {
			to := s.neighbor[k]
			out.neighbor[next[to]], out.weight[next[to]] = int32(from), s.weight[k]
			next[to]++
		}
	}
	out.weigh()
	return out
}

// merged adds up edges between the same two nodes; they stand beside each other.
func (s side) merged() side {
	kept := int64(0)
	for i := range len(s.start) - 1 {
		from, until := s.start[i], s.start[i+1]
		s.start[i] = kept
		for k := from; k < until; k++ {
			if kept > s.start[i] && s.neighbor[kept-1] == s.neighbor[k] {
				s.weight[kept-1] += s.weight[k]
				continue
			}
			s.neighbor[kept], s.weight[kept] = s.neighbor[k], s.weight[k]
			kept++
		}
	}
	s.start[len(s.start)-1] = kept
	s.neighbor, s.weight = s.neighbor[:kept], s.weight[:kept]
	s.weigh()
	return s
}

func (s *side) weigh() {
	s.degree = make([]float64, len(s.start)-1)
	for i := range s.degree {
		for k := s.start[i]; k < s.start[i+1]; k++ {
			s.degree[i] += s.weight[k]
		}
	}
}

// Lefts is how many left nodes there are.
func (g *Bipartite) Lefts() int { return len(g.left.degree) }

// Rights is how many right nodes there are.
func (g *Bipartite) Rights() int { return len(g.right.degree) }

// Edges is how many ties there are between different pairs of nodes.
func (g *Bipartite) Edges() int { return len(g.left.neighbor) }

// OfLeft are the neighbours of a left node by rising number, and the weights of the ties. The slices are the graph's own.
func (g *Bipartite) OfLeft(i int32) ([]int32, []float64) { return g.left.row(i) }

// OfRight are those of a right node.
func (g *Bipartite) OfRight(i int32) ([]int32, []float64) { return g.right.row(i) }

func (s side) row(i int32) ([]int32, []float64) {
	return s.neighbor[s.start[i]:s.start[i+1]], s.weight[s.start[i]:s.start[i+1]]
}
