package match

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// records of a table for clustering, without fields.
func bare(task string, oneToOne bool, sources ...uint8) *Table {
	t := &Table{spec: &Spec{Task: task, OneToOne: oneToOne, Accept: 0.5, Key: "id"}, source: sources, sources: []string{"left", "right"}}
	for i := range sources {
		t.ids.add(string(rune('a' + i)))
	}
	return t
}

func TestCluster(t *testing.T) {
	t.Parallel()

	row := func(a, b string, v Verdict) Judgement {
		return Judgement{A: a, B: b, Verdict: v, By: "anna", On: "2024-01-01"}
	}
	tests := []struct {
		name   string
		table  *Table
		links  []Link
		judged []Judgement
		want   []uint32
		cuts   []CutReason
	}{
		{"LinksChain", bare(dedupe, false, 0, 0, 0, 0), []Link{{A: 0, B: 1, Weight: 3}, {A: 1, B: 3, Weight: 2}}, nil, []uint32{0, 0, 2, 0}, nil},
		{"NegativeJudgementSplits", bare(dedupe, false, 0, 0, 0), []Link{{A: 0, B: 1, Weight: 3}}, []Judgement{row("a", "b", Negative)}, []uint32{0, 1, 2}, []CutReason{CutJudgement}},
		{
			"TheWeakerLinkOfAChainGoes", bare(dedupe, false, 0, 0, 0), []Link{{A: 0, B: 1, Weight: 3}, {A: 1, B: 2, Weight: 5}},
			[]Judgement{row("a", "c", Negative)}, []uint32{0, 1, 1}, []CutReason{CutJudgement},
		},
		{
			"AJudgementReachesGroups", bare(dedupe, false, 0, 0, 0, 0), []Link{{A: 0, B: 1, Weight: 5}, {A: 2, B: 3, Weight: 4}, {A: 1, B: 2, Weight: 3}},
			[]Judgement{row("a", "d", Negative)}, []uint32{0, 0, 2, 2}, []CutReason{CutJudgement},
		},
		{"PositiveJudgementJoins", bare(dedupe, false, 0, 0, 0), nil, []Judgement{row("c", "a", Positive)}, []uint32{0, 1, 0}, nil},
		{
			"NegativeBeatsPositiveBeyond", bare(dedupe, false, 0, 0, 0), nil,
			[]Judgement{row("a", "b", Positive), row("b", "c", Positive), row("a", "c", Negative)}, []uint32{0, 0, 2}, []CutReason{CutJudgement},
		},
		{"OneToOne", bare(link, true, 0, 0, 1, 1), []Link{{A: 0, B: 2, Weight: 3}, {A: 1, B: 2, Weight: 5}, {A: 0, B: 3, Weight: 1}}, nil, []uint32{0, 1, 1, 0}, []CutReason{CutOneToOne}},
		{
			"APersonMayBreakOneToOne", bare(link, true, 0, 0, 1), []Link{{A: 0, B: 2, Weight: 3}}, []Judgement{row("b", "c", Positive), row("a", "c", Positive)},
			[]uint32{0, 0, 0}, nil,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			v, err := test.table.verdicts(test.judged, "")
			if err != nil {
				t.Fatal(err)
			}
			slices.SortFunc(test.links, strongest)
			entity, cuts := cluster(test.table, test.links, v)
			if d := cmp.Diff(test.want, entity); d != "" {
				t.Error(d)
			}
			var reasons []CutReason
			for _, c := range cuts {
				reasons = append(reasons, c.Reason)
				if c.Reason == CutJudgement && c.Told == nil {
					t.Error("a cut does not name its judgement")
				}
			}
			if d := cmp.Diff(test.cuts, reasons); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestEntitiesAreAFunction deals links and judgements out in any order and expects the same entities, in which no pair that
// was told apart is together, and every pair that is together has a way of links between it.
func TestEntitiesAreAFunction(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 14).Draw(t, "records")
		table := bare(dedupe, false, make([]uint8, n)...)
		record := rapid.Uint32Range(0, uint32(n-1))
		var links []Link
		for range rapid.IntRange(0, 25).Draw(t, "links") {
			if a, b := record.Draw(t, "a"), record.Draw(t, "b"); a != b {
				links = append(links, Link{A: min(a, b), B: max(a, b), Weight: float64(rapid.IntRange(1, 4).Draw(t, "weight"))})
			}
		}
		var judged []Judgement
		for range rapid.IntRange(0, 5).Draw(t, "judgements") {
			if a, b := record.Draw(t, "a"), record.Draw(t, "b"); a != b {
				v := rapid.SampledFrom([]Verdict{Positive, Negative, Unsure, Withdrawn}).Draw(t, "verdict")
				judged = append(judged, Judgement{A: table.ID(int(a)), B: table.ID(int(b)), Verdict: v, By: rapid.SampledFrom([]string{"anna", "bob"}).Draw(t, "by"), On: "2024-01-01"})
			}
		}
		v, err := table.verdicts(judged, "")
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(links, strongest)
		want, _ := cluster(table, links, v)

		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		shuffled := slices.Clone(links)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		slices.SortFunc(shuffled, strongest)
		if got, _ := cluster(table, shuffled, v); !slices.Equal(got, want) {
			t.Fatalf("%v, and in another order %v", want, got)
		}
		for _, p := range v.negative {
			if want[p.A] == want[p.B] {
				t.Fatalf("records %d and %d were told apart and are together", p.A, p.B)
			}
		}
		joined, _ := cluster(table, append(slices.Clone(links), asLinks(v.positive)...), Verdicts{})
		for a := range want {
			for b := range want {
				if want[a] == want[b] && joined[a] != joined[b] {
					t.Fatalf("records %d and %d are together, and nothing joins them", a, b)
				}
			}
		}
	})
}

