// Package disclosure writes what another inspectorate was given as a file that it can verify, and verifies such a file.
//
// The file is a zip: disclosure.json, targets.csv (a column for each field that is shown), and manifest.txt, which lists the SHA-256 of the others
// and is signed as a note (golang.org/x/mod/sumdb/note). Who holds the public key needs neither this house nor its server to tell that nothing was
// added, left out or changed:
//
//	vigie disclosure verify FILE --key KEY
package disclosure
