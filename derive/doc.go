// Package derive computes the tables that many features and indicators start from, once a run and for all of history.
//
// Build writes derived.<id> for each query of a pack's folder derive/, in the order in which they read each other. A row
// carries its own knowledge dates (dated), or adds to what was known before (delta), so that one table answers for every as-of date
// and nobody computes the same thing for each of them (docs/adr/0007).
package derive
