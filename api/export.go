package api

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

// mostExported is how many targets one file holds.
const mostExported = 10_000

// file is what is sent to be kept and not to be opened in the page.
type file struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

// gives says in the description of what kind a file is; a description that is not told takes it for JSON.
func gives(o huma.Operation, typ string) huma.Operation {
	o.Responses = map[string]*huma.Response{"200": {Content: map[string]*huma.MediaType{typ: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}}
	return o
}

// export gives a list of targets as a file: what the actor may see and take along, narrowed as in the list. Its head says who took it, when
// and by which filters, so that a file that is found somewhere tells where it comes from; each target in it is a thing in the audit log.
func (s *Server) export(a huma.API, n plural) {
	o := huma.Operation{OperationID: "exportTargets", Method: http.MethodGet, Path: Base + "/targets/export", Tags: []string{n.path},
		Summary: "The list as a CSV file, with who took it, when and how it was narrowed in its head", Parameters: s.fieldParameters(n)}
	huma.Register(a, gives(o, "text/csv"), func(ctx context.Context, in *asks) (*file, error) {
		files, err := s.taken(ctx, n, in)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		var text bytes.Buffer
		if err := s.writeTargets(ctx, &text, in, files); err != nil {
			return nil, s.problem(ctx, err)
		}
		return &file{ContentType: "text/csv; charset=utf-8", Disposition: `attachment; filename="targets.csv"`, Body: text.Bytes()}, nil
	})
}

// taken are the targets that leave the house in a file, each written into the audit log before it does.
func (s *Server) taken(ctx context.Context, n plural, in *asks) ([]vigie.TargetFile, error) {
	files, err := s.exported(ctx, n, in)
	if err != nil {
		return nil, err
	}
	things := make([]vigie.Thing, len(files))
	for i := range files {
		things[i] = files[i].Thing()
	}
	return files, s.seen(ctx, "target.export", things...)
}

// exported are the targets that a file will hold.
func (s *Server) exported(ctx context.Context, n plural, in *asks) ([]vigie.TargetFile, error) {
	files, err := s.listed(ctx, n, in, mostExported)
	return slices.DeleteFunc(files, func(f vigie.TargetFile) bool { return s.Guard.Check(ctx, "target.export", f.Thing()) != nil }), err
}

// listed are all targets of a list, which may not be more than so many.
func (s *Server) listed(ctx context.Context, n plural, in *asks, most int) ([]vigie.TargetFile, error) {
	scope, err := s.Guard.Scope(ctx, n.kind)
	if err == nil {
		err = s.veil(ctx, n.kind, in, scope)
	}
	if err != nil {
		return nil, err
	}
	var files []vigie.TargetFile
	err = s.Casework.Read(ctx, func(b vigie.Books) error {
		for page := 1; ; page++ {
			got, err := b.Targets().List(ctx, vigie.Query{Scope: scope, Where: in.where, Text: in.Text, Sort: in.Sort, Page: page, Size: 1000})
			if err != nil {
				return err
			}
			if got.Total > most {
				return vigie.Errorf(vigie.Invalid, "the list has %d targets, and %d are the most that can be taken at once: narrow it", got.Total, most)
			}
			files = append(files, got.Items...)
			if len(got.Items) < 1000 {
				return nil
			}
		}
	})
	return files, err
}

func (s *Server) writeTargets(ctx context.Context, to *bytes.Buffer, in *asks, files []vigie.TargetFile) error {
	who, _ := vigie.ActorOf(ctx)
	query := in.url.Query()
	query.Del("page")
	query.Del("pageSize")
	w := csv.NewWriter(to)
	for _, line := range [][]string{
		{"# targets", strconv.Itoa(len(files))}, {"# taken by", who.UserID}, {"# taken at", s.Now().UTC().Format(time.RFC3339)}, {"# narrowed by", query.Encode()},
		{"id", "state", "entity", "name", "territory", "sector", "model", "as_of", "rank", "score", "channel", "directorate", "assigned_to", "expires_on", "reasons"},
	} {
		if err := w.Write(cells(line)); err != nil {
			return err
		}
	}
	for i := range files {
		f := &files[i]
		if err := s.showTarget(ctx, f); err != nil {
			return err
		}
		t, day := &f.Target, ""
		if f.ExpiresOn != 0 {
			day = f.ExpiresOn.String()
		}
		err := w.Write(cells([]string{f.ID, f.State, t.EntityID, t.Name, t.Territory, t.Sector, t.Model, t.AsOf.String(), strconv.Itoa(t.Rank), fmt.Sprintf("%.4f", t.Score),
			string(t.Channel), f.Directorate, f.AssignedTo, day, features(t.Reasons)}))
		if err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func features(reasons []vigie.Reason) string {
	names := make([]string, len(reasons))
	for i, r := range reasons {
		names[i] = r.Feature
	}
	return strings.Join(names, " ")
}

// cells keeps a spreadsheet from taking for a formula what is a text, and a text from looking like another: what turns the direction of writing
// and what controls a device is marked.
func cells(line []string) []string {
	for i, c := range line {
		line[i] = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) {
				return unicode.ReplacementChar
			}
			return r
		}, c)
		c = line[i]
		if c != "" && strings.ContainsRune("=+-@\n", rune(c[0])) {
			line[i] = "'" + c
		}
	}
	return line
}
