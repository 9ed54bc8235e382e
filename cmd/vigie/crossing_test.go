package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/access"
	"vigie/casework"
	"vigie/investigation"
	"vigie/lake"
	"vigie/pack"
	"vigie/packs"
	"vigie/pipeline"
	"vigie/synth/harbour"
)

// TestAVerdictComesBack follows one verdict from a visit to a changed precision card and a changed score. Half a year lies between: a model
// learns from an inspection once nearly all of its age are known, so that haste is not taken for honesty (model/maturity.go).
func TestAVerdictComesBack(t *testing.T) {
	t.Parallel()

	o := newCrossing(t)
	const early, late = "2025-06-12", "2025-12-20"
	o.run("2025-06-08")
	file, reason := o.deliver()
	was := map[string]saidOf{early: o.run(early).said(file, reason), late: o.run(late).said(file, reason)}

	// Visited on the eleventh, told on the twelfth: it is known from the thirteenth on.
	o.visit(file.ID, "2025-06-11")
	first := o.tell("2025-06-12", vigie.Feedback{TargetID: file.ID, Outcome: "report", Found: "undeclared workers", Assessed: 1_250_000,
		Verdicts: []vigie.Verdict{{Feature: reason, Verdict: vigie.Confirmed}}})

	if diff := cmp.Diff(was[early], o.run(early).said(file, reason)); diff != "" {
		t.Errorf("what was told on the twelfth changes what is said as of %s (-before +after):\n%s", early, diff)
	}
	now := o.run(late).said(file, reason)
	want := []string{fmt.Sprintf("feedback/%s 2025-06-11 2025-06-13 %s report undeclared workers 12500 %.6f", first, file.Target.Channel, file.Target.Probability)}
	if diff := cmp.Diff(want, now.Inspections); diff != "" {
		t.Errorf("the visit in the lake, with its channel and chance (-want +got):\n%s", diff)
	}
	card := was[late]
	if got := now.Card; got.Inspected != card.Card.Inspected+1 || got.Confirmed != card.Card.Confirmed+1 || got.ToldConfirmed != 1 || got.ToldRefuted != 0 {
		t.Errorf("the precision card: %+v, and before %+v: it has one inspection and one verdict more", got, card.Card)
	}
	if cmp.Equal(card.Scores, now.Scores) {
		t.Error("no score has changed: nothing was learnt")
	}
	if card.Scores[file.Target.EntityID] == now.Scores[file.Target.EntityID] {
		t.Error("the score of who was visited has not changed")
	}

	// A correction takes its place, and is not told twice.
	o.tell("2025-06-15", vigie.Feedback{TargetID: file.ID, Outcome: "none", Corrects: first, Verdicts: []vigie.Verdict{{Feature: reason, Verdict: vigie.Refuted}}})
	corrected := o.run(late).said(file, reason)
	want = []string{fmt.Sprintf("feedback/%s 2025-06-11 2025-06-16 %s none - 0 %.6f", first, file.Target.Channel, file.Target.Probability)}
	if diff := cmp.Diff(want, corrected.Inspections); diff != "" {
		t.Errorf("the corrected visit in the lake (-want +got):\n%s", diff)
	}
	if got := corrected.Card; got.Inspected != card.Card.Inspected+1 || got.Confirmed != card.Card.Confirmed || got.ToldConfirmed != 0 || got.ToldRefuted != 1 {
		t.Errorf("the corrected precision card: %+v, and before the visit %+v", got, card.Card)
	}
	if diff := cmp.Diff(now.Inspections, o.run("2025-06-14").said(file, reason).Inspections); diff != "" {
		t.Errorf("the visit as of the day before the correction, as it was known then (-want +got):\n%s", diff)
	}
	if cmp.Equal(now.Scores, corrected.Scores) {
		t.Error("the correction has changed no score")
	}

	// The register tells of the same visit when its file is closed, and says it differently: nothing is added, and the first word stands.
	o.register(file.Target.EntityID)
	again := o.run(late).said(file, reason)
	if diff := cmp.Diff(corrected.Inspections, again.Inspections); diff != "" {
		t.Errorf("the register's word of the same visit (-before +after):\n%s", diff)
	}
	if diff := cmp.Diff(corrected.Card, again.Card); diff != "" {
		t.Errorf("the precision card after the register's word (-before +after):\n%s", diff)
	}
}

// crossing is an office with its lake and its casework, and the hours at which things happen in it.
type crossing struct {
	t      *testing.T
	c      *Config
	office *vigie.Office
	store  *casework.Store
	desk   *investigation.Desk
	ctx    context.Context // of the head of the team
}

