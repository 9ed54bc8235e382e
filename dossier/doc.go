// Package dossier reads out of the lake what is said of one employer: who it is, what happened, what indicators show and with what
// evidence, what inspections found, by what it is tied to others, and on which lists it stood with which reasons.
//
// It reads a published snapshot and writes nothing. Everything is as known on a date: a row counts only when it was known by then.
package dossier
