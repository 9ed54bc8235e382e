// Package strsim compares texts: how many edits lie between two names, how alike they are, and how they sound in Dutch,
// French and German. It knows no employer and no register.
//
// All functions take texts as they stand: folding case and accents is the caller's, who does it once for each distinct
// value and not once for each pair. They are symmetric, give 1 (or distance 0) for equal texts, and do not allocate for
// texts of up to 128 characters. Characters are Unicode code points; texts in ASCII, which folded names are, take
// a faster way that gives the same answer.
package strsim