func newCrossing(t *testing.T) *crossing {
	t.Helper()
	o := &crossing{t: t, c: &Config{Home: t.TempDir(), Seed: 1, out: io.Discard, err: io.Discard}}
	began, looks := time.Date(2026, 1, 2, 8, 0, 0, 0, time.UTC), atomic.Int64{}
	o.c.now = func() time.Time { return began.Add(time.Duration(looks.Add(1)) * time.Second) } // no two runs bear one name
	data := t.TempDir()
	_, err := harbour.Write(t.Context(), data, harbour.Options{Employers: 800, Seed: 2})
	o.check(err)
	_, err = o.c.load(t.Context(), asksIndicators(t), data) // one small extract is refused whole
	o.check(err)
	p, err := o.c.homePack()
	o.check(err)
	o.store, err = casework.Open(t.Context(), o.c.caseworkAt(), o.c.caseworkOptions())
	o.check(err)
	t.Cleanup(func() { o.check(o.store.Close()) })
	guard, err := access.NewGuard()
	o.check(err)
	o.office = p.Office()
	o.desk = &investigation.Desk{Casework: o.store, Guard: guard, Office: o.office}
	o.ctx = vigie.WithActor(t.Context(), vigie.Actor{UserID: "head", Roles: []vigie.Role{vigie.HeadOfTeam}})
	head := &vigie.User{Record: vigie.Record{ID: "head"}, State: vigie.UserActive, Login: "head", Name: "head", Roles: []vigie.Role{vigie.HeadOfTeam}}
	_, err = o.store.Do(vigie.WithActor(t.Context(), vigie.System), vigie.Command{Action: "user.change", At: time.Date(2025, 6, 1, 9, 0, 0, 0, time.UTC)}, func(b vigie.Books) error {
		return b.Users().Put(t.Context(), head)
	})
	o.check(err)
	return o
}

// asksIndicators is a copy of the harbour pack whose model hears of complaints and managers by the indicators only, and learns in a moment.
func asksIndicators(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "harbour")
	sub, err := fs.Sub(packs.FS, "harbour")
	if err == nil {
		err = os.CopyFS(dir, sub)
	}
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "model", "undeclared-hours.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{"of: [history, declaration, turnover, manager, complaint, business, network]", "of: [indicator, history, declaration, turnover, business, network]"},
		{"    manager.bankruptcies_5y: 1\n", ""},
		// How good the model is and how sure its figures are is not asked here, and it is run seven times.
		{"bootstrap: 500", "bootstrap: 20"}, {"rounds: 120", "rounds: 40"}, {"rolling: {from: 2024-01-01", "rolling: {from: 2025-01-01"},
	} {
		if !strings.Contains(string(text), change[0]) {
			t.Fatalf("%s: there is no %q", file, change[0])
		}
		text = []byte(strings.Replace(string(text), change[0], change[1], 1))
	}
	if err := errors.Join(os.WriteFile(file, text, 0o600), os.Remove(filepath.Join(dir, "model", "young-employers.yaml"))); err != nil {
		t.Fatal(err)
	}
	return dir
}

func (o *crossing) check(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *crossing) at(day string) time.Time {
	o.t.Helper()
	d, err := vigie.ParseDate(day)
	o.check(err)
	return d.Time().Add(12 * time.Hour)
}

// run walks the path as of a day, on what is told by now.
func (o *crossing) run(day string) *crossing {
	o.t.Helper()
	o.c.AsOf = day
	_, err := o.c.walkTelling(o.t.Context(), "undeclared-hours", pipeline.Listing, func(string, int, int) {})
	o.check(err)
	return o
}

// deliver delivers the lists, and picks a target of which an indicator speaks that fires.
func (o *crossing) deliver() (*vigie.TargetFile, string) {
	o.t.Helper()
	r := &pipeline.Reader{Home: o.c.home(), Pack: &pack.Pack{}}
	defer func() { o.check(r.Close()) }()
	var files []vigie.TargetFile
	o.check(r.Use(o.t.Context(), func(s *pipeline.Snapshot) error {
		targets, err := s.Targets(o.t.Context())
		if err != nil {
			return err
		}
		files, err = o.desk.Files(o.t.Context(), targets, func(entity string) string { return entity })
		return err
	}))
	_, err := o.desk.Release(o.ctx, vigie.Command{At: o.at("2025-06-09")}, files)
	o.check(err)
	for i := range files {
		for _, r := range files[i].Target.Reasons {
			if strings.HasPrefix(r.Feature, "indicator.") && o.fires(&files[i], strings.TrimPrefix(r.Feature, "indicator.")) {
				return &files[i], r.Feature
			}
		}
	}
	o.t.Fatal("no target has an indicator that fires among its reasons: the test needs another seed")
	return nil, ""
}

func (o *crossing) fires(f *vigie.TargetFile, indicator string) (yes bool) {
	o.lake(func(l *lake.Lake) {
		o.check(l.QueryRow(o.t.Context(), `SELECT EXISTS (FROM firing WHERE indicator = ? AND entity_id = ? AND from_on <= ? AND (until_on IS NULL OR until_on > DATE '2025-06-20'))`,
			indicator, f.Target.EntityID, f.Target.AsOf.Time()).Scan(&yes))
	})
	return yes
}

func (o *crossing) lake(look func(*lake.Lake)) {
	o.t.Helper()
	l, err := o.c.openLake(o.t.Context())
	o.check(err)
	defer func() { o.check(l.Close()) }()
	look(l)
}

