package access

import (
	"context"
	"testing"

	"vigie"
)

func TestReveal(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	_, err := o.store.Do(o.as(vigie.Actor{UserID: "head"}), vigie.Command{Action: "target.release", At: noon}, func(b vigie.Books) error {
		for id, score := range map[string]float64{"high": 0.6, "low": 0.2} {
			if err := b.Targets().Put(t.Context(), &vigie.TargetFile{Record: vigie.Record{ID: id}, Target: vigie.Target{EntityID: "0123456789", Score: score, Territory: "north"}}); err != nil {
				return err
			}
		}
		return nil
	})
	o.want("", err)
	asked := 0
	r := &Revealer{Casework: o.store, Guard: o.guard, Threshold: 0.5, Find: func(_ context.Context, pseudonym, entity string) (string, error) {
		asked++
		if pseudonym != "abc" || entity != "0123456789" {
			return "", vigie.NoSuch(vigie.KindPseudonym, pseudonym)
		}
		return "85073003328", nil
	}}
	who := func(purpose string, roles ...vigie.Role) vigie.Actor {
		return vigie.Actor{UserID: "x", Roles: roles, Territories: []string{"north"}, Purpose: purpose}
	}
	tests := []struct {
		name      string
		who       vigie.Actor
		pseudonym string
		target    string
		want      vigie.Code
	}{
		{"TeamInspector", who("preparing the visit", vigie.TeamInspector), "abc", "high", ""},
		{"Head", who("preparing the visit", vigie.HeadOfTeam), "abc", "high", ""},
		{"NobodyBehindIt", who("preparing the visit", vigie.HeadOfTeam), "xyz", "high", vigie.NotFound},
		{"BelowTheThreshold", who("preparing the visit", vigie.TeamInspector), "abc", "low", vigie.Denied},
		{"WithoutPurpose", who(" ", vigie.TeamInspector), "abc", "high", vigie.Denied},
		{"Miner", who("curious", vigie.DataMiner), "abc", "high", vigie.Denied},
		{"MinerOfTheTeam", who("curious", vigie.DataMiner, vigie.TeamInspector), "abc", "high", vigie.Denied},
		{"Provincial", who("preparing the visit", vigie.ProvincialInspector), "abc", "high", vigie.NotFound},
		{"Auditor", who("checking", vigie.Auditor), "abc", "high", vigie.Denied},
		{"Administrator", who("curious", vigie.Administrator), "abc", "high", vigie.NotFound},
		{"NoSuchTarget", who("preparing the visit", vigie.TeamInspector), "abc", "none", vigie.NotFound},
	}
	for _, test := range tests {
		before, lines := asked, len(o.entries("pseudonym.reveal"))
		found, err := r.Reveal(o.as(test.who), test.pseudonym, test.target, noon)
		if code := vigie.CodeOf(err); (err == nil) != (test.want == "") || err != nil && code != test.want {
			t.Errorf("%s: %q, %v, want %q", test.name, found, err, test.want)
		}
		if looked := asked > before; looked != (test.want == "" || test.name == "NobodyBehindIt") {
			t.Errorf("%s: it was looked up: %v", test.name, looked)
		}
		if now := o.entries("pseudonym.reveal"); test.name != "NoSuchTarget" && (len(now) != lines+1 || now[lines].Purpose != test.who.Purpose ||
			(now[lines].Refused == "") != (test.want == "" || test.name == "NobodyBehindIt")) {
			t.Errorf("%s: it is not written down as it was", test.name)
		}
	}
}
