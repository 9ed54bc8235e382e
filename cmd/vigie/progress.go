package main

import (
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress shows how far a long step is: a bar on a terminal, a plain line now and then when the stream is piped, so that a
// log stays readable.
type progress struct {
	mu       sync.Mutex
	out      io.Writer
	terminal bool
	now      func() time.Time
	bars     *mpb.Progress
	bar      *mpb.Bar
	step     string
	began    time.Time
	last     time.Time
	note     atomic.Pointer[string] // what a bar says besides, such as rows a second; read by the bar's own goroutine
}

// between is how often a piped stream gets a line about the same step.
const between = 5 * time.Second

func newProgress(c *Config) *progress {
	p := &progress{out: c.err, terminal: c.terminal, now: c.now}
	if p.terminal {
		p.bars = mpb.New(mpb.WithOutput(c.err), mpb.WithWidth(40))
	}
	return p
}

// tell says that of so many units of a step so many are done. unit names them in the plural.
func (p *progress) tell(step, unit string, done, of int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if step != p.step {
		p.finish()
		p.step, p.began, p.last = step, now, time.Time{}
		p.note.Store(nil)
		if p.terminal {
			p.bar = p.newBar(step, unit, of)
		}
	}
	if p.bar != nil {
		if of > 0 {
			p.bar.SetTotal(of, false)
		}
		p.bar.SetCurrent(done)
		return
	}
	if finished := of > 0 && done >= of; finished || now.Sub(p.last) >= between {
		p.last = now
		fmt.Fprintln(p.out, p.line(unit, done, of, now))
	}
}

func (p *progress) newBar(step, unit string, of int64) *mpb.Bar {
	return p.bars.AddBar(of,
		mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name(step, decor.WCSyncSpaceR), decor.CountersNoUnit("%d / %d "+unit, decor.WCSyncSpace)),
		mpb.AppendDecorators(decor.Percentage(decor.WCSyncSpace), decor.Any(func(decor.Statistics) string {
			if note := p.note.Load(); note != nil {
				return " " + *note
			}
			return ""
		}, decor.WCSyncSpace), decor.OnComplete(decor.AverageETA(decor.ET_STYLE_GO, decor.WCSyncSpace), "")))
}

// line is the plain form: step, how far, how fast, how long still.
func (p *progress) line(unit string, done, of int64, now time.Time) string {
	if of == 0 && done == 0 {
		return p.step
	}
	passed := now.Sub(p.began)
	text := fmt.Sprintf("%s: %d", p.step, done)
	if of > 0 {
		text += fmt.Sprintf(" of %d", of)
	}
	text += " " + unit
	if passed > time.Second && done > 0 {
		rate := float64(done) / passed.Seconds()
		if rate >= 10 {
			text += fmt.Sprintf(", %.0f/s", rate)
		}
		if of > done {
			text += fmt.Sprintf(", %s left", (time.Duration(float64(of-done) / rate * float64(time.Second))).Round(time.Second))
		}
	}
	return text
}

func (p *progress) finish() {
	if p.bar != nil {
		p.bar.Abort(true)
		p.bar.Wait()
		p.bar = nil
	}
}

// close takes the last bar away.
func (p *progress) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.finish()
	if p.bars != nil {
		p.bars.Wait()
	}
}
