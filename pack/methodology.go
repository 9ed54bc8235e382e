package pack

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"vigie"
)

// Methodology is how inspectors look for a mechanism, as methodology/<id>.md says it: a section for each language of the pack, in
// their order. In each, numbered lines are steps, dashes are proof to gather, and the last bold line gives the legal basis.
type Methodology struct {
	ID    string
	Title Text
	Aim   Text // the sentence under the title
	Steps []Text
	Proof []Text
	Legal Text
	File  string
}

// Method is the methodology as casework keeps it.
func (m *Methodology) Method() vigie.Methodology {
	out := vigie.Methodology{PackID: m.ID, Title: vigie.LocalText(m.Title), Legal: []vigie.LocalText{vigie.LocalText(m.Legal)}}
	for i, s := range m.Steps {
		out.Steps = append(out.Steps, vigie.MethodStep{ID: fmt.Sprint(i + 1), Text: vigie.LocalText(s)})
	}
	for _, p := range m.Proof {
		out.Proof = append(out.Proof, vigie.LocalText(p))
	}
	return out
}

func (r *reader) readMethodologies() {
	for _, file := range r.in("methodology", ".md") {
		text, err := fs.ReadFile(r.fsys, file)
		if err != nil {
			r.fault(Pos{File: file}, "can not be read: "+err.Error(), "mend its rights")
			continue
		}
		m := &Methodology{ID: base(file), Title: Text{}, Aim: Text{}, Legal: Text{}, File: file}
		r.sections(m, string(text))
		r.pack.Methodologies = append(r.pack.Methodologies, *m)
	}
}

var (
	stepLine  = regexp.MustCompile(`^\d+\. (.+)$`)
	legalLine = regexp.MustCompile(`^\*\*[^*]+\*\* ?: ?(.+)$`)
)

// sections reads one language after the other. What is not the same in all of them is a fault: an inspector must not get fewer steps
// because of the language.
func (r *reader) sections(m *Methodology, text string) {
	language, lines := -1, strings.Split(text, "\n")
	var steps, proof int
	for i, line := range lines {
		at := Pos{File: m.File, Line: i + 1}
		if title, ok := strings.CutPrefix(line, "## "); ok {
			if language >= 0 {
				r.equal(m, at, steps, proof)
			}
			if language++; language >= len(r.pack.Languages) {
				r.fault(at, "there are more sections than the pack has languages", "keep one for each of "+strings.Join(r.pack.Languages, ", "))
				return
			}
			steps, proof = 0, 0
			if _, after, ok := strings.Cut(title, ": "); ok {
				title = after
			}
			m.Title[r.pack.Languages[language]] = title
			continue
		}
		if language < 0 {
			continue
		}
		l := r.pack.Languages[language]
		if found := stepLine.FindStringSubmatch(line); found != nil {
			m.Steps = put(m.Steps, steps, l, found[1])
			steps++
		} else if found, ok := strings.CutPrefix(line, "- "); ok {
			m.Proof = put(m.Proof, proof, l, found)
			proof++
		} else if found := legalLine.FindStringSubmatch(line); found != nil {
			m.Legal[l] = found[1]
		} else if m.Aim[l] == "" && line != "" {
			m.Aim[l] = line
		}
	}
	r.equal(m, Pos{File: m.File, Line: len(lines)}, steps, proof)
	if language+1 < len(r.pack.Languages) {
		r.fault(Pos{File: m.File, Line: 1}, "a section is missing", "write one, beginning with ##, for each of "+strings.Join(r.pack.Languages, ", "))
	}
}

// equal compares a section that has ended with the first one.
func (r *reader) equal(m *Methodology, at Pos, steps, proof int) {
	if steps == 0 || proof == 0 {
		r.fault(at, "the section above has no steps or no proof", "number the steps (1. …) and begin each proof with a dash")
	} else if steps != len(m.Steps) || proof != len(m.Proof) {
		r.fault(at, fmt.Sprintf("the section above has %d steps and %d proofs, another has %d and %d", steps, proof, len(m.Steps), len(m.Proof)), "say the same in every language")
	}
}

// put writes a text in one language at its place.
func put(texts []Text, i int, language, text string) []Text {
	if i == len(texts) {
		texts = append(texts, Text{})
	}
	texts[i][language] = text
	return texts
}
