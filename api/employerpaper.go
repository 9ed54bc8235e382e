package api

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/dossier"
	"vigie/paper"
	"vigie/pipeline"
)

// employerPapers gives a dossier as two documents that are not one. The note is for the inspector, in the inspector's language, and may say
// what a model thinks. The file is what is kept of the employer and may be read by it, in the language of its territory: facts and
// their sources, and no score, rank, reason of a model or list.
func (s *Server) employerPapers(a huma.API) {
	for _, x := range []struct {
		id, path, title, is, summary string
		write                        func(*employerPaper)
	}{
		{"noteOnEmployer", "note", "dossierpaper.note", "dossierpaper.noteIs", "The note for the inspector as a PDF: reasons for and against, evidence, peers, network, history, checklist", (*employerPaper).note},
		{"fileOfEmployer", "file", "dossierpaper.file", "dossierpaper.fileIs", "The document for the file as a PDF: facts and their sources, without a score", (*employerPaper).file},
	} {
		o := huma.Operation{OperationID: x.id, Method: http.MethodGet, Path: Base + "/employers/{id}/" + x.path, Tags: []string{"employers"}, Summary: x.summary}
		huma.Register(a, gives(o, "application/pdf"), func(ctx context.Context, in *struct {
			Opened
			Target string `query:"target" maxLength:"64" doc:"Of the note: the target whose reasons it gives; the newest unless said"`
		}) (*file, error) {
			var pdf []byte
			err := s.open(ctx, in.Opened, func(ctx context.Context, l *pipeline.Snapshot, d *dossier.Dossier) error {
				t := d.Employer.Thing()
				if err := s.Guard.Check(ctx, "employer.export", t); err != nil {
					return err
				}
				p, err := s.employerPaper(ctx, l, d, in.Purpose, in.Target)
				if err != nil {
					return err
				}
				if x.path == "file" {
					if language := s.Office.FileLanguage[d.Employer.Territory]; language != "" {
						p.t.language = language
					}
				}
				p.begin(x.title, x.is)
				x.write(p)
				if pdf, err = p.doc.PDF(); err != nil {
					return err
				}
				return s.seen(ctx, "employer.export", t)
			})
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			return &file{ContentType: "application/pdf", Disposition: `attachment; filename="` + x.path + `.pdf"`, Body: pdf}, nil
		})
	}
}

// employerPaper is a document on an employer while it is written, and what it is written from.
type employerPaper struct {
	s       *Server
	ctx     context.Context
	t       tongue
	doc     *paper.Document
	l       *pipeline.Snapshot
	d       *dossier.Dossier
	purpose string
	target  *vigie.TargetFile // nil: it stands on no list that the reader sees
	others  int
	curves  []pipeline.Curve
	places  []pipeline.Place
	paths   []pipeline.Path
}

func (s *Server) employerPaper(ctx context.Context, l *pipeline.Snapshot, d *dossier.Dossier, purpose, target string) (*employerPaper, error) {
	p := &employerPaper{s: s, ctx: ctx, t: s.tongueOf(ctx), l: l, d: d, purpose: purpose}
	read := &dossierRead{}
	if err := s.decided(ctx, d.Employer.ID, read); err != nil {
		return nil, err
	}
	p.others = read.Body.Investigations
	files := read.Body.Targets
	slices.SortStableFunc(files, func(a, b item[vigie.TargetFile]) int { return cmp.Compare(b.Item.Target.AsOf, a.Item.Target.AsOf) })
	for i := range files {
		if target == "" || files[i].Item.ID == target {
			p.target = &files[i].Item
			break
		}
	}
	var err error
	if p.curves, p.places, err = s.drawn(ctx, l, d); err != nil {
		return nil, err
	}
	if p.paths, _, err = l.Paths(d.Employer.ID, 5); err != nil && vigie.CodeOf(err) != vigie.NotFound { // tied to nobody
		return nil, err
	}
	if err := s.showPaths(ctx, l, p.paths); err != nil {
		return nil, err
	}
	return p, s.showEmployer(ctx, &d.Employer)
}

