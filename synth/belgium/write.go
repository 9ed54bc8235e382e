package belgium

import (
	"context"
	"os"

	"vigie"
	"vigie/synth/extract"
)

// Options say how large the invented country is and by which chance it is drawn.
type Options struct {
	// Size is demo (about 3,000 employers, the three sectors of risk enlarged, extracts by year), province (25,000) or
	// country (240,000, as in Belgium); the two large ones have extracts by quarter. Demo unless said.
	Size string
	// Employers is about how many are at work at any time, if the size's own number is not wanted.
	Employers int
	// Seed is of every chance: the same seed invents the same country.
	Seed uint64
	// Every is how often registers are extracted: year or quarter. As the size has it unless said.
	Every string
	// Truth also writes truth/: which firm did what, from when until when. No pack reads it.
	Truth bool
	// Threads is how many registers are written at once; 2 unless said. The bytes do not depend on it.
	Threads int
	// Progress is told each step that is done, when given. Calls do not overlap.
	Progress func(step string, done, of int)
}

// Report is what was written, so that a reader can hold the figures of a pack against what was planted.
type Report struct {
	Files     []extract.File // in the order in which they are best loaded
	Companies int            // active in the company register when it ends
	Employers int            // at work on average
	Workers   int            // at work on average, as declared
	People    int
	Frauds    map[string]int // schemes by phenomenon
}

// sizes are what the names of sizes mean.
var sizes = map[string]struct {
	employers int
	every     string
	enlarged  bool // the three sectors of risk
}{
	"demo":     {3_000, "year", true},
	"province": {25_000, "quarter", false},
	"country":  {240_000, "quarter", false},
}

const (
	fewest = 300 // below that, a rare scheme has no firm
	most   = 1_000_000
)

// complete fills in what was not said, and refuses what can not be.
func (o Options) complete() (Options, error) {
	if o.Size == "" {
		o.Size = "demo"
	}
	size, ok := sizes[o.Size]
	if !ok {
		return o, vigie.Errorf(vigie.Invalid, "invent a country of size %q: choose demo, province or country", o.Size)
	}
	if o.Employers == 0 {
		o.Employers = size.employers
	}
	if o.Employers < fewest || o.Employers > most {
		return o, vigie.Errorf(vigie.Invalid, "invent a country of %d employers: ask for %d to %d", o.Employers, fewest, most)
	}
	if o.Every == "" {
		o.Every = size.every
	}
	if o.Every != "year" && o.Every != "quarter" {
		return o, vigie.Errorf(vigie.Invalid, "extract every %q: choose year or quarter", o.Every)
	}
	if o.Threads <= 0 {
		o.Threads = 2
	}
	return o, nil
}

// Write invents the country and writes its registers into the folder, which it makes if need be. It returns an error if the
// options ask for the impossible, a file can not be written, or ctx ends; what stands in the folder then is unfinished.
func Write(ctx context.Context, dir string, o Options) (Report, error) {
	o, err := o.complete()
	if err != nil {
		return Report{}, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Report{}, vigie.Errorf(vigie.Unavailable, "invent a country: %w", err)
	}
	w := &world{options: o, seed: o.Seed, moves: map[int32][]move{}}
	tell := progress(o.Progress, len(making)+len(registers))
	for _, s := range making {
		if err := s.do(ctx, w); err != nil {
			return Report{}, err
		}
		tell(s.name)
	}
	w.report.Frauds = map[string]int{}
	for k := range w.frauds {
		if f := &w.frauds[k]; f.firm != 0 {
			w.report.Frauds[f.phenomenon]++
		}
	}
	err = w.writeAll(ctx, dir, tell)
	return w.report, err
}

func progress(to func(string, int, int), of int) func(string) {
	done := 0
	return func(step string) {
		if done++; to != nil {
			to(step, done, of)
		}
	}
}
