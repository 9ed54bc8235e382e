// Package lake is the analytical store: what the registers say, and what is computed from it. It is the only room that
// knows DuckDB.
//
// The usual way in is Open, which takes the one writer's place on home/lake/build.duckdb; the stages write tables through
// it, and Publish then turns what was built into a file that never changes again. Readers use OpenSnapshot on the file
// that Current names, so that they never wait for the writer and never see half a run.
//
// What is promised:
//   - One writer. A second one is told who holds the lake and what to do.
//   - All of a transaction or nothing of it, also after a kill.
//   - SQL that comes from a pack can not read or write a file, load an extension or change a setting, unless the lake
//     was opened with Options.External.
//   - Everything in the lake can be rebuilt from home/registers.
package lake
