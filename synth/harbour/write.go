package harbour

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"

	"vigie"
)

// Options say how large the invented country is and by which chance it is drawn.
type Options struct {
	// Employers is about how many are at work at any time; those that start and end come on top. 1500 unless said.
	Employers int
	// Seed is of every chance: the same seed invents the same country.
	Seed uint64
	// Truth also writes truth.csv: who hid what, from when until when. No pack reads it.
	Truth bool
	// Progress is told each month that is done, when given.
	Progress func(done, of int)
}

const (
	usual = 1500
	most  = 1_000_000
)

// Write invents the country's registers and writes them into the folder, which it makes if need be. It reports what it
// wrote, and returns an error if the options ask for the impossible, a file can not be written, or ctx ends; what stands in
// the folder then is unfinished.
func Write(ctx context.Context, dir string, o Options) (Report, error) {
	if o.Employers == 0 {
		o.Employers = usual
	}
	if o.Employers < 100 || o.Employers > most {
		return Report{}, vigie.Errorf(vigie.Invalid, "invent registers: %d employers: ask for 100 to %d", o.Employers, most)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Report{}, vigie.Errorf(vigie.Unavailable, "invent registers: %w", err)
	}
	w := &world{
		rng:    rand.New(rand.NewPCG(o.Seed, 0x76696769)), // the second half only has to be some number
		report: newReport(), scale: o.Employers,
	}
	var err error
	if w.out, err = openRegisters(dir, o.Seed); err != nil {
		return Report{}, err
	}
	if err = w.live(ctx, o.Progress); err == nil {
		w.registered()
	}
	if o.Truth && err == nil {
		err = writeTruth(dir, w.everyone)
	}
	return w.report, errors.Join(err, w.out.close(&w.report))
}
