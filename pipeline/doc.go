// Package pipeline is the path as one list of steps, and the home in which it leaves its traces.
//
// A run has an as-of date and a seed, and everything it does follows from these, the loaded batches and the pack. It builds
// where nobody reads and publishes at its end: a killed run is never seen, and the next one starts over.
package pipeline
