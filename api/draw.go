package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/phenomenon"
	"vigie/pipeline"
)

// draw is what visits are dealt from.
type draw struct {
	Territories []drawPool `json:"territories" minItems:"1" maxItems:"100"`
}

// drawPool is what a territory can visit now, and whom its directorate would have visited itself.
type drawPool struct {
	Territory string   `json:"territory" maxLength:"64"`
	Blocks    int      `json:"blocks" minimum:"1" maximum:"1000"`
	Practice  []string `json:"practice" minItems:"1" maxItems:"10000" doc:"Employers, by number or pseudonym, in the order in which the directorate would visit them"`
}

// draw deals visits to the arms: the tested one from tonight's scores, current practice as the directorates name it, and the random one from everybody eligible.
func (s *Server) draw(a huma.API, n plural) {
	type dealt struct {
		Body struct {
			Visits  int           `json:"visits" doc:"That were dealt, in whole blocks"`
			Skipped []string      `json:"skipped" nullable:"false" doc:"Employers of the directorates' lists who can not be visited on the date of tonight's scores: they have ended, are elsewhere, or were inspected lately"`
			Done    vigie.Receipt `json:"done"`
		}
	}
	huma.Register(a, post(n, "drawFieldTest", "draw", "Have visits dealt to the arms; they are delivered blind"), func(ctx context.Context, in *struct {
		Asked
		Body draw
	}) (*dealt, error) {
		c, err := s.command(in.Sent, "drawFieldTest "+in.ID, in.Body)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		act, err := in.act(Said{})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		test, err := get(ctx, s, n, vigie.Books.FieldTests, in.ID)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		out := &dealt{}
		out.Body.Skipped = []string{}
		var pools []phenomenon.Pool
		err = s.Lake.Use(ctx, func(l *pipeline.Snapshot) (err error) {
			for _, t := range in.Body.Territories {
				p, skipped, err := s.pool(ctx, l, test, t)
				if err != nil {
					return err
				}
				pools, out.Body.Skipped = append(pools, p), append(out.Body.Skipped, skipped...)
			}
			return nil
		})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		out.Body.Visits, out.Body.Done, err = s.Phenomena.Draw(ctx, c, act, pools)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
}

// pool brings the candidates of all arms together, in one territory. Whom the directorate names and nobody may visit is skipped, and said.
func (s *Server) pool(ctx context.Context, l *pipeline.Snapshot, f *vigie.FieldTest, t drawPool) (p phenomenon.Pool, skipped []string, err error) {
	p = phenomenon.Pool{Territory: t.Territory, Blocks: t.Blocks, Candidates: map[string][]vigie.Target{}}
	if p.Candidates[vigie.ArmTested], p.Candidates[vigie.ArmRandom], err = l.Candidates(ctx, f.Model, f.Indicator, t.Territory); err != nil {
		return p, nil, err
	}
	eligible := map[string]vigie.Target{}
	for _, c := range p.Candidates[vigie.ArmRandom] {
		eligible[c.EntityID] = c
	}
	veiled, err := s.unnamed(ctx)
	if err != nil {
		return p, nil, err
	}
	for _, id := range t.Practice {
		entity, err := s.practised(ctx, id, veiled)
		if err != nil {
			return p, nil, err
		}
		if c, ok := eligible[entity]; ok {
			p.Candidates[vigie.ArmPractice] = append(p.Candidates[vigie.ArmPractice], vigie.Target{EntityID: entity, Name: c.Name, Sector: c.Sector, Territory: t.Territory, AsOf: c.AsOf})
		} else {
			skipped = append(skipped, id)
		}
	}
	return p, skipped, nil
}

// practised is the employer that a directorate names. Who sees pseudonyms names them by these: what is skipped would tell of a number in mind whether it can be visited.
func (s *Server) practised(ctx context.Context, id string, veiled bool) (string, error) {
	if veiled {
		return s.unveiled(id)
	}
	return s.entityOf(ctx, id)
}
