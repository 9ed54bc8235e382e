// Package casework keeps what people decided: in an SQLite file by default, in PostgreSQL for an office with several server
// processes. It can not be rebuilt from anything, so that every version of every thing stays.
//
//	store, err := casework.Open(ctx, "home/casework.db", casework.Options{})
//	receipt, err := store.Do(ctx, command, func(b vigie.Books) error { … })
//
// Commands are carried out one after the other, so that a command sees all that was decided before it, and the lines of the
// audit log make one chain. Each is one transaction. Readers see one moment and never wait.
//
// A noun has a file of its name, which says what it may be asked for by; everything else is the same for all of them.
package casework
