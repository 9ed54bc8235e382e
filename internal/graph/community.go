package graph

import (
	"sync"
	"sync/atomic"
)

// Communities gives each left node the number of its community: label propagation (Raghavan, Albert & Kumara 2007) on both sides in turn
// (Barber & Clark 2009), with the shares of S as votes, so that a node that ties many says little. First every left node is a
// community of its own; then right nodes take the label that their left nodes give most to, and left nodes that of their right
// nodes, until none changes or the rounds are over.
//
// It is the same to the bit on any number of threads: the sides take turns, votes are added up in the order of the neighbours, a node
// keeps its label where no other has more, and of those with as many the smallest wins. A label is the number of a left node, and
// says nothing else.
func (s *Spread) Communities(rounds int) []int32 {
	left, right := make([]int32, s.graph.Lefts()), make([]int32, s.graph.Rights())
	for i := range left {
		left[i] = int32(i)
	}
	for i := range right {
		right[i] = none
	}
	leftMoved, rightMoved := all(len(left)), all(len(right))
	votes := sync.Pool{New: func() any { return &ballot{votes: make([]float64, len(left))} }}
	for range rounds {
		took := elect(s.graph.right, s.byRow, left, right, leftMoved, rightMoved, &votes)
		if took+elect(s.graph.left, s.byLeft, right, left, rightMoved, leftMoved, &votes) == 0 {
			break
		}
	}
	return left
}

const none = int32(-1)

func all(n int) []bool {
	out := make([]bool, n)
	for i := range out {
		out[i] = true
	}
	return out
}

// elect lets the nodes of a side take the label of most votes, and gives how many changed theirs. A node none of whose neighbours
// has moved keeps what it had.
func elect(g side, shares []float64, voters, nodes []int32, voterMoved, moved []bool, pool *sync.Pool) int64 {
	var changed atomic.Int64
	parallel(len(nodes), func(low, high int) {
		b := pool.Get().(*ballot)
		defer pool.Put(b)
		n := int64(0)
		for i := low; i < high; i++ {
			moved[i] = false
			from, until := g.start[i], g.start[i+1]
			if !anyMoved(voterMoved, g.neighbor[from:until]) {
				continue
			}
			for k := from; k < until; k++ {
				b.add(voters[g.neighbor[k]], shares[k])
			}
			if won := b.winner(nodes[i]); won != nodes[i] {
				nodes[i], moved[i] = won, true
				n++
			}
		}
		changed.Add(n)
	})
	return changed.Load()
}

func anyMoved(moved []bool, nodes []int32) bool {
	for _, i := range nodes {
		if moved[i] {
			return true
		}
	}
	return false
}

// ballot counts votes by label, and is empty again after each winner.
type ballot struct {
	votes []float64
	seen  []int32
}

func (b *ballot) add(label int32, share float64) {
	if b.votes[label] == 0 {
		b.seen = append(b.seen, label)
	}
	b.votes[label] += share
}

func (b *ballot) winner(own int32) int32 {
	best, most := own, 0.
	if own != none {
		most = b.votes[own]
	}
	for _, label := range b.seen {
		if v := b.votes[label]; v > most || v == most && best != own && label < best {
			best, most = label, v
		}
	}
	for _, label := range b.seen {
		b.votes[label] = 0
	}
	b.seen = b.seen[:0]
	return best
}
