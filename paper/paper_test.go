package paper_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"vigie/paper"
	"vigie/paper/papertest"
)

var at = time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)

func sheet() paper.Sheet {
	return paper.Sheet{Title: "Doelwitten", Notes: []string{"Streek: noord"}, Foot: "An Peeters · 2 maart 2026", At: at, Language: "nl",
		Page: func(n, of int) string { return fmt.Sprintf("bladzijde %d van %d", n, of) }}
}

func TestClean(t *testing.T) {
	t.Parallel()

	tests := []struct {
		name, text string
		most       int
		want       string
	}{
		{"Words", "Bakkerij Élan & Œuvre, ß ł ș ğ Ω Ж", 0, "Bakkerij Élan & Œuvre, ß ł ș ğ Ω Ж"},
		{"Script", "<script>alert(1)</script>", 0, "<script>alert(1)</script>"},
		{"PDFOperators", `(Tj) \) ET endstream %%EOF`, 0, `(Tj) \) ET endstream %%EOF`},
		{"RightToLeftOverride", "Bouw \u202Efdp.exe\u202C", 0, "Bouw \uFFFDfdp.exe\uFFFD"},
		{"Isolates", "a\u2066b\u2069c", 0, "a\uFFFDb\uFFFDc"},
		{"Emoji", "Pizza 🍕🍕 & 👩‍🚒 zonen", 0, "Pizza \uFFFD & \uFFFD zonen"},
		{"Control", "a\x00\x07b\x1bc", 0, "a\uFFFDb\uFFFDc"},
		{"NotUTF8", "caf\xe9", 0, "caf\uFFFD"},
		{"Spaces", " a\u00A0\u2003\tb ", 0, "a b"},
		{"SignsInHeaps", "Z" + strings.Repeat("\u0335\u0322", 50) + "a", 0, "Z\u0335\u0335a"},
		{"PutTogether", "e\u0301", 0, "é"},
		{"SoftHyphen", "werk\u00ADgever\u200B", 0, "werkgever"},
		{"TooLong", strings.Repeat("x", 10_000), 12, "xxxxxxxxxxxx…"},
		{"JustFits", "abc", 3, "abc"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			if diff := cmp.Diff(test.want, paper.Clean(test.text, test.most)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzClean: whatever is written, what is printed is short, is text, and turns nothing.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "\u202E", "a\xff", strings.Repeat("\u0301", 100), "🍕"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := paper.Clean(s, 50)
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) > 51 {
			t.Errorf("%q became %q", s, got)
		}
		for _, r := range got {
			if r < ' ' && r != '\n' || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r > 0xFFFF {
				t.Errorf("%q became %q", s, got)
			}
		}
	})
}

// TestDocument writes one of everything, and reads it back.
func TestDocument(t *testing.T) {
	t.Parallel()

	pdf := everything(t)
	pages := papertest.Pages(t, pdf)
	if len(pages) != 3 {
		t.Fatalf("%d pages, want 3", len(pages))
	}
	for n, page := range pages {
		for _, want := range []string{fmt.Sprintf("bladzijde %d van 3", n+1), "An Peeters · 2 maart 2026"} {
			if !strings.Contains(page, want) {
				t.Errorf("page %d does not say %q", n+1, want)
			}
		}
	}
	for _, want := range []string{"Doelwitten", "Streek: noord", "Wat er staat", "Een alinea.", "Gecontroleerd op", "ja", "Naam", "Bedrijf 1", "Datum en handtekening"} {
		if !strings.Contains(strings.Join(pages, "\n"), want) {
			t.Errorf("nowhere stands %q", want)
		}
	}
	if !strings.Contains(pages[1], "Naam") || strings.Count(strings.Join(pages, "\n"), "Bedrijf 77\n") != 1 {
		t.Error("a table that goes on over the page says its columns again, and its rows once")
	}
	if again := everything(t); !bytes.Equal(pdf, again) {
		t.Error("the same document is not the same to the byte")
	}
}

