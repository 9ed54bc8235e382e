// Package extract writes a register the way registers arrive: one file an extract, each named by the day on which it was made,
// with a header, compressed if its name says so. A row stands in the first extract made after the day on which it arrived, so
// that what comes late or is corrected stands in a later file.
//
// Rows are appended field by field into one buffer: a country has hundreds of millions of them. The same rows give the same
// bytes: an encoder has no clock, no name and no second thread.
package extract
