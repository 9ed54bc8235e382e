package caseworktest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"vigie"
)

// keepsEveryNoun puts one of each and reads the same again.
func keepsEveryNoun(t *testing.T, s Store) {
	hash, _, err := s.Keep(t.Context(), strings.NewReader("a photograph"), 100)
	if err != nil {
		t.Fatal(err)
	}
	day, _ := vigie.ParseDate("2026-02-28")
	keeps(t, s, vigie.Books.Signals, &vigie.Signal{Title: "Couriers", SeenOn: day, EntityIDs: []string{"e1", "e2", "e1"}})
	keeps(t, s, vigie.Books.Phenomena, &vigie.Phenomenon{Title: "Riders", Sectors: []string{"53.20"}, Definitions: []vigie.Definition{{Version: 1, From: day, Text: "riders"}}})
	keeps(t, s, vigie.Books.Methodologies, &vigie.Methodology{Number: 2, Title: map[string]string{"nl": "Koeriers"}, Steps: []vigie.MethodStep{{ID: "a", Text: vigie.LocalText{"nl": "tel"}}}})
	keeps(t, s, vigie.Books.Consultations, &vigie.Consultation{State: vigie.ConsultationAsked, Directorate: "south", Team: []string{"anna"}, AskedAt: noon})
	keeps(t, s, vigie.Books.Investigations, &vigie.Investigation{Title: "Riders", Territories: []string{"a", "b"}, Visits: []vigie.Visit{{ID: "1", MadeOn: day}}, StartedAt: noon})
	keeps(t, s, vigie.Books.Targets, &vigie.TargetFile{Target: vigie.Target{EntityID: "e1", Score: 0.1 + 0.2, Rank: 3, Reasons: []vigie.Reason{{Feature: "a.b", Contribution: -1e-9}}}})
	keeps(t, s, vigie.Books.Feedback, &vigie.Feedback{TargetID: "t", Verdicts: []vigie.Verdict{{Feature: "a.b", Verdict: vigie.Refuted}}, Assessed: 1 << 60})
	keeps(t, s, vigie.Books.RollOuts, &vigie.RollOut{State: vigie.RollOutPlanned, Directorate: "south", PlannedOn: day})
	keeps(t, s, vigie.Books.Evidence, &vigie.Evidence{Name: "photo.jpg", Size: 12, Hash: hash})
	keeps(t, s, vigie.Books.Users, &vigie.User{Login: "anna", Roles: []vigie.Role{vigie.Auditor}, State: "active"})
	keeps(t, s, vigie.Books.Credentials, &vigie.Credential{Record: vigie.Record{ID: "anna"}, Password: "$argon2id$"})
	keeps(t, s, vigie.Books.Webhooks, &vigie.Webhook{URL: "https://example.org", Events: []string{"signal.retain"}, Active: true})
	keeps(t, s, vigie.Books.Views, &vigie.View{Page: "targets", Name: "Mine", Shared: true})
	keeps(t, s, vigie.Books.Jobs, &vigie.Job{State: vigie.JobQueued, What: "run", Args: map[string]string{"asOf": "2026-01-05"}})
	keeps(t, s, vigie.Books.Lates, &vigie.Late{State: vigie.LateOpen, TargetID: "t", WrittenAt: noon, VisitedOn: day, Verdicts: []vigie.Verdict{{Feature: "a.b", Verdict: vigie.Confirmed}}, Checklist: []string{"a"}, Refused: "it was changed"})
	keeps(t, s, vigie.Books.Boundaries, &vigie.Boundary{State: vigie.BoundaryUsed, Boundaries: vigie.Boundaries{Source: "the office", Areas: []vigie.Outline{{Territory: "north", Rings: [][][2]float64{{{4, 50}, {5, 50}, {5, 51}, {4, 50}}}}}}})
	keeps(t, s, vigie.Books.Judgements, &vigie.Judgement{Match: "employer", A: "permit:1", B: "works:2", Verdict: vigie.JudgedApart})
	keeps(t, s, vigie.Books.FieldTests, &vigie.FieldTest{State: vigie.FieldTestFrozen, TrialPlan: vigie.TrialPlan{Title: "Nights", Arms: []vigie.Arm{{ID: vigie.ArmTested, Share: 2}}, StartOn: day,
		Limits: vigie.TrialLimits{Lift: 1.2}}, Draws: []vigie.TrialDraw{{At: noon, Blocks: 1}}, Decision: &vigie.TrialVerdict{At: noon, Conditions: []vigie.TrialCondition{{ID: "lift", Value: 1.3}}}})
	keeps(t, s, vigie.Books.Envelopes, &vigie.Envelope{State: vigie.EnvelopeSealed, FieldTestID: "f", Number: 3, DueOn: day, Slots: []vigie.Slot{{Arm: vigie.ArmRandom, TargetID: "t", Target: vigie.Target{EntityID: "e1", Score: 0.1}}}})
	keeps(t, s, vigie.Books.Disclosures, &vigie.Disclosure{State: vigie.DisclosureDraft, Service: "s", ExpiresOn: day, Fields: []string{"entity"}, Targets: []vigie.DisclosedTarget{{Item: "1", TargetID: "t", Values: map[string]string{"entity": "1"}}}})
	keeps(t, s, vigie.Books.Reports, &vigie.EvaluationReport{State: vigie.ReportDraft, From: day, To: day + 30, Rows: []byte{1, 2}, Measured: []vigie.MeasureFigure{{ID: "hit_rate", Numerator: 1, Denominator: 3}}})
	keeps(t, s, vigie.Books.Versions, &vigie.ModelVersion{State: vigie.VersionDraft, Model: "horeca", Trained: "0a1b2c", KnownBy: day, Said: []vigie.Saying{{Action: "version.nominate", By: "mia", At: noon, Text: "more"}}})
	keeps(t, s, vigie.Books.Openings, &vigie.Opening{UserID: "anna", Kind: vigie.KindTarget, ThingID: "t", Until: noon})
}

