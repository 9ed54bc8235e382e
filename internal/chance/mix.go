// Package chance spreads numbers that are close to each other, so that seeds, ids and ties that are neighbours do not stay
// neighbours.
package chance

import "embed"

// Code is the source of this room. Every draw follows from it, so that its hash is part of every lineage.
//
//go:embed *.go
var Code embed.FS

// Mix spreads the bits of x, one to one: the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
func Mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
