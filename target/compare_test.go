package target_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie"
	"vigie/target"
)

func TestCompare(t *testing.T) {
	t.Parallel()

	before := []vigie.Target{{EntityID: "stays", Rank: 1}, {EntityID: "gone", Rank: 2}, {EntityID: "falls", Rank: 3}}
	after := []vigie.Target{{EntityID: "new", Rank: 2}, {EntityID: "stays", Rank: 1, Reasons: []vigie.Reason{{Feature: "f"}}}, {EntityID: "falls", Rank: 9}}
	var got []string
	for _, c := range target.Compare(before, after) {
		if c.Target().Reasons != nil {
			t.Errorf("%s comes with reasons", c.Target().EntityID)
		}
		if (c.What == target.Stays) != (c.Before != nil && c.After != nil) {
			t.Errorf("%s is %s, and has before %v and after %v", c.Target().EntityID, c.What, c.Before, c.After)
		}
		got = append(got, c.What+" "+c.Target().EntityID)
	}
	if diff := cmp.Diff([]string{"new new", "gone gone", "stays stays", "stays falls"}, got); diff != "" {
		t.Error(diff)
	}
	if got := target.Compare(nil, nil); got != nil {
		t.Errorf("nothing held against nothing gives %v", got)
	}
}
