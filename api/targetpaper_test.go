package api

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vigie"
	"vigie/paper/papertest"
)

// texts are the house's own words, as the program is handed them.
func texts(t *testing.T) map[string]map[string]string {
	t.Helper()
	all := map[string]map[string]string{}
	files, err := filepath.Glob("../web/src/text/*/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts: %v", err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		said := all[filepath.Base(filepath.Dir(f))]
		if said == nil {
			said = map[string]string{}
		}
		if err := json.Unmarshal(b, &said); err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(filepath.Dir(f))] = said
	}
	return all
}

func (d *desk) file(who, path string) *httptest.ResponseRecorder {
	d.t.Helper()
	return d.send(who, httptest.NewRequestWithContext(d.t.Context(), http.MethodGet, Base+path, nil))
}

// hostileNames are those of five employers in north.
var hostileNames = []string{"<script>alert(1)</script>", "Bouw \u202Efdp.exe", strings.Repeat("W", 10_000), "Pizza 🍕 & zonen", "=cmd|' /C calc'!A0"}

func paperDesk(t *testing.T) *desk {
	d := wholeDesk(t)
	d.s.Texts = texts(t)
	d.s.Office.Languages = []string{"nl", "en"}
	d.s.Office.Words = map[string]map[string]vigie.LocalText{"territory": {"north": {"nl": "Het Noorden"}}}
	d.put(func(b vigie.Books) error {
		u := &vigie.User{State: vigie.UserActive, Login: "ines", Name: "Ines Peeters", Language: "nl"}
		u.ID = "ines"
		if err := b.Users().Put(t.Context(), u); err != nil {
			return err
		}
		for i, name := range hostileNames {
			f := &vigie.TargetFile{State: vigie.TargetProposed, Directorate: "north", Target: vigie.Target{EntityID: fmt.Sprint("10", i), Name: name, Territory: "north", Sector: "cleaning",
				Model: "nights", Rank: i + 1, Eligible: 30, Channel: vigie.Ranked, AsOf: vigie.DateOf(d.now),
				Reasons: []vigie.Reason{{Stance: vigie.For, Sentence: vigie.LocalText{"nl": "Er werd na 2026-02-03 gewerkt."}}}}}
			if err := b.Targets().Put(t.Context(), f); err != nil {
				return err
			}
		}
		south := &vigie.TargetFile{State: vigie.TargetProposed, Directorate: "south", Target: vigie.Target{EntityID: "200", Name: "Zuiderse Dakwerken", Territory: "south"}}
		return b.Targets().Put(t.Context(), south)
	})
	return d
}

// TestPrintTargets reads a printed list back: who took it, when, how it was narrowed, each page's number, and names that would do harm.
func TestPrintTargets(t *testing.T) {
	t.Parallel()

	d := paperDesk(t)
	w := d.file("ines", "/targets/paper?state=proposed&territory=north,south&channelNot=random&sort=-rank")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/pdf" || !strings.Contains(w.Header().Get("Content-Disposition"), "attachment") {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	pages := papertest.Pages(t, w.Body.Bytes())
	all := strings.Join(pages, "\n")
	for _, want := range []string{"Doelwitten", "5 doelwitten", "Toestand\nVoorgesteld", "Gebied\nHet Noorden, south", "Kanaal\nniet Toevallig", "Gesorteerd op\nRang, aflopend", "bladzijde 1 van 1",
		"Meegenomen door Ines Peeters op 02/03/2026, 09:00", "1 / 30", "Er werd na 03/02/2026 gewerkt.", "\uFFFDfdp.exe", "Pizza \uFFFD & zonen"} {
		if !strings.Contains(all, want) {
			t.Errorf("nowhere stands %q in\n%.3000s", want, all)
		}
	}
	if strings.ContainsAny(all, "\u202E🍕") || strings.Count(all, "W") > 400 {
		t.Error("a hostile name was set as it came")
	}
	if strings.Contains(all, "Zuiderse") {
		t.Error("what Ines may not see was printed for her")
	}
	if seen := d.audited("target.export"); len(seen) != 1 || len(seen[0].Things) != 5 {
		t.Errorf("the audit log says %v of what was printed", seen)
	}
}

// TestPrintVeiled prints for who sees pseudonyms: no name and no number stands on the paper, and a list is not searched by them.
func TestPrintVeiled(t *testing.T) {
	t.Parallel()

	d := paperDesk(t)
	all := strings.Join(papertest.Pages(t, d.file("mia", "/targets/paper").Body.Bytes()), "\n")
	if !strings.Contains(all, "P-001") || strings.Contains(all, "100") || strings.Contains(all, "Pizza") {
		t.Errorf("a miner's paper says\n%s", all)
	}
	if w := d.file("mia", "/targets/paper?q=pizza"); w.Code != http.StatusForbidden {
		t.Errorf("a search by name was answered %d", w.Code)
	}
	if w := d.file("admin", "/targets/paper"); strings.Contains(strings.Join(papertest.Pages(t, w.Body.Bytes()), "\n"), "Pizza") {
		t.Error("an administrator printed a target")
	}
}

// TestExportHostile: no cell of the file is a formula, turns the direction of writing, or ends its line early.
func TestExportHostile(t *testing.T) {
	t.Parallel()

	w := paperDesk(t).file("ines", "/targets/export?sort=rank")
	r := csv.NewReader(w.Body)
	r.FieldsPerRecord = -1
	lines, err := r.ReadAll()
	if err != nil || len(lines) != 5+5 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	for _, line := range lines {
		for _, c := range line {
			if strings.ContainsAny(c, "\u202E\x00\x1b") || c != "" && strings.ContainsRune("=+-@", rune(c[0])) {
				t.Errorf("a cell is %q", c)
			}
		}
	}
	if got := lines[9][3]; got != "'"+hostileNames[4] {
		t.Errorf("a formula became %q", got)
	}
}

func (d *desk) audited(action vigie.Action) (found []vigie.Entry) {
	d.t.Helper()
	err := d.s.Casework.Read(d.t.Context(), func(b vigie.Books) error {
		all, err := b.Entries(d.t.Context(), vigie.EntryQuery{})
		for _, e := range all {
			if e.Action == action {
				found = append(found, e)
			}
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return found
}
