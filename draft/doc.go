// Package draft writes the papers that the law asks for, as drafts for lawyers: an entry for an algorithm register, impact assessments, technical
// documentation, an explanation for who was chosen, and how long logs are kept.
//
// A draft is filled from the pack, the model cards, and what people decided of versions. What can not be filled from there is never made up: it is an open
// question, numbered where it stands and listed at the end. The house's own sentences are in English; what the pack says is in the language asked for.
package draft
