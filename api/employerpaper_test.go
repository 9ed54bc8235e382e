package api

import (
	"strings"
	"testing"

	"vigie"
	"vigie/dossier"
	"vigie/paper/papertest"
	"vigie/pipeline"
)

// TestTheScoreNeverEntersTheFile writes both documents on an employer with a hostile name, of which a model thinks something, and looks for that.
func TestTheScoreNeverEntersTheFile(t *testing.T) {
	t.Parallel()

	const reason, list = "bekannt aus dem Modell", "undeclared-hours"
	write := func(title string, set func(*employerPaper)) string {
		d := newDesk(t)
		d.s.Texts = map[string]map[string]string{"en": {
			"dossierpaper.note": "Note", "dossierpaper.file": "File", "dossier.on": "On the list {{list}} as of {{date}}, by {{channel}}.", "dossier.score": "score {{score}}",
			"preview.rank": "place {{rank}} of {{of}}", "paper.date": "2 Jan 2006", "paper.time": "2 Jan 2006", "paper.page": "page {{page}} of {{of}}",
			"dossierpaper.foot": "Taken by {{who}} on {{time}}, for: {{purpose}}"}}
		l := &pipeline.Snapshot{}
		empty(&l.Pack)
		l.Pack.Indicators = []pipeline.Indicator{{ID: "late", Detail: map[string]string{"nl": "te laat gemeld", "en": "declared {days} {days|day|days} late, on {on}"}}}
		p := &employerPaper{s: d.s, ctx: vigie.WithActor(t.Context(), people["ann"]), t: tongue{s: d.s, language: "en", zone: d.s.Now().Location(), names: map[string]string{}}, l: l,
			purpose: "a visit", d: &dossier.Dossier{
				Employer:   dossier.Employer{ID: "0123456789", Name: "<script>alert(1)</script> \u202egnp.exe", Territory: "north"},
				Waterfalls: []dossier.Waterfall{{Model: list, Score: 0.8731, Usual: 0.0417}},
				Findings:   []dossier.Finding{{Indicator: "late", Fires: true, Evidence: []dossier.Evidence{{Detail: `{"days": 1, "on": "2026-03-05"}`, Source: "declarations/1"}}}},
			},
			target: &vigie.TargetFile{Target: vigie.Target{Model: list, Score: 0.8731, Rank: 3, Eligible: 412, Channel: vigie.Ranked,
				Reasons: []vigie.Reason{{Feature: "hours.few", Stance: vigie.For, Contribution: 1.7, Sentence: vigie.LocalText{"en": reason}}}}},
		}
		p.begin(title, title+"Is")
		set(p)
		pdf, err := p.doc.PDF()
		if err != nil {
			t.Fatal(err)
		}
		for _, harm := range []string{"\u202e", "/JavaScript", "/OpenAction", "/URI"} {
			if strings.Contains(string(pdf), harm) {
				t.Errorf("%s: %q stands in it", title, harm)
			}
		}
		if says := p.d.Findings[0].Evidence[0].Says; says != "declared 1 day late, on 2026-03-05" {
			t.Errorf("%s: the evidence says %q", title, says)
		}
		pages := papertest.Pages(t, pdf)
		text := strings.Join(pages, "\n")
		if !strings.Contains(text, "page 1 of ") || !strings.Contains(text, "for: a visit") || !strings.Contains(text, "declarations/1") || !strings.Contains(text, "1 day late, on 5 Mar 2026") {
			t.Errorf("%s: it lacks its pages, its purpose or its sources:\n%s", title, text)
		}
		return text
	}
	thought := []string{"87 %", "0.87", "score", "412", list, reason, "ranked"}
	note, file := write("dossierpaper.note", (*employerPaper).note), write("dossierpaper.file", (*employerPaper).file)
	for _, x := range thought {
		if strings.Contains(strings.ToLower(file), strings.ToLower(x)) {
			t.Errorf("the file says %q:\n%s", x, file)
		}
	}
	for _, x := range []string{"87 %", "412", list, reason} {
		if !strings.Contains(note, x) {
			t.Errorf("the note does not say %q:\n%s", x, note)
		}
	}
}
