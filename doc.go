// Package vigie holds the nouns of the work and nothing that knows how they are kept or computed: dates, runs,
// targets, reasons, figures, errors. Every room may import it; it imports no other.
//
// The path is: source (what registers say) → feature (what was known of whom, when) → model (how likely) → target
// (whom to visit, why, and by which chance). Each stage leaves a table for the next; see docs/path.md.
package vigie
