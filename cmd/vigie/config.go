package main

import (
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"vigie"
	"vigie/pack"
	"vigie/pipeline"
)

// Config is what every command is told. Its zero values are useful; flags fill the rest.
type Config struct {
	Home     string // the folder for the state; $VIGIE_HOME or ./vigie-home unless said
	Casework string // where casework is: an SQLite file or a PostgreSQL URL; in the home unless said
	AsOf     string // what is said is said as known on this day; the last day known unless said
	Seed     uint64 // of every chance; the same seed gives the same lists
	JSON     bool   // figures as JSON on standard output, nothing else there
	Language string // of what is said to people, one of the pack's; its first one unless said
	Shuffle  bool   // judge on outcomes dealt out at random
	Trees    string // boosted trees trained elsewhere, in the learner's place: XGBoost JSON or LightGBM text
	Threads  int    // at most so many at once; all processors unless said
	MemoryMB int    // the lake's limit; three quarters of what there is unless said

	out, err io.Writer
	terminal bool // the error stream is a terminal: progress is drawn, not listed
	now      func() time.Time
}

func newConfig(out, err *os.File) *Config {
	return &Config{Seed: 1, out: out, err: err, terminal: term.IsTerminal(int(err.Fd())), now: time.Now}
}

// Validate returns what is wrong with the flags, before anything is done.
func (c *Config) Validate() error {
	if c.AsOf != "" {
		if _, err := vigie.ParseDate(c.AsOf); err != nil {
			return usage("--as-of: %v", err)
		}
	}
	if c.Threads < 0 || c.MemoryMB < 0 {
		return usage("--threads and --memory-mb are not negative")
	}
	return nil
}

// languages are the pack's, the reader's first.
func (c *Config) languages(p *pack.Pack) ([]string, error) {
	if c.Language != "" && !slices.Contains(p.Languages, c.Language) {
		return nil, usage("--lang %q: pack %s speaks %s", c.Language, p.ID, strings.Join(p.Languages, ", "))
	}
	return p.Prefer(c.Language), nil
}

func (c *Config) home() pipeline.Home { return pipeline.Home(c.Home) }

func defaultCasework() string { return os.Getenv("VIGIE_CASEWORK") }

func defaultHome() string {
	if dir := os.Getenv("VIGIE_HOME"); dir != "" {
		return dir
	}
	return "vigie-home"
}
