// Package graph holds the algorithms of the network on numbers alone: a bipartite graph in compressed rows, the propagation of
// scores over it, and what is near a node. It knows no employer and no register.
//
// Everything is reproducible to the bit: rows are summed in the order of their edges, each by one goroutine, and sums over all
// nodes are taken block by block in a fixed order, so that the number of processors changes nothing.
package graph
