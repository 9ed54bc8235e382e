package api

import (
	"bufio"
	"context"
	"io"
	"mime"
	"net/http"
	"path/filepath"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

// maxEvidence is how large one file of evidence may be.
const maxEvidence = 64 << 20

func (s *Server) evidence(a huma.API) {
	n := plural{"evidence", "Evidence", vigie.KindEvidence}
	shelf[vigie.Evidence](s, a, n, vigie.Books.Evidence, nil)

	o := post(n, "addEvidence", "", "Add a file to an investigation")
	o.MaxBodyBytes = maxEvidence + 1<<20
	huma.Register(a, o, func(ctx context.Context, in *struct {
		Sent
		RawBody huma.MultipartFormFiles[struct {
			File          huma.FormFile `form:"file" required:"true"`
			Investigation string        `form:"investigation" required:"true" maxLength:"64"`
			Visit         string        `form:"visit" required:"false" maxLength:"64"`
		}]
	}) (*done, error) {
		form := in.RawBody.Data()
		e := &vigie.Evidence{Investigation: form.Investigation, VisitID: form.Visit, Name: safeName(form.File.Filename)}
		r, err := s.addEvidence(ctx, in.Sent, e, form.File)
		return s.answered(ctx, r, err)
	})

	huma.Register(a, gives(huma.Operation{OperationID: "fetchEvidence", Method: http.MethodGet, Path: Base + "/evidence/{id}/content", Tags: []string{"evidence"},
		Summary: "The file itself, to keep and not to open in the page"}, "application/octet-stream"), s.fetchEvidence)
}

// addEvidence keeps the content first and the row after it: a row never names what is not there.
func (s *Server) addEvidence(ctx context.Context, k Sent, e *vigie.Evidence, from io.Reader) (vigie.Receipt, error) {
	inv, err := get(ctx, s, plural{kind: vigie.KindInvestigation}, vigie.Books.Investigations, e.Investigation)
	if err != nil {
		return vigie.Receipt{}, err
	}
	e.Team = append([]string{inv.Lead}, inv.Team...)
	if err := s.Guard.Check(ctx, "evidence.add", e.Thing()); err != nil {
		return vigie.Receipt{}, err
	}
	head := bufio.NewReaderSize(from, 512)
	look, err := head.Peek(512)
	if err != nil && len(look) == 0 {
		return vigie.Receipt{}, vigie.Errorf(vigie.Invalid, "the file is empty")
	}
	e.Type = http.DetectContentType(look)
	if e.Hash, e.Size, err = s.Files.Keep(ctx, head, maxEvidence); err != nil {
		return vigie.Receipt{}, err
	}
	c, err := s.command(k, "evidence.add", e)
	if err != nil {
		return vigie.Receipt{}, err
	}
	c.Action = "evidence.add"
	return s.Casework.Do(ctx, c, func(b vigie.Books) error {
		return vigie.Keep(ctx, b, b.Evidence(), c.Action, vigie.Act{}, e)
	})
}

// safeName is a file's own name without folders and control signs.
func safeName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '/' || r == '\\' {
			return '_'
		}
		return r
	}, filepath.Base(filepath.ToSlash(name)))
	if len(name) > 200 {
		name = name[len(name)-200:]
	}
	return strings.ToValidUTF8(name, "_")
}

func (s *Server) fetchEvidence(ctx context.Context, in *struct {
	ID string `path:"id" maxLength:"64"`
}) (*huma.StreamResponse, error) {
	e, err := get(ctx, s, plural{kind: vigie.KindEvidence}, vigie.Books.Evidence, in.ID)
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	if err := s.seen(ctx, "evidence.view", e.Thing()); err != nil {
		return nil, s.problem(ctx, err)
	}
	content, err := s.Files.Open(ctx, e.Hash)
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return &huma.StreamResponse{Body: func(h huma.Context) {
		defer content.Close()
		// Whatever it claims to be, no browser runs it: it is kept, not shown.
		h.SetHeader("Content-Type", "application/octet-stream")
		h.SetHeader("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": e.Name}))
		h.SetHeader("Digest", "sha-256="+e.Hash)
		if _, err := io.Copy(h.BodyWriter(), content); err != nil {
			s.Log.WarnContext(ctx, "send evidence", "trace", TraceOf(ctx), "err", err)
		}
	}}, nil
}

// seen writes into the audit log that somebody looked. Who can not be written down may not look.
func (s *Server) seen(ctx context.Context, a vigie.Action, things ...vigie.Thing) error {
	e := vigie.Entry{At: s.Now(), Action: a}
	for _, t := range things {
		e.Things = append(e.Things, vigie.Ref{Kind: t.Kind, ID: t.ID})
	}
	return s.Casework.Seen(ctx, e)
}
