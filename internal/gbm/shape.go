package gbm

// shape is what explaining needs to know of a tree besides its splits. Every slice has one element a node.
type shape struct {
	tree   *Tree
	column []int32   // the place of the node's feature among the used ones; -1 for a leaf
	parent []int32   // 0 for the root
	depth  []int32   // edges from the root
	inner  []int32   // splits in the subtree
	share  []float64 // the part of the parent's cover that reached the node
	part   []float64 // z: the part of the cover that satisfies all the path asks of the feature split at the parent
	before []int32   // the nearest node above, child of a split on the same feature; 0 if there is none
	widest int       // the most different features on a path
}

func newShape(t *Tree, place []int32) *shape {
	n := len(t.Feature)
	s := &shape{
		tree:   t,
		column: make([]int32, n), parent: make([]int32, n), depth: make([]int32, n), inner: make([]int32, n),
		share: make([]float64, n), part: make([]float64, n), before: make([]int32, n),
	}
	features := make([]int, n) // different features on the path to the node
	for node := range t.Feature {
		if t.Feature[node] < 0 {
			s.column[node] = -1
			s.widest = max(s.widest, features[node])
			continue
		}
		s.column[node] = place[t.Feature[node]]
		for _, child := range [2]int32{t.Left[node], t.Right[node]} {
			s.parent[child] = int32(node)
			s.depth[child] = s.depth[node] + 1
			s.share[child] = shareOf(t, int32(node), child)
			s.before[child] = s.above(int32(node))
			s.part[child] = s.share[child]
			features[child] = features[node] + 1
			if same := s.before[child]; same != 0 {
				s.part[child] *= s.part[same]
				features[child]--
			}
		}
	}
	for node := n - 1; node > 0; node-- {
		if s.column[node] >= 0 {
			s.inner[node]++
		}
		s.inner[s.parent[node]] += s.inner[node]
	}
	if s.column[0] >= 0 {
		s.inner[0]++
	}
	return s
}

// shareOf divides by the sum of both children's covers rather than by the parent's: they are equal in a model
// trained here, but covers read from a file may be rounded, and the two shares should make one. Where no
// training row came by, the rows are taken to be halved; nothing else than a number is needed, for a
// subtree of no weight adds nothing.
func shareOf(t *Tree, node, child int32) float64 {
	both := t.Cover[t.Left[node]] + t.Cover[t.Right[node]]
	if both <= 0 {
		return 0.5
	}
	return t.Cover[child] / both
}

// above is the nearest node at or above this one whose parent splits on the same feature as it does.
func (s *shape) above(node int32) int32 {
	for at := node; at != 0; at = s.parent[at] {
		if s.column[s.parent[at]] == s.column[node] {
			return at
		}
	}
	return 0
}

// expected is the tree's mean over the training rows.
func (s *shape) expected() float64 {
	reach := make([]float64, len(s.column))
	reach[0] = 1
	sum := 0.0
	for node := range reach {
		if node > 0 {
			reach[node] = reach[s.parent[node]] * s.share[node]
		}
		if s.column[node] < 0 {
			sum += reach[node] * s.tree.Value[node]
		}
	}
	return sum
}
