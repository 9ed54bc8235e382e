// Package audit proves that nobody changed the audit log.
//
// Casework keeps the lines, each sealed with the hash of the one before. The hashes are the leaves of a Merkle tree (RFC 6962), and a
// Checkpoint is its root, signed: a few hundred bytes that stand for all lines up to there. Who keeps one outside the house can tell
// for ever whether those lines are still the ones that were signed.
//
// The usual way in is a Sealer, which writes checkpoints while the program runs, and Verify, which finds what was altered, removed or put
// elsewhere. Export hands lines out with proofs that can be checked without this program.
//
// What it can not find: lines that were removed after the last checkpoint, and a log rewritten by somebody who holds the signing key
// and every copy of every checkpoint. Hence checkpoints are written often, and copied elsewhere.
package audit
