// Package feature computes what was known of an entity on a date.
//
// Build fills cohort(entity_id, as_of) and answers every family of a pack for all of it at once: one SQL query a family,
// one table feature.<family> each. A family that answers for too few or too many rows, or with other columns than its
// .yaml declares, is an error. Catalogue writes the page that says what each feature means.
//
// Missing is not available, never zero. A feature sees registers through knowledge: known_on <= as_of.
package feature