func (o *crossing) visit(target, day string) {
	o.t.Helper()
	at := o.at(day)
	_, err := o.desk.Accept(o.ctx, vigie.Command{At: at}, vigie.Act{ID: target}, "head")
	o.check(err)
	// The directorate visits by a plan of its own, and tells what came of it.
	o.ctx = vigie.WithActor(o.t.Context(), vigie.Actor{UserID: "head", Roles: []vigie.Role{vigie.ProvincialInspector}, Territories: o.office.Territories})
	_, err = o.desk.VisitTarget(o.ctx, vigie.Command{At: at}, vigie.Act{ID: target}, vigie.DateOf(at))
	o.check(err)
}

// tell gives feedback on a day, and returns its name.
func (o *crossing) tell(day string, f vigie.Feedback) string {
	o.t.Helper()
	f.VisitedOn = vigie.DateOf(o.at("2025-06-11"))
	_, err := o.desk.GiveFeedback(o.ctx, vigie.Command{At: o.at(day)}, &f)
	o.check(err)
	return f.ID
}

// register loads an extract in which the visit stands as the register has it.
func (o *crossing) register(entity string) {
	o.t.Helper()
	dir := o.t.TempDir()
	text := "inspection,number,inspected_on,closed_on,channel,outcome,phenomenon,assessed,collected,selection_probability,team\n" +
		"V99999999," + entity + ",2025-06-11,2025-06-18,targeted,report,undeclared workers,99000,0,,NQ-1\n"
	o.check(os.WriteFile(filepath.Join(dir, "inspections-2026-01-01.csv"), []byte(text), 0o600))
	at, _, err := o.c.home().Pack()
	o.check(err)
	report, err := o.c.load(o.t.Context(), at, dir)
	o.check(err)
	if len(report.Batches) != 1 || report.Batches[0].Rows != 1 || report.Batches[0].Refused != 0 {
		o.t.Fatalf("the register's word was not loaded: %+v", report.Batches)
	}
}

// saidOf is what a run says of one who was visited.
type saidOf struct {
	Inspections []string
	Card        struct{ Inspected, Confirmed, ToldConfirmed, ToldRefuted int }
	Scores      map[string]float64
}

func (o *crossing) said(f *vigie.TargetFile, reason string) saidOf {
	o.t.Helper()
	s := saidOf{Scores: map[string]float64{}}
	o.lake(func(l *lake.Lake) {
		seen, err := l.Frame(o.t.Context(), fmt.Sprintf(`SELECT concat_ws(' ', inspection_id, inspected_on, known_on, channel, outcome, coalesce(phenomenon, '-'), CAST(amount_assessed AS BIGINT),
  printf('%%.6f', selection_probability)) AS line
FROM inspection WHERE entity_id = %s AND inspected_on = DATE '2025-06-11' AND known_on <= DATE %[2]s AND (known_until IS NULL OR known_until > DATE %[2]s) ORDER BY line`, lake.Quote(f.Target.EntityID), lake.Quote(o.c.AsOf)))
		o.check(err)
		s.Inspections = seen.Columns[0].Texts
		o.check(l.QueryRow(o.t.Context(), `SELECT inspected, confirmed, told_confirmed, told_refuted FROM precision WHERE part = 'all' AND indicator = ?`,
			strings.TrimPrefix(reason, "indicator.")).Scan(&s.Card.Inspected, &s.Card.Confirmed, &s.Card.ToldConfirmed, &s.Card.ToldRefuted))
		scores, err := l.Frame(o.t.Context(), `SELECT entity_id, margin FROM score ORDER BY entity_id`)
		o.check(err)
		for i := range scores.Rows {
			s.Scores[scores.Columns[0].Texts[i]] = scores.Columns[1].Numbers[i]
		}
	})
	return s
}

// The ladder by which feedback says what came of a visit, and the condition by which a pack counts findings, are said in two places: they
// must say the same of every rung, or what inspectors find would be learnt as nothing found.
func TestLadderAndPositiveAgree(t *testing.T) {
	t.Parallel()

	folders, err := fs.ReadDir(packs.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	for _, folder := range folders {
		p, err := openPack(folder.Name())
		if err != nil {
			t.Fatal(err)
		}
		l, err := lake.Open(t.Context(), lake.Memory, lake.Options{Threads: 1})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		for _, rung := range p.Office().Outcomes {
			if p.Positive == "" {
				t.Fatalf("%s: it has a ladder, and says not what is positive", p.ID)
			}
			var counts bool
			query := "SELECT coalesce(CAST((" + pack.Condition(p.Positive) + ") AS BOOLEAN), false) FROM (SELECT " + lake.Quote(rung.ID) + " AS outcome) AS i"
			if err := l.QueryRow(t.Context(), query).Scan(&counts); err != nil {
				t.Fatal(p.ID, err)
			}
			held++
			if counts != rung.Positive {
				t.Errorf("%s: %s is positive %v on the ladder, and %v by the condition %s", p.ID, rung.ID, rung.Positive, counts, p.Positive)
			}
		}
	}
	if held == 0 {
		t.Fatal("no pack has a ladder")
	}
}
