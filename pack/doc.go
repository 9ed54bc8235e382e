// Package pack reads and checks a pack: everything about a country, or a data set, that is data and not code.
//
// A pack is a folder. pack.yaml names it; source/*.yaml describe its registers, one a file; contract/*.sql give the
// views that every pack must provide (entity, link, inspection, event); feature/*.sql compute what was known of an
// entity on a date, each beside a .yaml that says what its columns mean; model/*.yaml define risk models.
//
// Read returns the pack together with every fault it has, each with file, line and the way out, so that a pack's
// author mends them in one round. It never stops at the first one.
package pack
