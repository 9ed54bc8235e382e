//go:build race

package main

// raced says whether the race detector watches these tests.
const raced = true
