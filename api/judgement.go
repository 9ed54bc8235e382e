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
			if e.Past, err = s.past(ctx, l, e); err != nil {
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
		said, err := s.judged(ctx)
		if err == nil {
			open, err = l.Pairs(ctx, in.Match, who.UserID, said)
		}
		return err
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
	var got vigie.Listing[vigie.Judgement]
	err := s.Casework.Read(ctx, func(b vigie.Books) (err error) {
		got, err = b.Judgements().List(ctx, vigie.Query{Scope: vigie.Scope{All: true}, Where: []vigie.Where{is("createdBy", who.UserID)}, Page: in.Page, Size: in.Size})
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return listOf(got.Items, got.Total), nil
}

// past is what became of a pair, for who has judged it, or may not judge at all: a second look is a second look.
func (s *Server) past(ctx context.Context, l *pipeline.Snapshot, e *pipeline.Explanation) (*pipeline.PairPast, error) {
	said, err := s.judged(ctx, is("match", e.Match), is("recordA", e.A, e.B), is("recordB", e.A, e.B))
	if err != nil {
		return nil, err
	}
	who, _ := vigie.ActorOf(ctx)
	last := ""
	for i := range said {
		if said[i].CreatedBy == who.UserID {
			last = said[i].Verdict
		}
	}
	if last == "" || last == vigie.JudgedWithdrawn {
		if s.Guard.Check(ctx, "pair.judge", vigie.Thing{Kind: vigie.KindPair, ID: e.Match}) == nil {
			return nil, nil
		}
	}
	return l.Past(ctx, e, said)
}

// judged is what people said of pairs up to now, in its order.
func (s *Server) judged(ctx context.Context, where ...vigie.Where) (all []vigie.Judgement, err error) {
	err = s.Casework.Read(ctx, func(b vigie.Books) (err error) {
		all, err = vigie.Judged(ctx, b, where...)
		return err
	})
	return all, err
}

func is(field string, values ...string) vigie.Where { return vigie.Where{Field: field, Values: values} }

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
			return vigie.Judge(ctx, books, j)
		})
		return err
	})
	return s.answered(ctx, r, err)
}
