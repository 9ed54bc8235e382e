//go:build race

package source

// underRace tells that memory is counted several times over.
const underRace = true
