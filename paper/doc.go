// Package paper sets documents as PDF: lists, dossiers and reports that are printed, filed and handed on. It knows no noun of the work and no
// language: whoever writes a document hands its words over, in the reader's language.
//
//	d := paper.New(paper.Sheet{Title: "Targets", Foot: "Taken by …", At: at, Page: func(n, of int) string { return fmt.Sprintf("page %d of %d", n, of) }})
//	d.Heading("North")
//	d.Facts(paper.Fact{Name: "Narrowed by", Value: "sector: building"})
//	d.Table(paper.Table{Columns: …, Rows: …})
//	pdf, err := d.PDF()
//
// It promises three things. What is not on the page is not in the file: no script, no link, no form, no attachment, and nothing fetched. A
// text can not harm the page that it stands on, whoever wrote it: see Clean. And the same document, made at the same time, is the same to the byte.
//
// The font is DejaVu Sans Condensed, under its own free licence (LICENSE-DejaVu); only the letters that are used go into a file. Flaws that are
// known: letters written from right to left stand in the order in which they are kept, and Arabic ones are not joined; and a file
// has no tags for a screen reader, so that the page it was printed from is the accessible form.
package paper
