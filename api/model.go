package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/pipeline"
)

// models and indicators are shown to all who work here: what is looked for, how, and how well it finds.
func (s *Server) models(a huma.API) {
	op := func(id, path, tag, summary string) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodGet, Path: Base + path, Tags: []string{tag}, Summary: summary}
	}
	huma.Register(a, op("listModels", "/models", "models", "What scores employers, with the newest figures"), func(ctx context.Context, _ *struct{}) (*list[item[pipeline.ModelCard]], error) {
		err := s.Guard.Check(ctx, "model.view", vigie.Thing{Kind: vigie.KindModel})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		cards, err := s.Lake.Models()
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		var out []item[pipeline.ModelCard]
		for _, c := range cards {
			out = append(out, item[pipeline.ModelCard]{Href: Base + "/models/" + c.ID, Item: c})
		}
		return listOf(out, len(out)), nil
	})
	huma.Register(a, op("getModel", "/models/{id}", "models", "The card of one: inputs, registers, versions, and every evaluation that was ever made"), func(ctx context.Context, in *struct {
		ID string `path:"id" maxLength:"64"`
	}) (*struct{ Body pipeline.ModelCard }, error) {
		err := s.Guard.Check(ctx, "model.view", vigie.Thing{Kind: vigie.KindModel, ID: in.ID})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		card, err := s.Lake.Model(in.ID)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return &struct{ Body pipeline.ModelCard }{*card}, nil
	})
	huma.Register(a, op("listListsOfModel", "/models/{id}/lists", "models", "The lists that were published, each with the version that made it"), s.listsOfModel)
	huma.Register(a, op("compareLists", "/models/{id}/changes", "models", "Which targets change from one list to another, of those that you may see"), s.compareLists)
	huma.Register(a, op("getModelShadow", "/models/{id}/shadow", "models", "Which targets would change if the newest version chose, where another one is live; those of your own territories"), s.shadow)
	huma.Register(a, op("getModelDrift", "/models/{id}/drift", "models", "What the last run watched of it and of the registers: how far features, scores, outcomes and calibration are from their own past, alarms first"), s.drift)
	huma.Register(a, op("listIndicators", "/indicators", "indicators", "What is asked of employers, with precision cards"), func(ctx context.Context, _ *struct{}) (*list[item[pipeline.IndicatorCard]], error) {
		var out []item[pipeline.IndicatorCard]
		err := s.look(ctx, "model.view", vigie.Thing{Kind: vigie.KindModel}, func(l *pipeline.Snapshot) error {
			cards, err := l.Indicators(ctx)
			for _, c := range cards {
				out = append(out, item[pipeline.IndicatorCard]{Href: Base + "/indicators/" + c.ID, Item: c})
			}
			return err
		})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return listOf(out, len(out)), nil
	})
	huma.Register(a, op("getIndicator", "/indicators/{id}", "indicators", "One; a job backtest asks it over all of history"), func(ctx context.Context, in *struct {
		ID string `path:"id" maxLength:"64"`
	}) (*struct{ Body pipeline.IndicatorCard }, error) {
		out := &struct{ Body pipeline.IndicatorCard }{}
		err := s.look(ctx, "model.view", vigie.Thing{Kind: vigie.KindModel, ID: in.ID}, func(l *pipeline.Snapshot) error {
			card, err := l.Indicator(ctx, in.ID)
			if err == nil {
				out.Body = *card
			}
			return err
		})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
}

// shadow leaves out targets that the actor would not see on a list.
func (s *Server) shadow(ctx context.Context, in *struct {
	ID string `path:"id" maxLength:"64"`
}) (*list[pipeline.Move], error) {
	var moves []pipeline.Move
	err := s.look(ctx, "model.view", vigie.Thing{Kind: vigie.KindModel, ID: in.ID}, func(l *pipeline.Snapshot) (err error) {
		if _, err = s.Lake.Model(in.ID); err == nil {
			moves, err = l.Moves(ctx, in.ID)
		}
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	shown := []pipeline.Move{}
	for _, m := range moves {
		t := vigie.TargetFile{Target: vigie.Target{EntityID: m.EntityID, Name: m.Name, Territory: m.Territory}}
		if s.Guard.Check(ctx, "target.view", t.Thing()) != nil {
			continue
		}
		if err := s.showTarget(ctx, &t); err != nil {
			return nil, s.problem(ctx, err)
		}
		m.EntityID, m.Name = t.Target.EntityID, t.Target.Name
		shown = append(shown, m)
	}
	return listOf(shown, len(shown)), nil
}

func (s *Server) drift(ctx context.Context, in *struct {
	ID string `path:"id" maxLength:"64"`
}) (*list[vigie.Drift], error) {
	var seen []vigie.Drift
	err := s.look(ctx, "model.view", vigie.Thing{Kind: vigie.KindModel, ID: in.ID}, func(l *pipeline.Snapshot) (err error) {
		seen, err = l.Drifts(ctx, in.ID)
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return listOf(seen, len(seen)), nil
}
