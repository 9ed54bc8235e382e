// Package source reads what the registers send: it finds the extracts, keeps each as received, checks every row, and adds
// what is new to the lake. It is the first step of the path, and the only door by which data of others comes in.
//
// The usual way in is Declare, which makes the empty tables of a pack, Load, which takes in every extract that is not in
// the lake yet, and BuildContract, which makes the tables entity, link, inspection and event that the other stages read.
//
// What is promised:
//   - Nothing is dropped in silence. Every row of a file is stored, or says what the lake knew already, or stands in reject
//     with its line, its text and the reason: rows = added + corrected + unchanged + repeated + refused.
//   - What ends stays, with the day in known_until and, in ended, the extract that ended it: the whole register without it, or a
//     file that deletes it. What comes back on the same day as it was did not end.
//   - The lake is the same in whatever order extracts come, so long as no two of one day and kind say different things of a key.
//   - An extract comes in whole or not at all, whatever stops the load, and the same extract twice is once.
//   - A correction never changes what was known before it: both versions stay, each with the days on which it counted.
//   - The lake never sees a value of a column that is marked as a pseudonym.
//
// A CSV is read once, in pieces that are cut where a row ends (cut.go) and checked on every core (check.go), and flows
// into the register's table by whole columns. DuckDB's own reader was the other way: it has no line numbers for a value
// that does not fit, wants the right to read files on the lake where pack SQL runs, and takes as long for the types alone as
// this way does with every check (bench/load).
package source