// begin sets the head, and the foot of every page: who took it, when and for which purpose.
func (p *employerPaper) begin(title, is string) {
	who, _ := vigie.ActorOf(p.ctx)
	e, t := &p.d.Employer, p.t
	p.doc = paper.New(paper.Sheet{Title: t.say(title), Language: t.language, At: p.s.Now(), Page: t.page,
		Foot:  t.say("dossierpaper.foot", "who", t.user(p.ctx, who.UserID), "time", t.time(p.s.Now()), "purpose", p.purpose),
		Notes: []string{cmp.Or(e.Name, e.ID)}})
	facts := []paper.Fact{{Name: t.say("dossierpaper.number"), Value: e.ID}}
	for _, f := range []paper.Fact{{Name: t.say("column.sector"), Value: t.word("sector", e.Sector)}, {Name: t.say("column.territory"), Value: t.word("territory", e.Territory)},
		{Name: t.say("dossier.started"), Value: t.day(e.StartedOn)}, {Name: t.say("dossier.ends"), Value: t.day(e.EndedOn)}, {Name: t.say("dossier.asOf"), Value: t.date(p.d.AsOf)}} {
		if f.Value != "" {
			facts = append(facts, f)
		}
	}
	p.doc.Facts(facts...)
	p.doc.Remark(t.say(is))
	t.sayFindings(p.l, p.d)
}

func (t tongue) day(d *vigie.Date) string {
	if d == nil {
		return ""
	}
	return t.date(*d)
}

// note is what the inspector takes along.
func (p *employerPaper) note() {
	if p.others > 0 {
		p.doc.Paragraph(p.t.say("dossierpaper.others", "count", strconv.Itoa(p.others)))
	}
	p.reasons()
	p.evidence(true)
	p.peers()
	p.network()
	p.sites()
	p.history()
	p.checklist()
	p.doc.Heading(p.t.say("dossierpaper.signatures"))
	p.doc.Signatures(p.t.say("dossierpaper.inspector"), p.t.say("dossierpaper.second"), p.t.say("dossierpaper.present"))
}

// file is what is kept: what registers and inspections say, and where it stands.
func (p *employerPaper) file() {
	p.evidence(false)
	p.peers()
	p.sites()
	p.history()
	p.doc.Heading(p.t.say("dossierpaper.signatures"))
	p.doc.Signatures(p.t.say("dossierpaper.inspector"), p.t.say("dossierpaper.second"), p.t.say("dossierpaper.present"))
}

// reasons are those of the list on which it stands, for and against, each with what would explain it without fault.
func (p *employerPaper) reasons() {
	t := p.t
	p.doc.Heading(t.say("dossier.reasons"))
	if p.target == nil {
		p.doc.Paragraph(t.say("dossier.noTarget"))
		return
	}
	x := &p.target.Target
	said := t.say("dossier.on", "list", t.word("model", x.Model), "date", t.date(x.AsOf), "channel", t.word("channel", string(x.Channel)))
	if x.Rank > 0 {
		said += " " + t.say("preview.rank", "rank", strconv.Itoa(x.Rank), "of", strconv.Itoa(x.Eligible)) + ", " + t.say("dossier.score", "score", percent(x.Score))
	}
	p.doc.Paragraph(said)
	p.doc.Remark(t.say("preview.noVerdict"))
	for _, stance := range []vigie.Stance{vigie.For, vigie.Against, vigie.Context, vigie.Unknown} {
		p.stance(stance, x.Reasons)
	}
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

func (p *employerPaper) stance(stance vigie.Stance, reasons []vigie.Reason) {
	first := true
	for _, r := range reasons {
		if r.Stance != stance {
			continue
		}
		if first {
			p.doc.Subheading(p.t.say("reasons." + string(stance)))
			first = false
		}
		p.doc.Bullets(false, p.t.sentence(r.Sentence))
		for _, e := range r.Shown {
			p.doc.Remark(p.t.date(e.On) + ": " + p.t.sentence(e.Detail) + " (" + e.Records + ")")
		}
		if len(r.Innocent) > 0 {
			p.doc.Remark(p.t.say("dossierpaper.innocent"))
			p.innocent(r.Innocent)
		}
	}
	if first && stance == vigie.Against {
		p.doc.Subheading(p.t.say("reasons.against"))
		p.doc.Paragraph(p.t.say("reasons.nothingAgainst"))
	}
}

func (p *employerPaper) innocent(texts []vigie.LocalText) {
	said := make([]string, len(texts))
	for i, x := range texts {
		said[i] = p.t.local(x)
	}
	p.doc.Bullets(true, said...)
}

// mostRows is how many rows of one thing a document shows; it says how many more there are.
const mostRows = 40

// rows sets a table, and says what it leaves out.
func (p *employerPaper) rows(columns []paper.Column, rows [][]string) {
	p.doc.Table(paper.Table{Columns: columns, Rows: rows[:min(len(rows), mostRows)]})
	if more := len(rows) - mostRows; more > 0 {
		p.doc.Remark(p.t.say("dossierpaper.more", "count", strconv.Itoa(more)))
	}
}
