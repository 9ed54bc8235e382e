package pipeline_test

import (
	"context"
	"testing"

	"vigie"
	"vigie/pipeline"
)

// TestAnIndicatorThatIsTriedIsAskedAgain: a colleague tries an indicator that the home's pack has not taken over; the nightly run of
// the home's own pack forgets it; tried again, it says what it said.
func TestAnIndicatorThatIsTriedIsAskedAgain(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	home, l, tried := office(t)
	own := *tried
	own.Indicators = tried.Indicators[1:]
	x := &tried.Indicators[0]
	day, err := vigie.ParseDate("2025-12-15")
	if err != nil {
		t.Fatal(err)
	}
	evidence := func() int {
		t.Helper()
		card, err := pipeline.Backtest(ctx, l, tried, x, day, 0, func(string, int, int) {})
		if err != nil {
			t.Fatal(err)
		}
		return card.Evidence
	}
	before := evidence()
	if before == 0 {
		t.Fatalf("%s has no evidence to lose: ask another", x.ID)
	}
	if err := newWork(home, &own, "night", 1).Walk(ctx, l, pipeline.Preparing); err != nil {
		t.Fatal(err)
	}
	if after := evidence(); after != before {
		t.Errorf("%s gave %d pieces of evidence, and %d after a run without it", x.ID, before, after)
	}
}
