package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/dossier"
	"vigie/pipeline"
)

func (s *Server) employers(a huma.API) {
	op := func(id, path, summary string) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodGet, Path: Base + "/employers" + path, Tags: []string{"employers"}, Summary: summary}
	}
	huma.Register(a, op("findEmployers", "", "Find employers by name or number"), s.findEmployers)
	huma.Register(a, op("openDossier", "/{id}", "What is said of an employer, as known on a date; opened for a purpose, which is written down"), s.openDossier)
	huma.Register(a, op("drawingsOfEmployer", "/{id}/drawings", "Its curves beside its peers', and its places, as the pack draws them"), s.drawings)
	huma.Register(a, op("egoOfEmployer", "/{id}/network", "Whom it is tied to, the most telling ties first"), s.ego)
	huma.Register(a, op("pathsToEmployer", "/{id}/paths", "By which dated ties findings elsewhere reach it"), s.paths)
	huma.Register(a, op("tiesOfEmployer", "/{id}/ties", "How many things of a kind it has or had, and how many of them another has too"), s.ties)
	huma.Register(a, op("relationsOfEmployer", "/{id}/relations", "Its kinds of ties, with how much following each would bring"), s.relations)
	huma.Register(a, op("expandEmployer", "/{id}/expand", "What it shares along one relation, and with whom"), s.expand)
	huma.Register(a, op("wayToEmployer", "/{id}/way", "The shortest way of dated ties to another employer"), s.way)
	s.networkFile(a)
	s.employerPapers(a)
	s.employerMap(a)
}

type employersPage struct {
	Body struct {
		Items []item[dossier.Employer] `json:"items" nullable:"false"`
		Total int                      `json:"total"`
	}
}

func (s *Server) findEmployers(ctx context.Context, in *struct {
	Text   string `query:"q" minLength:"2" maxLength:"200" required:"true"`
	Sector string `query:"sector" maxLength:"64"`
	Page   int    `query:"page" minimum:"1" maximum:"1000" default:"1"`
	Size   int    `query:"pageSize" minimum:"1" maximum:"200" default:"50"`
}) (*employersPage, error) {
	scope, err := s.Guard.Scope(ctx, vigie.KindEmployer)
	if err == nil {
		err = s.veil(ctx, vigie.KindEmployer, &asks{Text: in.Text}, scope)
	}
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	var got vigie.Listing[dossier.Employer]
	err = s.Lake.Use(ctx, func(l *pipeline.Snapshot) (err error) {
		got, err = dossier.Find(ctx, l.Lake, dossier.Search{Text: in.Text, Sector: in.Sector, Page: in.Page, Size: in.Size, AsOf: l.AsOf, All: scope.All,
			Territories: territories(scope)})
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	out := &employersPage{}
	out.Body.Total, out.Body.Items = got.Total, make([]item[dossier.Employer], len(got.Items))
	for i := range got.Items {
		e := &got.Items[i]
		if err := s.showEmployer(ctx, e); err != nil {
			return nil, s.problem(ctx, err)
		}
		out.Body.Items[i] = item[dossier.Employer]{Href: Base + "/employers/" + e.ID, Item: *e}
	}
	return out, nil
}

// territories are those of a scope; an employer is found by no other key.
func territories(scope vigie.Scope) []string {
	var ids []string
	for _, k := range scope.Keys {
		if id, ok := strings.CutPrefix(string(k), string(vigie.TerritoryKey(""))); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// Opened is what a dossier is opened with.
type Opened struct {
	ID      string `path:"id" maxLength:"64"`
	Purpose string `header:"Vigie-Purpose" maxLength:"500" doc:"Why it is opened; it is written down with who opens it"`
}

// withPurpose is the actor with why it asks, which is written down with what it did.
func withPurpose(ctx context.Context, purpose string) context.Context {
	who, _ := vigie.ActorOf(ctx)
	who.Purpose = strings.TrimSpace(purpose)
	return vigie.WithActor(ctx, who)
}

// open reads the employer's dossier for whoever may open it, and writes down that it was. What it shows beyond the dossier is read by more.
func (s *Server) open(ctx context.Context, in Opened, more func(context.Context, *pipeline.Snapshot, *dossier.Dossier) error) error {
	ctx = withPurpose(ctx, in.Purpose)
	id, err := s.entityOf(ctx, in.ID)
	if err != nil {
		return err
	}
	return s.Lake.Use(ctx, func(l *pipeline.Snapshot) error {
		d, err := dossier.Read(ctx, l.Lake, id, l.AsOf)
		if err != nil {
			return err
		}
		t := d.Employer.Thing()
		if err := s.Guard.Check(ctx, "employer.open", t); err != nil {
			return err
		}
		if ok, err := s.named(ctx, t); err != nil {
			return err
		} else if !ok && id == in.ID {
			return vigie.NoSuch(vigie.KindEmployer, in.ID) // by a number in mind one does not find whom a pseudonym stands for
		}
		if err := s.seen(ctx, "employer.open", t); err != nil {
			return err
		}
		return more(ctx, l, d)
	})
}

type dossierRead struct {
	Body struct {
		dossier.Dossier
		Targets        []item[vigie.TargetFile] `json:"targets" nullable:"false" doc:"Where it stood on a list, what was decided, and what you may do to it; those that you may see"`
		Investigations int                      `json:"investigations" doc:"How many are open on it now, also those that you may not see"`
		May            actions                  `json:"may"`
	}
}

func (s *Server) openDossier(ctx context.Context, in *struct{ Opened }) (*dossierRead, error) {
	out := &dossierRead{}
	err := s.open(ctx, in.Opened, func(ctx context.Context, l *pipeline.Snapshot, d *dossier.Dossier) error {
		s.tongueOf(ctx).sayFindings(l, d)
		out.Body.Dossier = *d
		var err error
		if out.Body.May, err = s.may(ctx, &d.Employer); err != nil {
			return err
		}
		return s.decided(ctx, d.Employer.ID, out)
	})
	if err == nil {
		err = s.showEmployer(ctx, &out.Body.Employer)
	}
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return out, nil
}

// decided adds what casework holds of the employer.
func (s *Server) decided(ctx context.Context, entity string, out *dossierRead) error {
	scope, err := s.Guard.Scope(ctx, vigie.KindTarget)
	if err != nil {
		return err
	}
	return s.Casework.Read(ctx, func(b vigie.Books) error {
		files, err := b.Targets().List(ctx, vigie.Query{Scope: scope, Where: []vigie.Where{{Field: "entity", Values: []string{entity}}}, Size: 100})
		if err != nil {
			return err
		}
		out.Body.Targets = make([]item[vigie.TargetFile], len(files.Items))
		for i := range files.Items {
			f := &files.Items[i]
			may, err := s.may(ctx, f)
			if err == nil {
				err = s.showTarget(ctx, f)
			}
			if err != nil {
				return err
			}
			out.Body.Targets[i] = item[vigie.TargetFile]{Href: Base + "/targets/" + f.ID, May: may, Item: *f}
		}
		open, err := b.Investigations().List(ctx, vigie.Query{Scope: vigie.Scope{All: true}, Size: 1, Where: []vigie.Where{{Field: "entities", Values: []string{entity}},
			{Field: "state", Values: []string{vigie.InvestigationConsulting, vigie.InvestigationRunning}}}})
		out.Body.Investigations = open.Total
		return err
	})
}
