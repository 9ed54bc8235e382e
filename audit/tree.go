package audit

import (
	"crypto/sha256"
	"fmt"

	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/proof"
)

// tree is the whole tree over the log, for proofs: 64 bytes a line. Level 0 are the leaves; a node is there when all below it are.
type tree struct{ levels [][]byte }

func (t *tree) add(leaf []byte) {
	for level := 0; ; level++ {
		if level == len(t.levels) {
			t.levels = append(t.levels, nil)
		}
		t.levels[level] = append(t.levels[level], leaf...)
		n := len(t.levels[level]) / sha256.Size
		if n%2 == 1 {
			return
		}
		leaf = hasher.HashChildren(t.node(level, n-2), t.node(level, n-1))
	}
}

func (t *tree) node(level, i int) []byte {
	return t.levels[level][i*sha256.Size : (i+1)*sha256.Size]
}

// inclusion proves that the line of this place, from 0, is in the tree over size lines.
func (t *tree) inclusion(place, size int64) ([][]byte, error) {
	nodes, err := proof.Inclusion(uint64(place), uint64(size))
	if err != nil {
		return nil, fmt.Errorf("prove line %d of %d: %w", place+1, size, err)
	}
	return t.fill(nodes)
}

// consistency proves that the tree over size lines begins with the tree over before.
func (t *tree) consistency(before, size int64) ([][]byte, error) {
	nodes, err := proof.Consistency(uint64(before), uint64(size))
	if err != nil {
		return nil, fmt.Errorf("prove that %d lines begin with %d: %w", size, before, err)
	}
	return t.fill(nodes)
}

func (t *tree) fill(nodes proof.Nodes) ([][]byte, error) {
	hashes := make([][]byte, len(nodes.IDs))
	for i, id := range nodes.IDs {
		hashes[i] = t.at(id)
	}
	return nodes.Rehash(hashes, hasher.HashChildren)
}

func (t *tree) at(id compact.NodeID) []byte { return t.node(int(id.Level), int(id.Index)) }
