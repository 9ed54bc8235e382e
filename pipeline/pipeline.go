package pipeline

import (
	"context"
	"crypto/sha256"
	"database/sql"
	_ "embed"
	"encoding/hex"
	"fmt"
	"time"

	"vigie"
	"vigie/lake"
	"vigie/model"
	"vigie/pack"
)

// Work is one pass over the path: what it was asked, and what it has so far.
type Work struct {
	Home     Home
	Pack     *pack.Pack
	Models   []*pack.Model // of the pack, those asked for
	Run      vigie.Run
	Given    map[string]model.Scorer // trees trained elsewhere, by model; nil: none
	Shuffle  bool                    // judge on outcomes dealt out at random, and keep nothing of it
	Progress func(step string, done, of int)
	Now      func() time.Time // the clock by which steps are timed; nil: they are not

	lake     *lake.Lake
	trained  map[string]*model.Trained // by which targets are chosen, by model
	shadow   map[string]*model.Trained // what was trained just now, where another version chooses
	judged   map[string]*model.Evaluation
	listed   map[string]*model.Table // whom a list may name, from being scored to being explained
	chosen   map[string][]vigie.Target
	seen     []vigie.Drift // what was watched of lists
	Targets  []vigie.Target
	Judged   []*model.Evaluation
	Trained  []*model.Trained
	Stopped  []string // models that make no list: people have withdrawn them, or their stop rule has spoken
	Why      []string // of each, in words
	Written  []string // files that were written
	Snapshot string
	Took     []Took
	lineage  vigie.Lineage // what everything in this walk follows from
	tables   *hashes       // what the contract and the derived tables follow from
}

// Took is how long a step took.
type Took struct {
	Step    string  `json:"step"`
	Seconds float64 `json:"seconds"`
}

// Step is one stage of the path. It reads the tables that the step before it left, and leaves tables for the next.
type Step struct {
	Name string
	Do   func(*Work, context.Context) error
}

// The path. A target list walks it to the end; training and judging turn off where they have what they need.
var (
	contract = Step{"contract", (*Work).contract}  // registers → entity, link, inspection, event
	resolve  = Step{"match", (*Work).resolve}      // registers → resolved_entity
	derives  = Step{"derive", (*Work).derives}     // → derived.*
	label    = Step{"label", (*Work).label}        // → labelled, outcome
	list     = Step{"list", (*Work).list}          // → listed
	cohort   = Step{"cohort", (*Work).cohort}      // labelled, listed → cohort
	indicate = Step{"indicator", (*Work).indicate} // → evidence, firing, finding
	stand    = Step{"network", (*Work).stand}      // → position
	features = Step{"feature", (*Work).features}   // → feature.*
	judge    = Step{"judge", (*Work).judge}        // → evaluations/
	recall   = Step{"recall", (*Work).recall}      // evaluations/ →, or a quick judgement where there is none
	train    = Step{"train", (*Work).train}        // → models/
	appoint  = Step{"appoint", (*Work).appoint}    // version → who chooses, and who runs in its shadow
	score    = Step{"score", (*Work).score}        // → score
	watch    = Step{"watch", (*Work).watch}        // score → spread
	choose   = Step{"target", (*Work).choose}      // → target
	explain  = Step{"explain", (*Work).explain}    // → contribution
	compare  = Step{"shadow", (*Work).compare}     // → shadow
	say      = Step{"reason", (*Work).say}         // → reason
	weigh    = Step{"precision", (*Work).weigh}    // → precision
	drift    = Step{"drift", (*Work).drift}        // registers, spread, labelled → drift
	publish  = Step{"publish", (*Work).publish}    // → lake/published/<run>.duckdb

	Listing  = []Step{contract, resolve, derives, label, list, cohort, indicate, stand, features, recall, train, appoint, score, watch, choose, compare, explain, say, weigh, drift, publish}
	Training = []Step{contract, resolve, derives, label, list, cohort, indicate, stand, features, recall, train}
	Judging  = []Step{contract, resolve, derives, label, list, cohort, indicate, stand, features, judge}
	// Preparing leaves the labelled rows and tonight's candidates with their features, and learns nothing: for measurements.
	Preparing = []Step{contract, resolve, derives, label, list, cohort, indicate, stand, features}
)

// Walk walks the steps in order and stops at the first that fails.
func (w *Work) Walk(ctx context.Context, l *lake.Lake, steps []Step) error {
	w.lake, w.trained, w.judged = l, map[string]*model.Trained{}, map[string]*model.Evaluation{}
	w.shadow, w.Stopped, w.Why, w.seen = map[string]*model.Trained{}, nil, nil, nil
	w.listed, w.chosen = map[string]*model.Table{}, map[string][]vigie.Target{}
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
	if w.tables, err = newHashes(ctx, l, w.Pack); err != nil {
		return err
	}
	w.lineage = vigie.Lineage{Data: data, Pack: w.Pack.Hash, Code: code, Seed: w.Run.Seed, KnownBy: w.Run.AsOf}
	for i, s := range steps {
		w.tell(fmt.Sprintf("%d/%d %s", i+1, len(steps), s.Name), 0, 0)
		if err := w.timed(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	return nil
}

func (w *Work) timed(ctx context.Context, s Step) error {
	if w.Now == nil {
		return s.Do(w, ctx)
	}
	began := w.Now()
	err := s.Do(w, ctx)
	w.Took = append(w.Took, Took{s.Name, w.Now().Sub(began).Seconds()})
	return err
}

func (w *Work) tell(step string, done, of int) {
	if w.Progress != nil {
		w.Progress(step, done, of)
	}
}

//go:embed sql/data.sql
var dataSQL string

//go:embed sql/told_line.sql
var toldLinesSQL string

// dataHash names what was known: the contents that were loaded, and what inspectors told since. It is the same in every home into
// which the same extracts were loaded and the same was told.
func dataHash(ctx context.Context, l *lake.Lake) (string, error) {
	data, err := hashOf(ctx, l, dataSQL)
	if err != nil {
		return "", err
	}
	if data == nothing {
		return "", vigie.Errorf(vigie.NotFound, "no extract is loaded: run `vigie load --pack PACK --data DIR` first")
	}
	told, err := hashOf(ctx, l, toldLinesSQL)
	if err != nil || told == nothing {
		return data, err
	}
	return digest(data, told), nil
}

// nothing is the hash of no line at all.
var nothing = hex.EncodeToString(sha256.New().Sum(nil))

// hashOf is the hash of a query's lines.
func hashOf(ctx context.Context, l *lake.Lake, query string) (string, error) {
	rows, err := l.Query(ctx, query)
	if err != nil {
		return "", vigie.Errorf(vigie.Internal, "read what a run follows from: %w", err)
	}
	defer rows.Close()
	h := sha256.New()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return "", err
		}
		fmt.Fprintln(h, line)
	}
	return hex.EncodeToString(h.Sum(nil)), rows.Err()
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
