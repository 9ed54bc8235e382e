package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/pipeline"
)

// pairs are records that may be of one entity. A person judges them without seeing what others said, and the next run matches by it.
func (s *Server) pairs(a huma.API) {
	op := func(id, path, summary string) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodGet, Path: Base + path, Tags: []string{"pairs"}, Summary: summary}
	}
	huma.Register(a, op("listPairs", "/pairs", "Pairs that you are still to look at, those whose word is most needed first"), s.listPairs)
	huma.Register(a, op("explainPair", "/pairs/explain", "Two records side by side, and what speaks for and against that they are of one entity"), func(ctx context.Context, in *pairOf) (*struct{ Body pipeline.Explanation }, error) {
		out := &struct{ Body pipeline.Explanation }{}
		t := vigie.Thing{Kind: vigie.KindPair, ID: in.Match}
		err := s.look(ctx, "pair.view", t, func(l *pipeline.Snapshot) error {
			e, err := l.Explain(ctx, in.Match, in.A, in.B)
			if err != nil {
				return err
			}
			out.Body = *e
			return s.seen(ctx, "pair.view", t)
		})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
	huma.Register(a, op("listJudgements", "/judgements", "What you said of pairs, the latest first"), s.listJudgements)
	huma.Register(a, post(plural{path: "judgements"}, "judgePair", "", "Say whether two records are of one entity; the next run matches by it"), s.judge)
}

// pairOf names two records.
type pairOf struct {
	Match string `query:"match" required:"true" maxLength:"64" doc:"The spec by which they are compared"`
	A     string `query:"a" required:"true" maxLength:"200"`
	B     string `query:"b" required:"true" maxLength:"200"`
}

func (s *Server) listPairs(ctx context.Context, in *struct {
	Match string `query:"match" maxLength:"64"`
	Page  int    `query:"page" minimum:"1" maximum:"100000" default:"1"`
	Size  int    `query:"pageSize" minimum:"1" maximum:"1000" default:"50"`
}) (*list[pipeline.Pair], error) {
	who, _ := vigie.ActorOf(ctx)
	var open []pipeline.Pair
	err := s.look(ctx, "pair.view", vigie.Thing{Kind: vigie.KindPair}, func(l *pipeline.Snapshot) error {
		pairs, err := l.Pairs(ctx, in.Match, who.UserID)
		if err != nil {
			return err
		}
		said, err := s.saidBy(ctx, who.UserID, 1, 1000)
		if err != nil {
			return err
		}
		own := map[[3]string]bool{}
		for _, j := range said.Items { // since the snapshot was made
			own[[3]string{j.Match, j.A, j.B}], own[[3]string{j.Match, j.B, j.A}] = true, true
		}
		for _, p := range pairs {
			if !own[[3]string{p.Match, p.A, p.B}] {
				open = append(open, p)
			}
		}
		return nil
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	from := min((in.Page-1)*in.Size, len(open))
	return listOf(open[from:min(from+in.Size, len(open))], len(open)), nil
}

func (s *Server) listJudgements(ctx context.Context, in *struct {
	Page int `query:"page" minimum:"1" maximum:"100000" default:"1"`
	Size int `query:"pageSize" minimum:"1" maximum:"1000" default:"50"`
}) (*list[vigie.Judgement], error) {
	if err := s.Guard.Check(ctx, "pair.view", vigie.Thing{Kind: vigie.KindPair}); err != nil {
		return nil, s.problem(ctx, err)
	}
	who, _ := vigie.ActorOf(ctx)
	got, err := s.saidBy(ctx, who.UserID, in.Page, in.Size)
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return listOf(got.Items, got.Total), nil
}

// saidBy is what one person said of pairs.
func (s *Server) saidBy(ctx context.Context, user string, page, size int) (got vigie.Listing[vigie.Judgement], err error) {
	err = s.Casework.Read(ctx, func(b vigie.Books) (err error) {
		got, err = b.Judgements().List(ctx, vigie.Query{Scope: vigie.Scope{All: true}, Where: []vigie.Where{{Field: "createdBy", Values: []string{user}}}, Page: page, Size: size})
		return err
	})
	return got, err
}

func (s *Server) judge(ctx context.Context, in *struct {
	Sent
	Body struct {
		Match   string `json:"match" minLength:"1" maxLength:"64"`
		A       string `json:"a" minLength:"1" maxLength:"200"`
		B       string `json:"b" minLength:"1" maxLength:"200"`
		Verdict string `json:"verdict" enum:"positive,negative,unsure,withdrawn"`
		Why     string `json:"why,omitempty" maxLength:"1000" doc:"Without names of persons"`
	}
}) (*done, error) {
	b := in.Body
	c, err := s.command(in.Sent, "pair.judge", b)
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	c.Action = "pair.judge"
	if b.A == b.B {
		return nil, s.problem(ctx, vigie.Errorf(vigie.Invalid, "record %s is held against itself: name two", b.A))
	}
	var r vigie.Receipt
	err = s.look(ctx, c.Action, vigie.Thing{Kind: vigie.KindPair, ID: b.Match}, func(l *pipeline.Snapshot) error {
		e, err := l.Explain(ctx, b.Match, b.A, b.B) // there are such records, by these names
		if err != nil {
			return err
		}
		j := &vigie.Judgement{Match: b.Match, A: e.A, B: e.B, Verdict: b.Verdict, Why: b.Why}
		r, err = s.Casework.Do(ctx, c, func(books vigie.Books) error {
			return vigie.Keep(ctx, books, books.Judgements(), c.Action, vigie.Act{}, j)
		})
		return err
	})
	return s.answered(ctx, r, err)
}
