package model

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// drawJudged makes a few rows with many equal scores, days and groups: ties are where such figures go wrong.
func drawJudged(t *rapid.T) Judged {
	n := rapid.IntRange(2, 25).Draw(t, "rows")
	j := Judged{}
	for range n {
		j.Score = append(j.Score, float64(rapid.IntRange(0, 6).Draw(t, "score")))
		j.Positive = append(j.Positive, rapid.Bool().Draw(t, "positive"))
		j.Day = append(j.Day, int32(rapid.IntRange(0, 9).Draw(t, "day")))
		j.Group = append(j.Group, rapid.SampledFrom([]string{"", "north", "south"}).Draw(t, "group"))
		j.Tie = append(j.Tie, rapid.Uint64().Draw(t, "tie"))
	}
	return j
}

// repeat is the resample written out: a row that counts three times stands there three times.
func repeat(j Judged, times []float64) Judged {
	out := Judged{}
	for i, w := range times {
		for range int(w) {
			out.Score = append(out.Score, j.Score[i])
			out.Positive = append(out.Positive, j.Positive[i])
			out.Day = append(out.Day, j.Day[i])
			out.Group = append(out.Group, j.Group[i])
			out.Tie = append(out.Tie, j.Tie[i])
		}
	}
	return out
}

// pairAUC counts every pair.
func pairAUC(j Judged, same func(a, b int) bool) float64 {
	var above, pairs float64
	for a := range j.Score {
		for b := range j.Score {
			if j.Positive[a] && !j.Positive[b] && same(a, b) {
				pairs++
				switch {
				case j.Score[a] > j.Score[b]:
					above++
				case j.Score[a] == j.Score[b]:
					above += .5
				}
			}
		}
	}
	if pairs == 0 {
		return math.NaN()
	}
	return above / pairs
}

func TestAUCAgainstEveryPair(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		j := drawJudged(t)
		r := j.ranked()
		got := []float64{r.auc(ones(j.Len())), r.aucWithin(ones(j.Len()))}
		want := []float64{
			pairAUC(j, func(int, int) bool { return true }),
			pairAUC(j, func(a, b int) bool { return j.Group[a] != "" && j.Group[a] == j.Group[b] }),
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateNaNs(), cmpopts.EquateApprox(0, 1e-12)); diff != "" {
			t.Fatalf("AUC, AUC within groups (-pairs +got):\n%s", diff)
		}
	})
}

func TestFiguresCountARowAsOftenAsItIsDrawn(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		j := drawJudged(t)
		times := make([]float64, j.Len())
		for i := range times {
			times[i] = float64(rapid.IntRange(0, 3).Draw(t, "times"))
		}
		long := repeat(j, times)
		if long.Len() == 0 {
			return
		}
		figures := func(j Judged, times []float64) []float64 {
			r := j.ranked()
			earlier, found := r.retrodict(times, 4)
			precision, recall := r.precisionAt(times, 3)
			return []float64{
				r.auc(times), r.aucWithin(times), r.averagePrecision(times), r.baseRate(times),
				precision, recall, earlier, found,
			}
		}
		if diff := cmp.Diff(figures(long, ones(long.Len())), figures(j, times), cmpopts.EquateNaNs(), cmpopts.EquateApprox(0, 1e-12)); diff != "" {
			t.Fatalf("written out, counted (-want +got):\n%s", diff)
		}
	})
}

func TestRetrodiction(t *testing.T) {
	t.Parallel()

	// Four inspections on days 1 to 4; the positives were found on days 3 and 4.
	days := []int32{1, 2, 3, 4}
	positive := []bool{false, false, true, true}
	tests := []struct {
		name           string
		score          []float64
		earlier, found float64
	}{
		{"PerfectRanking", []float64{1, 2, 4, 3}, 2, 1},    // found on days 1 and 2
		{"AsItWas", []float64{4, 3, 2, 1}, 0, 0},           // found on days 3 and 4
		{"OnePositiveFirst", []float64{3, 2, 1, 4}, 1, .5}, // found on days 4 and 1
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			j := Judged{Score: tt.score, Positive: positive, Day: days, Group: make([]string, 4), Tie: make([]uint64, 4)}
			earlier, found := j.ranked().retrodict(ones(4), 2)
			if diff := cmp.Diff([]float64{tt.earlier, tt.found}, []float64{earlier, found}); diff != "" {
				t.Errorf("days earlier, share found by day 2 (-want +got):\n%s", diff)
			}
		})
	}
}

func TestIntervalsDoNotDependOnThreadsAndHoldTheValue(t *testing.T) {
	t.Parallel()
	j := Judged{}
	for i := range 400 {
		j.Score = append(j.Score, float64(i%37))
		j.Positive = append(j.Positive, i%37+i%11 > 30)
		j.Day = append(j.Day, int32(i))
		j.Group = append(j.Group, "g")
		j.Tie = append(j.Tie, uint64(i))
	}
	r := j.ranked()
	m := func(times []float64) []float64 { return []float64{r.auc(times)} }
	a, b := intervals(j.Len(), 200, 1, m), intervals(j.Len(), 200, 1, m)
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("same seed (-first +second):\n%s", diff)
	}
	if f := a[0]; !(f.Low < f.Value && f.Value < f.High) {
		t.Errorf("value %v is not inside its interval %v to %v", f.Value, f.Low, f.High)
	}
	// The normal approximation of Hanley & McNeil (1982) is the witness of the width.
	n1, n0 := 0.0, 0.0
	for _, p := range j.Positive {
		n1, n0 = n1+truth(p), n0+1-truth(p)
	}
	v := a[0].Value
	q1, q2 := v/(2-v), 2*v*v/(1+v)
	se := math.Sqrt((v*(1-v) + (n1-1)*(q1-v*v) + (n0-1)*(q2-v*v)) / (n1 * n0))
	if width := a[0].High - a[0].Low; width < 2*se || width > 6*se {
		t.Errorf("interval is %.4f wide; the standard error is %.4f", width, se)
	}
}