func keeps[T any, P interface {
	*T
	vigie.Noun
}](t *testing.T, s Store, shelf func(vigie.Books) vigie.Shelf[T], thing *T) {
	t.Helper()
	put(t, s, shelf, thing)
	r := P(thing).Kept()
	if r.ID == "" || r.Version != 1 || r.CreatedBy != "anna" || !r.CreatedAt.Equal(r.ChangedAt) || r.CreatedAt.Before(noon.Truncate(time.Microsecond)) {
		t.Errorf("%T: the record is %+v", thing, r)
	}
	got := read(t, s, func(ctx context.Context, b vigie.Books) (*T, error) { return shelf(b).Get(ctx, r.ID) })
	if !reflect.DeepEqual(got, thing) {
		t.Errorf("read %+v, want %+v", got, thing)
	}
	kind := string(P(thing).Thing().Kind)
	for _, sort := range []string{"", "id", "-changedAt", "createdBy"} {
		l := list(t, s, shelf, vigie.Query{Scope: everything, Sort: sort, Where: []vigie.Where{{Field: "createdBy", Values: []string{"anna"}}}})
		if l.Total != 1 || len(l.Items) != 1 {
			t.Errorf("a list of %s sorted by %q holds %d, want 1", kind, sort, l.Total)
		}
	}
	_, err := s.Do(as(t, "anna"), vigie.Command{Action: "test.again", At: noon}, func(b vigie.Books) error {
		again := *thing
		P(&again).Kept().Version = 0
		return shelf(b).Put(as(t, "anna"), &again)
	})
	code(t, err, vigie.Conflict)
}

func keepsEveryVersion(t *testing.T, s Store) {
	signal := &vigie.Signal{Title: "first", Territory: "north"}
	put(t, s, vigie.Books.Signals, signal)
	for i, title := range []string{"second", "third"} {
		do(t, s, "bert", noon.Add(time.Duration(i+1)*time.Hour), func(ctx context.Context, b vigie.Books) error {
			got, err := b.Signals().Get(ctx, signal.ID)
			if err != nil {
				return err
			}
			got.Title, got.CreatedBy, got.CreatedAt = title, "mallory", noon.Add(-time.Hour) // what was is not for callers to say
			return b.Signals().Put(ctx, got)
		})
	}
	versions := read(t, s, func(ctx context.Context, b vigie.Books) ([]vigie.Signal, error) {
		return b.Signals().History(ctx, signal.ID)
	})
	if len(versions) != 3 {
		t.Fatalf("there are %d versions, want 3", len(versions))
	}
	for i, title := range []string{"first", "second", "third"} {
		v := versions[i]
		if v.Title != title || v.Version != i+1 || v.CreatedBy != "anna" || !v.CreatedAt.Equal(signal.CreatedAt) {
			t.Errorf("version %d is %+v", i+1, v)
		}
	}
	if v := versions[2]; v.ChangedBy != "bert" || !v.ChangedAt.Equal(noon.Add(2*time.Hour).Truncate(time.Microsecond)) {
		t.Errorf("the third version was changed by %s at %s", v.ChangedBy, v.ChangedAt)
	}
	err := s.Read(t.Context(), func(b vigie.Books) error { _, err := b.Signals().History(t.Context(), "none"); return err })
	code(t, err, vigie.NotFound)
	err = s.Read(t.Context(), func(b vigie.Books) error { _, err := b.Signals().Get(t.Context(), "none"); return err })
	code(t, err, vigie.NotFound)
}

