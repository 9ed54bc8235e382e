// Package indicator runs the catalogue of yes-or-no questions over all of history and holds the answers against inspections.
//
// An indicator's query never sees an as-of date: it answers with dated evidence, once. Collect writes that to evidence; what counts
// on a date follows from the knowledge dates and the window, and is computed here for all indicators alike: Find for the dates
// of the cohort, Fire for every day. So no indicator can look ahead (docs/adr/0006). Card says how often an inspection found what
// an indicator said, with an interval; docs/method/indicators.md tells how. Test runs the cases that a colleague from the field wrote.
package indicator