func everything(t *testing.T) []byte {
	t.Helper()
	d := paper.New(sheet())
	d.Heading("Wat er staat")
	d.Paragraph("Een alinea.")
	d.Remark("Bron: verzonnen.")
	d.Bullets(true, "Tel de fietsen", "Vraag het register")
	d.Facts(paper.Fact{Name: "Gecontroleerd op", Value: "ja"})
	d.Draw(30, func(g *paper.Drawing) {
		g.Area(paper.Pale, paper.Grey, paper.Point{X: 1, Y: 1}, paper.Point{X: 40, Y: 1}, paper.Point{X: 20, Y: 25})
		g.Line(paper.Blue, 0.4, paper.Point{X: 0, Y: 30}, paper.Point{X: g.Wide, Y: 0})
		g.Dot(paper.Red, paper.Point{X: 20, Y: 10}, 1)
		g.Text(paper.Black, paper.Point{X: 22, Y: 8}, 50, "hier")
	})
	rows := make([][]string, 100)
	for i := range rows {
		rows[i] = []string{fmt.Sprintf("Bedrijf %d", i), fmt.Sprint(i * i)}
	}
	d.Table(paper.Table{Columns: []paper.Column{{Name: "Naam", Share: 3}, {Name: "Werknemers", Number: true}}, Rows: rows})
	d.Signatures("Datum en handtekening")
	pdf, err := d.PDF()
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

// TestHostile puts what a register might hold into every kind of thing: nothing but text comes of it, and nothing grows without end.
func TestHostile(t *testing.T) {
	t.Parallel()

	hostile := []string{"<script>alert(1)</script>", "\u202Efdp.exe", strings.Repeat("W", 10_000), "🍕 & zonen", ") Tj ET /JS (app.alert(1)) \\", "\x00\x1b[2J", ""}
	s := sheet()
	s.Title, s.Foot, s.Notes = strings.Join(hostile, " "), hostile[2], hostile
	d := paper.New(s)
	for _, h := range hostile {
		d.Heading(h)
		d.Paragraph(h)
		d.Bullets(false, h)
		d.Facts(paper.Fact{Name: h, Value: h})
		d.Table(paper.Table{Columns: []paper.Column{{Name: h}, {Name: h, Number: true}}, Rows: [][]string{{h, h}, {h}, {}}})
		d.Draw(10, func(g *paper.Drawing) { g.Text(paper.Black, paper.Point{}, 40, h) })
		d.Signatures(h)
	}
	pdf, err := d.PDF()
	if err != nil {
		t.Fatal(err)
	}
	for _, active := range []string{"/JS", "/JavaScript", "/AA", "/URI", "/Launch", "/Filespec", "/AcroForm", "/S /"} {
		if bytes.Contains(pdf, []byte(active)) {
			t.Errorf("there is %s in it", active)
		}
	}
	pages := papertest.Pages(t, pdf)
	if len(pages) > 12 {
		t.Errorf("%d pages came of 7 texts", len(pages))
	}
	all := strings.Join(pages, "\n")
	for _, want := range []string{"<script>alert(1)</script>", "\uFFFDfdp.exe", "WW…", "\uFFFD & zonen", ") Tj ET /JS (app.alert(1)) \\"} {
		if !strings.Contains(all, want) {
			t.Errorf("nowhere stands %q", want)
		}
	}
	if strings.ContainsAny(all, "\u202E\x00\x1b🍕") {
		t.Error("what turns or controls was set as it came")
	}
}

// TestAtOnce writes documents side by side: they share a font.
func TestAtOnce(t *testing.T) {
	t.Parallel()

	want := everything(t)
	for range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()

			if !bytes.Equal(want, everything(t)) {
				t.Error("another document came of the same words")
			}
		})
	}
}

func BenchmarkTable(b *testing.B) {
	rows := make([][]string, 1000)
	for i := range rows {
		rows[i] = []string{fmt.Sprintf("Bouwonderneming Peeters en Zonen %d", i), "Hoofdaannemer zonder aangifte van werken in de laatste twaalf maanden, en met drie onderaannemers", "F41", "noord", "1 / 30"}
	}
	for b.Loop() {
		d := paper.New(sheet())
		d.Table(paper.Table{Columns: []paper.Column{{Name: "Naam", Share: 3}, {Name: "Reden", Share: 4}, {Name: "Sector"}, {Name: "Streek"}, {Name: "Plaats", Number: true}}, Rows: rows})
		if _, err := d.PDF(); err != nil {
			b.Fatal(err)
		}
	}
}
