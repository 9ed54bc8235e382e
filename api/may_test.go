package api

import (
	"net/http"
	"slices"
	"testing"

	"vigie"
	"vigie/access"
)

// unasked are the actions that nobody asks for here, each for its reason.
var unasked = map[string][]vigie.Action{
	"the program does it by itself": {"consultation.reopen", "consultation.remind", "consultation.escalate", "target.expire", "target.return", "rollout.measure", "rollout.use", "rollout.adopt",
		"envelope.open", "target.unblind", "version.enter", "version.watch", "job.begin", "job.finish", "job.fail", "user.try_password", "user.admit", "disclosure.expire", "webhook.tell", "audit.checkpoint", "sweep"},
	"it is done on the command line": {"register.load"},
	"no operation does it yet": {"signal.export", "signal.change", "phenomenon.export", "methodology.export", "investigation.export", "investigation.change", "feedback.export", "rollout.export",
		"fieldtest.export", "envelope.export", "model.export", "version.export", "pseudonym.view"},
}

// TestMayNamesWhatCanBeAsked holds the table of rights against the operations: each action has one, or a reason to have none; and no answer names one that has none.
func TestMayNamesWhatCanBeAsked(t *testing.T) {
	t.Parallel()

	d := wholeDesk(t)
	named := map[string]bool{}
	for _, o := range operations(d.s.Register(http.NewServeMux())) {
		named[o.OperationID] = true
	}
	for a, id := range byAnother {
		if !named[id] {
			t.Errorf("%s is done by %s, and there is no such operation", a, id)
		}
	}
	none := slices.Concat(unasked["the program does it by itself"], unasked["it is done on the command line"], unasked["no operation does it yet"])
	for _, r := range access.Actions {
		if id := d.s.routes[r.Action]; (id == "") != slices.Contains(none, r.Action) {
			t.Errorf("%s is done by %q: give it an operation, or say in the test why it has none", r.Action, id)
		}
	}

	seen := 0
	may := func(who, path string, got map[string]any) {
		all, _ := got["may"].([]any)
		for _, a := range all {
			if seen++; slices.Contains(none, vigie.Action(a.(string))) {
				t.Errorf("%s: GET %s says that it may %s, and no operation does", who, path, a)
			}
		}
	}
	things := d.foreign()
	for who := range people {
		for noun, thing := range things {
			path := "/" + noun + "/" + thing.ID
			if code, got := d.ask(who, http.MethodGet, path, nil); code == http.StatusOK {
				may(who, path, got)
			}
			if code, got := d.ask(who, http.MethodGet, "/"+noun+"?may=true", nil); code == http.StatusOK {
				for _, i := range got["items"].([]any) {
					may(who, "/"+noun, i.(map[string]any))
				}
			}
		}
		for _, kind := range access.Kinds() {
			all, err := d.s.anywhere(vigie.WithActor(t.Context(), people[who]), kind)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range all {
				if seen++; slices.Contains(none, a) {
					t.Errorf("%s reads in the session that it may %s, and no operation does", who, a)
				}
			}
		}
	}
	if seen < 200 {
		t.Errorf("only %d were said", seen)
	}
}
