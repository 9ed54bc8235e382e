package rehearsal

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"vigie"
	"vigie/access"
	"vigie/casework"
	"vigie/evaluation"
	"vigie/investigation"
	"vigie/pack"
	"vigie/packs"
	"vigie/phenomenon"
	"vigie/registry"
)

// Two years are played on the office of a real pack, with invented findings. Whatever was done went through the gates, or it would have failed.
func TestPlay(t *testing.T) {
	t.Parallel()
	p, _, faults, err := pack.Open("belgium", packs.FS)
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	store, err := casework.Open(t.Context(), filepath.Join(t.TempDir(), "casework.db"), casework.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	guard, err := access.NewGuard()
	if err != nil {
		t.Fatal(err)
	}
	office := p.Office()
	play := &Play{Casework: store, Office: office, Seed: 1,
		Investigations: &investigation.Desk{Casework: store, Guard: guard, Office: office}, Phenomena: &phenomenon.Desk{Casework: store, Guard: guard, Office: office},
		Registry: &registry.Desk{Casework: store, Guard: guard, Office: office, Trained: trained{}}, Evaluation: &evaluation.Desk{Casework: store, Guard: guard, Office: office},
		From: time.Date(2024, 1, 5, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 1, 5, 12, 0, 0, 0, time.UTC),
		Hash: func(string) (string, error) { return "", nil }}
	invent(play)
	if err := play.Run(t.Context(), func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	ctx := vigie.WithActor(t.Context(), vigie.Actor{UserID: "head", Roles: []vigie.Role{vigie.HeadOfTeam}})
	clocks, err := play.Phenomena.Clocks(ctx, play.To)
	if err != nil {
		t.Fatal(err)
	}
	open := 0
	for _, c := range clocks {
		if c.Open {
			open++
		}
	}
	if len(clocks) < len(play.Country.Phenomena)-1 || open == 0 || open == len(clocks) {
		t.Errorf("%d phenomena, %d of them open: there should be some of both", len(clocks), open)
	}
	states := map[string]int{}
	silent := 0
	err = store.Read(ctx, func(b vigie.Books) error {
		list, err := b.Phenomena().List(ctx, vigie.Query{Scope: vigie.Scope{All: true}, Size: 100})
		for _, f := range list.Items {
			states[f.State]++
		}
		asked, askedErr := b.Consultations().List(ctx, vigie.Query{Scope: vigie.Scope{All: true}, Where: []vigie.Where{{Field: "state", Values: []string{vigie.ConsultationAsked}}}})
		silent = asked.Total
		if err != nil {
			return err
		}
		return askedErr
	})
	if err != nil {
		t.Fatal(err)
	}
	err = store.Read(ctx, func(b vigie.Books) error {
		all := vigie.Query{Scope: vigie.Scope{All: true}, Size: 100}
		tests, err := b.FieldTests().List(ctx, all)
		if err != nil || tests.Total == 0 {
			t.Errorf("%d field tests: %v", tests.Total, err)
		}
		live, err := b.Versions().List(ctx, vigie.Query{Scope: vigie.Scope{All: true}, Where: []vigie.Where{{Field: "state", Values: []string{vigie.VersionLive}}}})
		if err != nil || live.Total != 1 {
			t.Errorf("%d versions live: %v", live.Total, err)
		}
		reports, err := b.Reports().List(ctx, all)
		if err != nil || reports.Total != 2 {
			t.Errorf("%d reports: %v", reports.Total, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(states) < 5 {
		t.Errorf("phenomena are at %v: want at least five stages", states)
	}
	if silent == 0 {
		t.Error("nobody is silent: the page of open consultations would be empty")
	}
}

// trained is one model with figures.
type trained struct{}

func (trained) Trained(context.Context) ([]vigie.TrainedModel, error) {
	return []vigie.TrainedModel{{Model: "m", Version: "v", Precision: &vigie.Figure{Value: .3, Low: .2, High: .4}}}, nil
}

// invent makes findings of indicators that look for the pack's phenomena.
func invent(p *Play) {
	text := vigie.LocalText{}
	for _, l := range p.Office.Languages {
		text[l] = "invented"
	}
	method := vigie.Methodology{Title: text, Steps: []vigie.MethodStep{{ID: "look", Text: text}}, Proof: []vigie.LocalText{text}, Legal: []vigie.LocalText{text}}
	for i, id := range p.Office.Phenomena {
		p.Country.Phenomena = append(p.Country.Phenomena, Phenomenon{ID: id, Name: text, Meaning: text, Sectors: p.Office.Sectors[:2], Indicators: []string{"sees-" + id}, Method: method})
		for k := range 60 {
			c := Past{EntityID: fmt.Sprintf("E%d-%d", i, k), Name: "Invented", Sector: p.Office.Sectors[k%2], Territory: p.Office.Territories[k%len(p.Office.Territories)],
				Indicator: "sees-" + id, Outcome: p.Office.Outcomes[k%len(p.Office.Outcomes)].ID, Question: "?"}
			if p.Office.Outcomes[k%len(p.Office.Outcomes)].Positive {
				c.Found, c.Assessed = p.Office.Phenomena[(i+k%3)%len(p.Office.Phenomena)], 100_000
			}
			p.Past = append(p.Past, c)
		}
	}
}
