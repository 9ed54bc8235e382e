package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// draw is the script command `draw WHO TEST TERRITORY BLOCKS REGISTER`: the directorate's own list is all employers of the territory in a register, and WHO has visits dealt.
func (o *offices) draw(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 5 {
		ts.Fatalf("usage: draw WHO TEST TERRITORY BLOCKS REGISTER")
	}
	of := o.of(ts)
	rows, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[4]))).ReadAll()
	ts.Check(err)
	number, territory := slices.Index(rows[0], "number"), slices.Index(rows[0], "territory")
	var practice []string
	for _, row := range rows[1:] {
		if row[territory] == args[2] && !slices.Contains(practice, row[number]) {
			practice = append(practice, row[number])
		}
	}
	list, err := json.Marshal(practice)
	ts.Check(err)
	body := fmt.Sprintf(`{"territories":[{"territory":%q,"blocks":%s,"practice":%s}]}`, args[2], args[3], list)
	if code := of.send(ts, args[0], http.MethodPost, "/field-tests/"+args[1]+"/draw", body); code != http.StatusOK {
		ts.Fatalf("draw: %d %v", code, of.last)
	}
}

// tell is the script command `tell WHO TEST DAY AUDITOR`: every visit that was dealt is accepted, made and told. The script plays the world, in which the model is right and the directorate's list
// is not; what the world has to know it learns from the auditor, who may look into sealed envelopes and visits nobody.
func (o *offices) tell(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: tell WHO TEST DAY AUDITOR")
	}
	of := o.of(ts)
	at := map[string]bool{} // targets of the model
	for _, e := range of.items(ts, args[3], "/envelopes?pageSize=1000&fieldTest="+args[1]) {
		slots, _ := e["slots"].([]any)
		for _, s := range slots {
			slot := s.(map[string]any)
			at[slot["target"].(string)] = slot["arm"] == "model"
		}
	}
	dealt := of.items(ts, args[0], "/targets?state=proposed&pageSize=1000&fieldTest="+args[1])
	for _, f := range dealt {
		id, outcome := f["id"].(string), "none"
		if at[id] {
			outcome = "report"
		}
		for _, step := range []struct{ path, body string }{{"/targets/" + id + "/accept", "{}"}, {"/targets/" + id + "/visit", fmt.Sprintf(`{"madeOn":%q}`, args[2])},
			{"/feedback", fmt.Sprintf(`{"target":%q,"visitedOn":%q,"outcome":%q}`, id, args[2], outcome)}} {
			if code := of.send(ts, args[0], http.MethodPost, step.path, step.body); code != http.StatusOK {
				ts.Fatalf("%s: POST %s: %d %v", args[0], step.path, code, of.last)
			}
		}
	}
	if len(dealt) == 0 {
		ts.Fatalf("nothing was dealt that %s may see", args[0])
	}
}

// items are those of a list, as somebody sees it.
func (of *office) items(ts *testscript.TestScript, who, path string) (items []map[string]any) {
	if code := of.send(ts, who, http.MethodGet, path, ""); code != http.StatusOK {
		ts.Fatalf("%s: GET %s: %d %v", who, path, code, of.last)
	}
	for _, i := range of.last.(map[string]any)["items"].([]any) {
		items = append(items, i.(map[string]any))
	}
	return items
}
