package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vigie/source"
)

// A piped stream gets plain lines: the beginning, now and then how far and how long still, and the end.
func TestProgressInALog(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	clock := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	p := &progress{out: &log, now: func() time.Time { return clock }}
	p.tell("4/9 feature", "steps", 0, 0)
	for done := range int64(101) {
		p.tell("judge", "steps", done, 100)
		clock = clock.Add(200 * time.Millisecond)
	}
	p.loading(source.Progress{Source: "visits", Step: source.Reading, Rows: 10})
	clock = clock.Add(between)
	p.loading(source.Progress{Source: "visits", Step: source.Reading, Rows: 5_000_000, RowsPerSecond: 1e6, Remaining: 5 * time.Second})
	p.close()
	want := []string{
		"4/9 feature",
		"judge: 0 of 100 steps",
		"judge: 25 of 100 steps, 15s left",
		"judge: 50 of 100 steps, 10s left",
		"judge: 75 of 100 steps, 5s left",
		"judge: 100 of 100 steps",
		"load visits (reading): 5000000 rows, 1000000 rows/s, 5s left",
	}
	if diff := cmp.Diff(want, strings.Split(strings.TrimSpace(log.String()), "\n")); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestNothingInARegisterSteersATerminalOrASpreadsheet(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, in, plain, cell string }{
		{"Escape", "Bistro \x1b[31m", "Bistro  [31m", "Bistro \x1b[31m"},
		{"LineBreak", "Bi\nstro", "Bi stro", "Bi\nstro"},
		{"RightToLeft", "Bi\u202estro", "Bi stro", "Bi\u202estro"},
		{"Formula", "=1+1", "=1+1", "'=1+1"},
		{"FormulaBehindASpace", " =1+1", " =1+1", "' =1+1"},
		{"Name", "Kelsövik & Sons", "Kelsövik & Sons", "Kelsövik & Sons"},
	} {
		if got := plain(tt.in); got != tt.plain {
			t.Errorf("%s: plain %q, want %q", tt.name, got, tt.plain)
		}
		if got := spreadsheet(tt.in); got != tt.cell {
			t.Errorf("%s: in a spreadsheet %q, want %q", tt.name, got, tt.cell)
		}
	}
}