func asLinks(pairs []pairOf) []Link {
	var out []Link
	for _, p := range pairs {
		out = append(out, Link{A: p.A, B: p.B})
	}
	return out
}

func TestVerdicts(t *testing.T) {
	t.Parallel()

	row := func(by, on string, v Verdict) Judgement { return Judgement{A: "a", B: "b", Verdict: v, By: by, On: on} }
	tests := []struct {
		name string
		rows []Judgement
		asOf string
		want string
	}{
		{"One", []Judgement{row("anna", "2024-01-01", Positive)}, "", "positive"},
		{"TheLaterRowHolds", []Judgement{row("anna", "2024-02-01", Negative), row("anna", "2024-01-01", Positive)}, "", "negative"},
		{"AsOfADayBefore", []Judgement{row("anna", "2024-02-01", Negative), row("anna", "2024-01-01", Positive)}, "2024-01-31", "positive"},
		{"LaterTheSameDay", []Judgement{row("anna", "2024-02-01 09:00:00", Negative), row("anna", "2024-02-01 10:00:00", Positive)}, "", "positive"},
		{"Withdrawn", []Judgement{row("anna", "2024-01-01", Positive), row("anna", "2024-01-02", Withdrawn)}, "", "none"},
		{"WithdrawnByAnotherIsTheirs", []Judgement{row("anna", "2024-01-01", Positive), row("bob", "2024-01-02", Withdrawn)}, "", "positive"},
		{"TwoAgree", []Judgement{row("anna", "2024-01-01", Positive), row("bob", "2024-01-02", Positive)}, "", "positive"},
		{"TwoDispute", []Judgement{row("anna", "2024-01-01", Positive), row("bob", "2024-01-02", Negative)}, "", "disputed"},
		{"OneGivesWay", []Judgement{row("anna", "2024-01-01", Positive), row("bob", "2024-01-02", Negative), row("anna", "2024-01-03", Negative)}, "", "negative"},
		{"UnsureLeavesTheWord", []Judgement{row("anna", "2024-01-01", Unsure), row("bob", "2024-01-02", Negative)}, "", "negative"},
		{"Unsure", []Judgement{row("anna", "2024-01-01", Unsure)}, "", "unsure"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			v, err := bare(dedupe, false, 0, 0).verdicts(test.rows, test.asOf)
			if err != nil {
				t.Fatal(err)
			}
			got := "none"
			for name, list := range map[string][]pairOf{"positive": v.positive, "negative": v.negative, "disputed": v.Disputed, "unsure": v.Unsure} {
				if len(list) > 0 {
					got = name
				}
			}
			if got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}

// TestEvaluate counts pairs and records one by one.
func TestEvaluate(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 12).Draw(t, "records")
		task := rapid.SampledFrom([]string{dedupe, link}).Draw(t, "task")
		table := bare(task, false, make([]uint8, n)...)
		for i := range table.source {
			table.source[i] = uint8(rapid.IntRange(0, 1).Draw(t, "source"))
		}
		group := rapid.SliceOfN(rapid.Uint32Range(0, 4), n, n)
		entity, truth := group.Draw(t, "entity"), group.Draw(t, "truth")
		q := table.Evaluate(entity, truth)
		var found, real, right int64
		precision, recall := 0.0, 0.0
		for a := range n {
			together, inEntity, inTruth := 0.0, 0.0, 0.0
			for b := range n {
				e, r := entity[a] == entity[b], truth[a] == truth[b]
				if e {
					inEntity++
				}
				if r {
					inTruth++
				}
				if e && r {
					together++
				}
				if a < b && !(task == link && table.source[a] == table.source[b]) {
					found, real, right = found+one(e), real+one(r), right+one(e && r)
				}
			}
			precision, recall = precision+together/inEntity/float64(n), recall+together/inTruth/float64(n)
		}
		if q.FoundPairs != found || q.TruePairs != real || q.RightPairs != right {
			t.Fatalf("%+v, want %d found, %d true, %d right", q, found, real, right)
		}
		if d := q.BCubedPrecision - precision; d > 1e-12 || d < -1e-12 {
			t.Fatalf("bCubed precision %v, want %v", q.BCubedPrecision, precision)
		}
		if d := q.BCubedRecall - recall; d > 1e-12 || d < -1e-12 {
			t.Fatalf("bCubed recall %v, want %v", q.BCubedRecall, recall)
		}
	})
}

func one(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}
