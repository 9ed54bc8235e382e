package graph

// ComponentSizes gives, for each left node, how many left nodes hang together with it, itself counted.
func (g *Bipartite) ComponentSizes() []int32 {
	parent := make([]int32, g.Lefts())
	for i := range parent {
		parent[i] = int32(i)
	}
	root := func(i int32) int32 {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for r := range g.Rights() {
		lefts, _ := g.OfRight(int32(r))
		for k := 1; k < len(lefts); k++ {
			a, b := root(lefts[0]), root(lefts[k])
			parent[max(a, b)] = min(a, b)
		}
	}
	size := make([]int32, len(parent))
	for i := range parent {
		size[root(int32(i))]++
	}
	out := make([]int32, len(parent))
	for i := range out {
		out[i] = size[root(int32(i))]
	}
	return out
}
