package evaluation_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vigie"
	"vigie/access"
	"vigie/casework"
	"vigie/evaluation"
)

// house is an office with a year of invented work in its casework.
type house struct {
	t      *testing.T
	store  *casework.Store
	desk   *evaluation.Desk
	ctx    context.Context
	now    time.Time
	chance *rand.Rand
}

func newHouse(t *testing.T) *house {
	t.Helper()
	now := time.Date(2025, 1, 6, 9, 0, 0, 0, time.UTC)
	h := &house{t: t, now: now, chance: rand.New(rand.NewPCG(1, 2)),
		ctx: vigie.WithActor(t.Context(), vigie.Actor{UserID: "head", Roles: []vigie.Role{vigie.HeadOfTeam}})}
	store, err := casework.Open(t.Context(), filepath.Join(t.TempDir(), "casework.db"), casework.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	guard, err := access.NewGuard()
	if err != nil {
		t.Fatal(err)
	}
	office := &vigie.Office{TimeZone: "UTC", Outcomes: []vigie.OutcomeRung{{Choice: vigie.Choice{ID: "none"}}, {Choice: vigie.Choice{ID: "report"}, Positive: true}}}
	for _, territory := range territories {
		office.Directorates = append(office.Directorates, vigie.Directorate{ID: "d-" + territory, Territory: territory})
	}
	h.store, h.desk = store, &evaluation.Desk{Casework: store, Guard: guard, Office: office}
	return h
}

var territories = []string{"north", "south", "east", "west"}

func (h *house) do(at time.Time, f func(vigie.Books) error) {
	h.t.Helper()
	if _, err := h.store.Do(h.ctx, vigie.Command{Action: "test.play", At: at}, f); err != nil {
		h.t.Fatal(err)
	}
}

// year plays phenomena, roll-outs, targets, visits and corrections.
func (h *house) year() {
	h.t.Helper()
	for i := range 9 {
		day := vigie.DateOf(h.now) + vigie.Date(20*i)
		p := &vigie.Phenomenon{State: vigie.PhenomenonObserved, Title: "p", SeenOn: day, ReportedAt: day.Time()}
		h.do(day.Time(), func(b vigie.Books) error { return b.Phenomena().Put(h.ctx, p) })
		for k, what := range []string{"phenomenon.accept", "methodology.adopt", "phenomenon.draft", "investigation.start", "phenomenon.roll_out", "phenomenon.mainstream"}[:i%7] {
			h.do((day + vigie.Date(9*k+h.chance.IntN(9))).Time(), func(b vigie.Books) error {
				return b.Note(h.ctx, vigie.Event{Kind: vigie.KindPhenomenon, ID: p.ID, What: what, PhenomenonID: p.ID})
			})
		}
		h.rollOut(p.ID, territories[i%2], day+100)
	}
	for i := range 600 {
		h.target(i)
	}
}

func (h *house) rollOut(phenomenon, territory string, day vigie.Date) {
	o := &vigie.RollOut{State: vigie.RollOutPlanned, PhenomenonID: phenomenon, Directorate: "d-" + territory, PlannedOn: day, Support: []vigie.Support{{On: day, What: "x", Hours: h.chance.IntN(30)}}}
	h.do(day.Time(), func(b vigie.Books) error { return b.RollOuts().Put(h.ctx, o) })
	for k, state := range []string{vigie.RollOutInUse, vigie.RollOutAdopted}[:h.chance.IntN(3)] {
		o.State = state
		h.do((day + vigie.Date(5+k)).Time(), func(b vigie.Books) error { return b.RollOuts().Put(h.ctx, o) })
	}
}

func (h *house) target(i int) {
	released := vigie.DateOf(h.now) + vigie.Date(h.chance.IntN(300))
	channel := []vigie.Channel{vigie.Ranked, vigie.Ranked, vigie.Near, vigie.Random}[h.chance.IntN(4)]
	t := &vigie.TargetFile{State: vigie.TargetProposed, ReleasedAt: released.Time(), Target: vigie.Target{EntityID: fmt.Sprint("e", i), Channel: channel,
		Sector: []string{"building", "cleaning", "rare"}[min(2, h.chance.IntN(40)%20/9)], Territory: territories[h.chance.IntN(4)]}}
	if h.chance.IntN(3) > 0 {
		t.State = vigie.TargetVisited
	}
	f := &vigie.Feedback{Territory: t.Target.Territory, VisitedOn: released + vigie.Date(h.chance.IntN(30)), Outcome: "none", KnownBefore: h.chance.IntN(9) == 0, StaleData: h.chance.IntN(7) == 0}
	if h.chance.IntN(5) < map[vigie.Channel]int{vigie.Ranked: 2, vigie.Near: 1, vigie.Random: 1}[channel] {
		f.Outcome, f.Assessed, f.Collected = "report", int64(h.chance.IntN(9_000_000)), int64(h.chance.IntN(400_000))
	}
	told := f.VisitedOn + vigie.Date(h.chance.IntN(9))
	h.do(told.Time(), func(b vigie.Books) error {
		if err := b.Targets().Put(h.ctx, t); err != nil || t.State != vigie.TargetVisited || h.chance.IntN(8) == 0 {
			return err
		}
		f.TargetID = t.ID
		return b.Feedback().Put(h.ctx, f)
	})
	if f.ID != "" && h.chance.IntN(12) == 0 {
		again := *f
		again.Record, again.Corrects, again.Outcome = vigie.Record{}, f.ID, "report"
		h.do((told + 20).Time(), func(b vigie.Books) error { return b.Feedback().Put(h.ctx, &again) })
	}
}

// report measures the year, and reads the report back.
func (h *house) report() *vigie.EvaluationReport {
	h.t.Helper()
	from := vigie.DateOf(h.now)
	r, err := h.desk.Draft(h.ctx, vigie.Command{At: (from + 420).Time()}, from, from+364, "", "")
	if err != nil {
		h.t.Fatal(err)
	}
	return h.read(r.Changed[0].ID)
}

func (h *house) read(id string) (r *vigie.EvaluationReport) {
	h.t.Helper()
	err := h.store.Read(h.ctx, func(b vigie.Books) (err error) {
		r, err = b.Reports().Get(h.ctx, id)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

func (h *house) exported(r *vigie.EvaluationReport) []byte {
	h.t.Helper()
	x, err := evaluation.Unpack(r)
	if err != nil {
		h.t.Fatal(err)
	}
	text, err := json.Marshal(x)
	if err != nil {
		h.t.Fatal(err)
	}
	return text
}

// TestRecompute measures an exported report again with the auditor's script, and a report whose figures or rows somebody has mended.
func TestRecompute(t *testing.T) {
	t.Parallel()

	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("an auditor's script was NOT TRIED: python3 is not installed")
	}
	h := newHouse(t)
	h.year()
	r := h.report()
	seen := map[string]bool{}
	for _, f := range r.Measured {
		seen[f.ID] = seen[f.ID] || f.Figure != nil
		if f.Hidden {
			seen["hidden"] = true
		}
	}
	for _, id := range []string{"days_to_milestone", "feedback_days", "hit_rate", "lift_over_random", "burden_by_sector", "assessed_per_visit", "adopted", "support_hours_per_phenomenon", "rollout_effect"} {
		if !seen[id] {
			t.Errorf("%s has no figure: nothing of it is tried here", id)
		}
	}
	export := string(h.exported(r))
	told, err := recompute(t, export)
	if err != nil || !strings.Contains(told, " 0 differ") {
		t.Errorf("the script says (%v):\n%s", err, told)
	}
	for name, mended := range map[string]string{
		"AFigure": strings.Replace(export, `"id":"adopted","numerator":`, `"id":"adopted","numerator":1`, 1), "ARow": strings.Replace(export, `"hit":false`, `"hit":true`, 1)} {
		if mended == export {
			t.Fatalf("%s: nothing was mended", name)
		}
		if told, err := recompute(t, mended); err == nil {
			t.Errorf("%s was mended, and the script finds nothing:\n%s", name, told)
		}
	}
}

func recompute(t *testing.T, export string) (string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.json")
	if err := os.WriteFile(file, []byte(export), 0o600); err != nil {
		t.Fatal(err)
	}
	told, err := exec.CommandContext(t.Context(), "python3", "../docs/method/recompute.py", file).CombinedOutput()
	return string(told), err
}

// TestPublished is never changed, and no name leaves with it.
func TestPublished(t *testing.T) {
	t.Parallel()

	h := newHouse(t)
	h.year()
	r := h.report()
	at := vigie.Command{At: h.now.AddDate(2, 0, 0)}
	if _, err := h.desk.Publish(h.ctx, at, vigie.Act{ID: r.ID}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.desk.Publish(h.ctx, at, vigie.Act{ID: r.ID}); vigie.CodeOf(err) != vigie.Conflict {
		t.Errorf("publishing twice: %v", err)
	}
	before := h.exported(h.read(r.ID))
	h.target(1000) // what happens later changes nothing in it
	if after := h.exported(h.read(r.ID)); string(after) != string(before) {
		t.Error("a published report has changed")
	}
	if strings.Contains(string(before), `"e1"`) || strings.Contains(string(before), r.CreatedBy) {
		t.Error("the export names somebody")
	}
	if _, err := h.desk.Draft(h.ctx, at, r.From, r.To, "nothing", ""); vigie.CodeOf(err) != vigie.NotFound {
		t.Errorf("a correction of nothing: %v", err)
	}
	if _, err := h.desk.Draft(h.ctx, at, r.From, r.To, r.ID, "A register was late."); err != nil {
		t.Error(err)
	}
}