func nobodyOverwritesSilently(t *testing.T, s Store) {
	signal := &vigie.Signal{Title: "first"}
	put(t, s, vigie.Books.Signals, signal)
	seen := *signal
	do(t, s, "bert", noon.Add(time.Hour), func(ctx context.Context, b vigie.Books) error {
		signal.Title = "of Bert"
		return b.Signals().Put(ctx, signal)
	})
	seen.Title = "of Cleo"
	_, err := s.Do(as(t, "cleo"), vigie.Command{Action: "test.change", At: noon}, func(b vigie.Books) error { return b.Signals().Put(as(t, "cleo"), &seen) })
	code(t, err, vigie.Stale)
	if err != nil && (!strings.Contains(err.Error(), "bert") || !strings.Contains(err.Error(), "2026-03-02 13:00")) {
		t.Errorf("%v: it does not tell who changed it, and when", err)
	}
	if seen.Version != 1 || seen.ChangedBy != "anna" {
		t.Errorf("a failed change left its mark on what was handed in: %+v", seen.Record)
	}
	got := read(t, s, func(ctx context.Context, b vigie.Books) (*vigie.Signal, error) {
		return b.Signals().Get(ctx, signal.ID)
	})
	if got.Title != "of Bert" || got.Version != 2 {
		t.Errorf("it stands as %q in version %d", got.Title, got.Version)
	}
	gone := &vigie.Signal{Record: vigie.Record{ID: "gone", Version: 3}}
	_, err = s.Do(as(t, "cleo"), vigie.Command{Action: "test.change", At: noon}, func(b vigie.Books) error { return b.Signals().Put(as(t, "cleo"), gone) })
	code(t, err, vigie.NotFound)
}

// twoDecideAtOnce lets many decide on what they all saw in the same version: one of them does.
func twoDecideAtOnce(t *testing.T, s Store) {
	target := &vigie.TargetFile{State: vigie.TargetProposed}
	put(t, s, vigie.Books.Targets, target)
	const many = 8
	errs := make([]error, many)
	var all sync.WaitGroup
	for i := range many {
		all.Go(func() {
			ctx := as(t, fmt.Sprint("user", i))
			_, errs[i] = s.Do(ctx, vigie.Command{Action: "target.accept", At: noon}, func(b vigie.Books) error {
				mine := *target
				mine.State, mine.AssignedTo = vigie.TargetAccepted, fmt.Sprint("user", i)
				return b.Targets().Put(ctx, &mine)
			})
		})
	}
	all.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
		} else {
			code(t, err, vigie.Stale)
		}
	}
	versions := read(t, s, func(ctx context.Context, b vigie.Books) ([]vigie.TargetFile, error) {
		return b.Targets().History(ctx, target.ID)
	})
	if won != 1 || len(versions) != 2 {
		t.Errorf("%d decided and there are %d versions, want 1 and 2", won, len(versions))
	}
}

// readsOneMoment changes something while it is read.
func readsOneMoment(t *testing.T, s Store) {
	signal := &vigie.Signal{Title: "before"}
	put(t, s, vigie.Books.Signals, signal)
	err := s.Read(t.Context(), func(b vigie.Books) error {
		before, err := b.Signals().Get(t.Context(), signal.ID)
		if err != nil {
			return err
		}
		do(t, s, "bert", noon, func(ctx context.Context, b vigie.Books) error {
			signal.Title = "after"
			return b.Signals().Put(ctx, signal)
		})
		after, err := b.Signals().Get(t.Context(), signal.ID)
		if err == nil && (before.Title != "before" || after.Title != "before") {
			t.Errorf("one view shows %q and then %q", before.Title, after.Title)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func writesInDoOnly(t *testing.T, s Store) {
	err := s.Read(t.Context(), func(b vigie.Books) error {
		return errors.Join(b.Signals().Put(t.Context(), &vigie.Signal{Title: "x"}), b.Note(t.Context(), vigie.Event{What: "x"}))
	})
	code(t, err, vigie.Internal)
	if n := list(t, s, vigie.Books.Signals, vigie.Query{Scope: everything}).Total; n != 0 {
		t.Errorf("a view kept %d signals", n)
	}
}
