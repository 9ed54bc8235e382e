package pipeline

import (
	"context"
	"crypto/sha256"
	"database/sql"
	_ "embed"
	"encoding/hex"
	"fmt"

	"vigie"
	"vigie/lake"
	"vigie/model"
	"vigie/pack"
	"vigie/source"
)

// Work is one pass over the path: what it was asked, and what it has so far.
type Work struct {
	Home     Home
	Pack     *pack.Pack
	Models   []*pack.Model // of the pack, those asked for
	Run      vigie.Run
	Language string                  // of the reasons
	Given    map[string]model.Scorer // trees trained elsewhere, by model; nil: none
	Shuffle  bool                    // judge on outcomes dealt out at random, and keep nothing of it
	Progress func(step string, done, of int)

	lake     *lake.Lake
	trained  map[string]*model.Trained
	judged   map[string]*model.Evaluation
	Targets  []vigie.Target
	Judged   []*model.Evaluation
	Trained  []*model.Trained
	Written  []string // files that were written
	Snapshot string
	lineage  vigie.Lineage // what everything in this walk follows from
}

// Step is one stage of the path. It reads the tables that the step before it left, and leaves tables for the next.
type Step struct {
	Name string
	Do   func(*Work, context.Context) error
}

// The path. A target list walks it to the end; training and judging turn off where they have what they need.
var (
	contract = Step{"contract", (*Work).contract} // registers → entity, link, inspection, event
	label    = Step{"label", (*Work).label}       // → labelled, outcome
	list     = Step{"list", (*Work).list}         // → listed
	features = Step{"feature", (*Work).features}  // → cohort, feature.*
	judge    = Step{"judge", (*Work).judge}       // → evaluations/
	recall   = Step{"recall", (*Work).recall}     // evaluations/ →, or a quick judgement where there is none
	train    = Step{"train", (*Work).train}       // → models/
	score    = Step{"score", (*Work).score}       // → score, contribution
	choose   = Step{"target", (*Work).choose}     // → target, reason
	publish  = Step{"publish", (*Work).publish}   // → lake/published/<run>.duckdb

	Listing  = []Step{contract, label, list, features, recall, train, score, choose, publish}
	Training = []Step{contract, label, features, recall, train}
	Judging  = []Step{contract, label, features, judge}
	// Preparing leaves the labelled rows and tonight's candidates with their features, and learns nothing: for measurements.
	Preparing = []Step{contract, label, list, features}
)

// Walk walks the steps in order and stops at the first that fails.
func (w *Work) Walk(ctx context.Context, l *lake.Lake, steps []Step) error {
	w.lake, w.trained, w.judged = l, map[string]*model.Trained{}, map[string]*model.Evaluation{}
	if err := l.Schema(ctx); err != nil {
		return err
	}
	data, err := dataHash(ctx, l)
	if err != nil {
		return err
	}
	code, err := codeHash(ctx, l)
	if err != nil {
		return err
	}
	w.lineage = vigie.Lineage{Data: data, Pack: w.Pack.Hash, Code: code, Seed: w.Run.Seed, KnownBy: w.Run.AsOf}
	for i, s := range steps {
		w.tell(fmt.Sprintf("%d/%d %s", i+1, len(steps), s.Name), 0, 0)
		if err := s.Do(w, ctx); err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	return nil
}

func (w *Work) tell(step string, done, of int) {
	if w.Progress != nil {
		w.Progress(step, done, of)
	}
}

//go:embed sql/data.sql
var dataSQL string

// dataHash names the state of the registers: the contents that were loaded. It is the same
// in every home into which the same extracts were loaded.
func dataHash(ctx context.Context, l *lake.Lake) (string, error) {
	rows, err := l.Query(ctx, dataSQL)
	if err != nil {
		return "", vigie.Errorf(vigie.Internal, "read batches: %w", err)
	}
	defer rows.Close()
	h := sha256.New()
	n := 0
	for ; rows.Next(); n++ {
		var line string
		if err := rows.Scan(&line); err != nil {
			return "", err
		}
		fmt.Fprintln(h, line)
	}
	if err := rows.Err(); err != nil {
		return "", err
	}
	if n == 0 {
		return "", vigie.Errorf(vigie.NotFound, "no extract is loaded: run `vigie load --pack PACK --data DIR` first")
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// NewestExtract is the day of the newest loaded extract; zero when there is none.
func NewestExtract(ctx context.Context, l *lake.Lake) (vigie.Date, error) {
	var day sql.NullTime
	err := l.QueryRow(ctx, `SELECT max(extract_on) FROM batch WHERE status = 'loaded'`).Scan(&day)
	if err != nil || !day.Valid {
		return 0, err
	}
	return vigie.DateOf(day.Time.UTC()), nil
}

// LastKnown is the last day on which any inspection became known: the date a command takes when it is given none.
func LastKnown(ctx context.Context, l *lake.Lake, p *pack.Pack) (vigie.Date, error) {
	if err := source.BuildContract(ctx, l, p); err != nil {
		return 0, err
	}
	var day sql.NullTime
	if err := l.QueryRow(ctx, `SELECT max(known_on) FROM inspection`).Scan(&day); err != nil {
		return 0, err
	}
	if !day.Valid {
		return 0, vigie.Errorf(vigie.NotFound, "no inspection is known: the contract's view inspection is empty")
	}
	return vigie.DateOf(day.Time.UTC()), nil
}
