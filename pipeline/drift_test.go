package pipeline_test

import (
	"slices"
	"strings"
	"testing"

	"vigie"
	"vigie/pipeline"
)

// TestDriftNamesTheRegisterAndTheDay: declarations stop coming in on a day, and those that are there say another day than they did. The next list names the
// register and the day, and the features in which it is felt. The list before says nothing.
func TestDriftNamesTheRegisterAndTheDay(t *testing.T) {
	t.Parallel()

	home, l, p := office(t)
	watched := func(run string, hour int, day string) (alarms, all []vigie.Drift) {
		t.Helper()
		w := newWork(home, p, run, hour)
		w.Run.AsOf, _ = vigie.ParseDate(day)
		if err := w.Walk(t.Context(), l, pipeline.Listing); err != nil {
			t.Fatal(err)
		}
		all, err := pipeline.Drifts(t.Context(), l)
		if err != nil || len(all) == 0 {
			t.Fatal(all, err)
		}
		for _, d := range all {
			if d.Alarm {
				alarms = append(alarms, d)
			}
		}
		return alarms, all
	}
	if got, _ := watched("whole", 1, "2025-11-15"); len(got) > 0 {
		t.Errorf("nothing broke, and the alarms are %+v", got)
	}
	for _, breaks := range []string{`DELETE FROM register.declarations WHERE known_on >= DATE '2025-09-20'`, `UPDATE register.declarations SET declared_on = declared_on + 90`} {
		if _, err := l.Exec(t.Context(), breaks); err != nil {
			t.Fatal(err)
		}
	}
	broke, _ := vigie.ParseDate("2025-09-20")
	alarms, all := watched("broken", 2, "2025-12-15")
	of := map[string]int{}
	for _, d := range alarms {
		of[d.Of]++
		switch d.Of {
		case "register":
			if d.Item != "declarations" || d.Since < broke-31 || d.Since > broke+31 {
				t.Errorf("declarations stopped on %s: %s", broke, d.Sentence)
			}
		case "feature":
			if d.Since.String() != "2025-12-15" || !strings.Contains(d.Sentence, "declarations") {
				t.Errorf("declarations stopped, and %s", d.Sentence)
			}
		default:
			t.Logf("also: %s", d.Sentence)
		}
	}
	if of["register"] != 1 || of["feature"] == 0 {
		t.Errorf("the alarms are %v", of)
	}
	for _, kind := range []string{"register", "feature", "outcome", "calibration"} {
		if !slices.ContainsFunc(all, func(d vigie.Drift) bool { return d.Of == kind && d.Sentence != "" }) {
			t.Errorf("nothing is watched of %ss", kind)
		}
	}
}
