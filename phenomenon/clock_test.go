package phenomenon

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vigie"
)

func at(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t.Add(12 * time.Hour)
}

func TestClock(t *testing.T) {
	t.Parallel()

	// 2026-05-14 is a day off: it and the weekends are not working days.
	office := &vigie.Office{TimeZone: "UTC", Holidays: []vigie.Date{vigie.DateOf(at("2026-05-14"))}}
	p := &vigie.Phenomenon{Record: vigie.Record{ID: "p"}, SeenOn: vigie.DateOf(at("2026-05-04")), ReportedAt: at("2026-05-05")} // seen on a Monday
	event := func(what, day string) vigie.Event { return vigie.Event{What: what, At: at(day)} }
	early := []vigie.Event{event("phenomenon.accept", "2026-05-18")}

	type line struct {
		Milestone         string
		Calendar, Working int
		Open              bool
	}
	tests := []struct {
		name   string
		events []vigie.Event
		at     string
		want   []line
	}{
		{"SeenAndNotYetWrittenDown", nil, "2026-05-05", []line{{"registered", 1, 1, false}, {"accepted", 0, 0, true}}},
		{"TheFeastIsNotAWorkingDay", early, "2026-05-20", []line{{"registered", 1, 1, false}, {"accepted", 13, 8, false}, {"method", 2, 2, true}}},
		{"LaterEventsAreNotSeen", early, "2026-05-10", []line{{"registered", 1, 1, false}, {"accepted", 5, 3, true}}},
		{"WhatWasPassedByIsNotWaitedFor", append(early, event("phenomenon.draft", "2026-05-19")), "2026-05-20",
			[]line{{"registered", 1, 1, false}, {"accepted", 13, 8, false}, {"drafted", 1, 1, false}, {"consulted", 1, 1, true}}},
		{"RetiredIsCensored", append(early, event("phenomenon.retire", "2026-05-19")), "2026-06-30",
			[]line{{"registered", 1, 1, false}, {"accepted", 13, 8, false}, {"method", 1, 1, true}}},
		{"AClockThatJumpedBackTakesNoTime", append(early, event("methodology.adopt", "2026-05-17")), "2026-05-18",
			[]line{{"registered", 1, 1, false}, {"accepted", 13, 8, false}, {"method", 0, 0, false}, {"drafted", 0, 0, true}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []line
			for _, s := range Read(office, p, tt.events, at(tt.at)).Stages {
				got = append(got, line{s.Milestone, s.Calendar, s.Working, s.Open})
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
