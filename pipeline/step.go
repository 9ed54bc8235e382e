package pipeline

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"vigie"
	"vigie/feature"
	"vigie/indicator"
	"vigie/model"
	"vigie/network"
	"vigie/pack"
	"vigie/target"
)

func (w *Work) contract(ctx context.Context) error {
	return w.tables.contract(ctx, w.lake)
}

// derives computes only what the families of the models, the indicators and the drawings start from.
func (w *Work) derives(ctx context.Context) error {
	families, err := w.families()
	if err != nil {
		return err
	}
	var reads []string
	for _, f := range families {
		reads = append(reads, f.Reads...)
	}
	for _, x := range w.Pack.Indicators {
		reads = append(reads, x.Reads...)
	}
	for _, x := range w.Pack.Drawings {
		reads = append(reads, x.Reads...)
	}
	return w.tables.derives(ctx, w.lake, reads, func(table string, done, of int) { w.tell("derive "+table, done, of) })
}

func (w *Work) label(ctx context.Context) error {
	for _, table := range []string{"labelled", "outcome", "listed"} {
		if _, err := w.lake.Exec(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
	}
	for _, m := range w.Models {
		if err := model.Label(ctx, w.lake, m); err != nil {
			return err
		}
	}
	return nil
}

func (w *Work) list(ctx context.Context) error {
	for _, m := range w.Models {
		if err := model.List(ctx, w.lake, m, w.Run.AsOf); err != nil {
			return err
		}
	}
	return nil
}

func (w *Work) cohort(ctx context.Context) error {
	_, err := feature.Cohort(ctx, w.lake)
	return err
}

// indicate asks every indicator for its evidence, and what of it counts on the dates of the cohort.
func (w *Work) indicate(ctx context.Context) error {
	if err := w.tables.forgetIndicators(ctx, w.lake); err != nil {
		return err
	}
	asked := w.Pack.Indicators
	err := together(ctx, len(asked), alone, func(i, done int) { w.tell("indicator "+asked[i].ID, done, len(asked)) }, func(ctx context.Context, i int) error {
		return w.tables.indicator(ctx, w.lake, &asked[i])
	})
	if err != nil {
		return err
	}
	_, err = indicator.Find(ctx, w.lake, w.Pack)
	return err
}

// stand says where everybody of the cohort stands in the network, where a model asks for it.
func (w *Work) stand(ctx context.Context) error {
	families, err := w.families()
	if err != nil || !slices.ContainsFunc(families, func(f pack.Family) bool { return f.ID == network.Family }) {
		return err
	}
	return network.Position(ctx, w.lake, w.Pack, func(drawn, of int) { w.tell("network", drawn, of) })
}

// weigh holds the indicators against the inspections that were known on the date.
func (w *Work) weigh(ctx context.Context) error {
	cards, err := indicator.Cards(ctx, w.lake, w.Pack, w.Run.AsOf)
	if err != nil {
		return err
	}
	return indicator.Keep(ctx, w.lake, cards)
}

// features answers only the families that the models use.
func (w *Work) features(ctx context.Context) error {
	families, err := w.families()
	if err != nil {
		return err
	}
	done := 0
	return feature.Build(ctx, w.lake, families, func(family string) {
		done++
		w.tell("feature "+family, done, len(families))
	})
}

// families are those that the models use.
func (w *Work) families() ([]pack.Family, error) {
	used := map[string]bool{}
	for _, m := range w.Models {
		chosen, err := model.Choose(w.Pack, m)
		if err != nil {
			return nil, err
		}
		for _, f := range chosen {
			used[f.Family] = true
		}
	}
	var families []pack.Family
	for _, f := range w.Pack.Families {
		if used[f.ID] {
			families = append(families, f)
		}
	}
	return families, nil
}

func (w *Work) judge(ctx context.Context) error {
	return w.judgeWith(ctx, func(ctx context.Context, m *pack.Model, told *tally) (*model.Evaluation, []string, error) {
		return w.evaluate(ctx, m, told)
	})
}

// judgeWith asks for the evaluation of each model, some at a time, and keeps them in the pack's order.
func (w *Work) judgeWith(ctx context.Context, of func(context.Context, *pack.Model, *tally) (*model.Evaluation, []string, error)) error {
	judged, written := make([]*model.Evaluation, len(w.Models)), make([][]string, len(w.Models))
	told := &tally{tell: func(done, of int) { w.tell("judge", done, of) }}
	err := together(ctx, len(w.Models), alone, func(int, int) {}, func(ctx context.Context, i int) (err error) {
		judged[i], written[i], err = of(ctx, w.Models[i], told)
		return err
	})
	if err != nil {
		return err
	}
	for i, m := range w.Models {
		w.judged[m.ID] = judged[i]
		w.Judged, w.Written = append(w.Judged, judged[i]), append(w.Written, written[i]...)
	}
	return nil
}

// evaluate judges a model on what was known by the run's date, and keeps what it measured, unless outcomes were shuffled: such
// figures say something about the judging and nothing about the model. It names the files that it wrote.
func (w *Work) evaluate(ctx context.Context, m *pack.Model, told *tally) (*model.Evaluation, []string, error) {
	t, err := model.Labelled(ctx, w.lake, w.Pack, m)
	if err != nil {
		return nil, nil, err
	}
	listed, err := model.Listed(ctx, w.lake, w.Pack, m)
	if err != nil {
		return nil, nil, err
	}
	e, err := model.Evaluate(ctx, t, w.Pack, m, model.Ask{Listed: listed, Day: w.Run.AsOf, Seed: w.Run.Seed, Given: w.Given[m.ID], Progress: told.part(), Shuffle: w.Shuffle})
	if err != nil || w.Shuffle {
		return e, nil, err
	}
	e.Lineage = w.lineageOf(m)
	path, err := saveEvaluation(w.Home, e)
	if err != nil {
		return nil, nil, err
	}
	card, err := w.card(m, nil, e)
	return e, []string{path, card}, err
}

// lineageOf is the walk's lineage, with the trees that a model was given.
func (w *Work) lineageOf(m *pack.Model) vigie.Lineage {
	l := w.lineage
	if trees := w.Given[m.ID]; trees != nil {
		l.Params = model.HashOf(trees)
	}
	return l
}

// recall finds what was measured on the same data, pack and date. Where nothing was, it is measured now: a list must not go
// out on a model that nobody judged.
func (w *Work) recall(ctx context.Context) error {
	return w.judgeWith(ctx, func(ctx context.Context, m *pack.Model, told *tally) (*model.Evaluation, []string, error) {
		e, err := loadEvaluation(w.Home, m.ID, w.lineageOf(m))
		if err != nil || e != nil {
			return e, nil, err
		}
		return w.evaluate(ctx, m, told)
	})
}

func (w *Work) train(ctx context.Context) error {
	trained, written := make([]*model.Trained, len(w.Models)), make([][]string, len(w.Models))
	loaded := make([]*model.Trained, len(w.Models))
	begin := func(i, done int) { w.tell("train "+w.Models[i].ID, done, len(w.Models)) }
	err := together(ctx, len(w.Models), alone, begin, func(ctx context.Context, i int) (err error) {
		m := w.Models[i]
		if trained[i], written[i], err = w.trainOne(ctx, m); err != nil {
			return err
		}
		loaded[i], err = model.Load(w.Home.Models(), m.ID, trained[i].Version) // lists are scored with what the registry holds, so that it can be asked again
		return err
	})
	if err != nil {
		return err
	}
	for i, m := range w.Models {
		w.trained[m.ID] = loaded[i]
		w.Trained, w.Written = append(w.Trained, trained[i]), append(w.Written, written[i]...)
	}
	return nil
}

func (w *Work) trainOne(ctx context.Context, m *pack.Model) (*model.Trained, []string, error) {
	t, err := model.Labelled(ctx, w.lake, w.Pack, m)
	if err != nil {
		return nil, nil, err
	}
	e := w.judged[m.ID]
	tr, err := model.Train(ctx, t, w.Pack, m, e.Chosen, e.ChosenWhy, w.Given[m.ID], w.lineage)
	if err != nil {
		return nil, nil, err
	}
	if tr.Again, err = tr.Save(w.Home.Models()); err != nil {
		return nil, nil, err
	}
	card, err := w.card(m, tr, e)
	return tr, []string{filepath.Join(w.Home.Models(), m.ID, tr.Version), card}, err
}

// card writes the model card as Markdown and JSON, and names the page: beside the trained model, or beside its evaluation before it is trained.
func (w *Work) card(m *pack.Model, tr *model.Trained, e *model.Evaluation) (string, error) {
	card, err := model.NewCard(w.Pack, m, tr, e)
	if err != nil {
		return "", err
	}
	base := strings.TrimSuffix(evaluationPath(w.Home, m.ID, e.Lineage), ".json") + "-card"
	if tr != nil {
		base = filepath.Join(w.Home.Models(), m.ID, tr.Version, "card")
	}
	text, err := card.JSON()
	if err != nil {
		return "", err
	}
	var page bytes.Buffer
	if err := card.Markdown(&page); err != nil {
		return "", err
	}
	for name, content := range map[string][]byte{base + ".json": text, base + ".md": page.Bytes()} {
		if err := replace(name, content); err != nil {
			return "", vigie.Errorf(vigie.Unavailable, "write model card: %w", err)
		}
	}
	return base + ".md", nil
}

func (w *Work) score(ctx context.Context) error {
	for i, m := range w.Models {
		t, err := model.Listed(ctx, w.lake, w.Pack, m)
		if err != nil {
			return err
		}
		if err := model.Score(ctx, w.lake, w.Run.ID, w.trained[m.ID], t); err != nil {
			return err
		}
		w.listed[m.ID] = t
		w.tell("score "+m.ID, i+1, len(w.Models))
	}
	return nil
}

func (w *Work) choose(ctx context.Context) (err error) {
	for i, m := range w.Models {
		if w.chosen[m.ID], err = target.Select(ctx, w.lake, m, w.delivery()); err != nil {
			return err
		}
		w.tell("target "+m.ID, i+1, len(w.Models))
	}
	return nil
}

func (w *Work) delivery() target.Options {
	return target.Options{Run: w.Run.ID, Seed: w.Run.Seed, AsOf: w.Run.AsOf}
}

// explain says how far each feature moved the scores of those that were chosen.
func (w *Work) explain(ctx context.Context) error {
	for i, m := range w.Models {
		if err := model.Contribute(ctx, w.lake, w.Run.ID, w.trained[m.ID], w.listed[m.ID]); err != nil {
			return err
		}
		delete(w.listed, m.ID)
		w.tell("explain "+m.ID, i+1, len(w.Models))
	}
	return nil
}

// say puts the reasons into words.
func (w *Work) say(ctx context.Context) error {
	for i, m := range w.Models {
		if err := target.Explain(ctx, w.lake, w.Pack, m, w.delivery(), w.chosen[m.ID]); err != nil {
			return err
		}
		w.Targets = append(w.Targets, w.chosen[m.ID]...)
		w.tell("reason "+m.ID, i+1, len(w.Models))
	}
	return nil
}

// publish makes the lists seen, in one rename. Should that fail, or have failed before, the run leaves no trace among the lists.
func (w *Work) publish(ctx context.Context) error {
	if err := w.forgetUnpublished(ctx); err != nil {
		return err
	}
	for _, m := range w.Models {
		_, err := w.lake.Exec(ctx, `INSERT INTO run VALUES (?, ?, ?, CAST(? AS DATE), ?, ?, ?, ?, ?, ?)`,
			w.Run.ID, m.ID, w.trained[m.ID].Version, w.Run.AsOf.String(), w.Run.Seed, w.Pack.ID, w.Pack.Hash,
			w.lineage.Data, w.lineage.Code, w.Run.StartedAt.UTC())
		if err != nil {
			return err
		}
	}
	for _, stopped := range w.Stopped { // its newest list names nobody
		_, err := w.lake.Exec(ctx, `INSERT INTO run VALUES (?, ?, '', CAST(? AS DATE), ?, ?, ?, ?, ?, ?)`,
			w.Run.ID, stopped, w.Run.AsOf.String(), w.Run.Seed, w.Pack.ID, w.Pack.Hash, w.lineage.Data, w.lineage.Code, w.Run.StartedAt.UTC())
		if err != nil {
			return err
		}
	}
	var err error
	if w.Snapshot, err = w.lake.Publish(ctx, w.Home.Published(), w.Run.ID); err != nil {
		return errors.Join(err, w.forgetUnpublished(context.WithoutCancel(ctx)))
	}
	w.Written = append(w.Written, w.Snapshot)
	return dropDue(ctx, w.lake, w.Home)
}

// forgetUnpublished takes out runs that have no snapshot: they failed or were killed while they published.
func (w *Work) forgetUnpublished(ctx context.Context) error {
	rows, err := w.lake.Query(ctx, `SELECT DISTINCT run_id FROM run WHERE run_id NOT IN (SELECT of FROM removed WHERE what = 'snapshot')`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var lost []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if _, err := os.Stat(filepath.Join(w.Home.Published(), id+".duckdb")); errors.Is(err, fs.ErrNotExist) {
			lost = append(lost, id)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, id := range lost {
		if _, err := w.lake.Exec(ctx, `DELETE FROM run WHERE run_id = ?`, id); err != nil {
			return err
		}
	}
	return nil
}
