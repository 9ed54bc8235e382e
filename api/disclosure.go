package api

import (
	"bytes"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/disclosure"
)

// given are the lists that other inspectorates were given. They see what is released to them, and say what came of it.
func (s *Server) given(a huma.API) {
	n := plural{"disclosures", "Disclosure", vigie.KindDisclosure}
	shelf(s, a, n, vigie.Books.Disclosures, s.showDisclosure)

	type list struct {
		Service     string     `json:"service" maxLength:"64" doc:"The other inspectorate"`
		PlanItem    string     `json:"planItem" maxLength:"200" doc:"The item of the action plan that both work under"`
		Purpose     string     `json:"purpose" maxLength:"1000"`
		LegalBasis  string     `json:"legalBasis" maxLength:"1000"`
		ExpiresOn   vigie.Date `json:"expiresOn" format:"date" doc:"From this day on the service sees it no more"`
		Fields      []string   `json:"fields" maxItems:"20" doc:"What is shown of each target: those that the purpose needs, and no others"`
		Targets     []string   `json:"targets" maxItems:"500"`
		Methodology string     `json:"methodology,omitempty" maxLength:"64" doc:"A version in force, to go with it"`
	}
	huma.Register(a, post(n, "prepareDisclosure", "", "Prepare a list for another inspectorate; what it shows is frozen"), func(ctx context.Context, in *struct {
		Sent
		Body list
	}) (*done, error) {
		c, err := s.command(in.Sent, "disclosure.prepare", in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		b := in.Body
		r, err := s.Investigations.Prepare(ctx, c, &vigie.Disclosure{Service: b.Service, PlanItem: b.PlanItem, Purpose: b.Purpose, LegalBasis: b.LegalBasis, ExpiresOn: b.ExpiresOn,
			Fields: b.Fields}, b.Targets, b.Methodology)
		return s.answered(ctx, r, err)
	})

	type release struct {
		Withhold bool `json:"withhold,omitempty" doc:"Leave out the employers that somebody is on, rather than refuse"`
	}
	huma.Register(a, post(n, "releaseDisclosure", "release", "Let the other inspectorate see it"),
		on(s, "releaseDisclosure", func(ctx context.Context, c vigie.Command, act vigie.Act, b release) (vigie.Receipt, error) {
			return s.Investigations.ReleaseTo(ctx, c, act, b.Withhold)
		}, func(release) Said { return Said{} }))
	huma.Register(a, post(n, "recallDisclosure", "recall", "Take it back, at once"), on(s, "recallDisclosure", only(s.Investigations.Recall), itself))

	type result struct {
		Item        string          `json:"item" maxLength:"10" doc:"Which target of the list"`
		VisitedOn   vigie.Date      `json:"visitedOn" format:"date"`
		Outcome     string          `json:"outcome" maxLength:"64"`
		Found       string          `json:"found,omitempty" maxLength:"64"`
		Verdicts    []vigie.Verdict `json:"verdicts,omitempty" maxItems:"100"`
		KnownBefore bool            `json:"knownBefore,omitempty"`
		StaleData   bool            `json:"staleData,omitempty"`
		DataError   bool            `json:"dataError,omitempty"`
		Sentence    string          `json:"sentence,omitempty" maxLength:"1000" doc:"Without names of persons"`
		Corrects    string          `json:"corrects,omitempty" maxLength:"64" doc:"The result that this one takes the place of"`
	}
	huma.Register(a, post(n, "sayResultOfDisclosure", "result", "Say what came of one of its targets"),
		on(s, "sayResultOfDisclosure", func(ctx context.Context, c vigie.Command, act vigie.Act, b result) (vigie.Receipt, error) {
			return s.Investigations.Result(ctx, c, act, b.Item, &vigie.Feedback{VisitedOn: b.VisitedOn, Outcome: b.Outcome, Found: b.Found, Verdicts: b.Verdicts,
				KnownBefore: b.KnownBefore, StaleData: b.StaleData, DataError: b.DataError, Sentence: b.Sentence, Corrects: b.Corrects})
		}, func(result) Said { return Said{} }))
	s.disclosureFile(a, n)
}

// showDisclosure shows all of it to the house, and the service its own part.
func (s *Server) showDisclosure(ctx context.Context, d *vigie.Disclosure) error {
	err := s.Guard.Check(ctx, "disclosure.whole", d.Thing())
	if code := vigie.CodeOf(err); err != nil && (code == vigie.Denied || code == vigie.NotFound) {
		*d = d.Outward(s.Office.Day(s.Now()))
		return nil
	}
	return err
}

func (s *Server) disclosureFile(a huma.API, n plural) {
	huma.Register(a, huma.Operation{OperationID: "exportDisclosure", Method: http.MethodGet, Path: Base + "/disclosures/{id}/export", Tags: []string{n.path},
		Summary: "As the service sees it: a zip of JSON and CSV with a signed manifest"}, func(ctx context.Context, in *struct {
		ID string `path:"id" maxLength:"64"`
	}) (*file, error) {
		text, err := s.disclosed(ctx, n, in.ID)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return &file{ContentType: "application/zip", Disposition: `attachment; filename="disclosure.zip"`, Body: text}, nil
	})
}

// disclosed is the file of a disclosure for who may take it along. That it was taken is in the audit log.
func (s *Server) disclosed(ctx context.Context, n plural, id string) ([]byte, error) {
	d, err := get[vigie.Disclosure](ctx, s, n, vigie.Books.Disclosures, id)
	if err != nil {
		return nil, err
	}
	if err := s.Guard.Check(ctx, "disclosure.export", d.Thing()); err != nil {
		return nil, err
	}
	now := s.Now()
	today := s.Office.Day(now)
	if !d.Shown(today) {
		return nil, vigie.Errorf(vigie.Conflict, "only what the service sees leaves the house, and it sees nothing of this list today")
	}
	if err := s.seen(ctx, "disclosure.export", d.Thing()); err != nil {
		return nil, err
	}
	var text bytes.Buffer
	if err := disclosure.Write(&text, *d, s.Signs, now, today); err != nil {
		return nil, err
	}
	return text.Bytes(), nil
}
