package main

import (
	"context"
	"fmt"
	"net/http"
	"os/exec"
	"sync"
	"time"

	"vigie"
)

// acknowledged is a decision that the server said it had kept.
type acknowledged struct {
	who          *client
	target, verb string
	key          string
}

// killed kills the server again and again while people decide, has the audit log verified each time, and asks the next server for every decision that was
// acknowledged: sent again under its key, it answers that it was done, in the same version.
func (b *bench) killed(ctx context.Context, o *office) error {
	began, decided, lost := time.Now(), 0, 0
	var clients []*client
	for round := range b.kills {
		s, err := b.serve(ctx)
		if err != nil {
			return fmt.Errorf("after kill %d: %w", round, err)
		}
		if clients == nil {
			if clients, err = b.logIn(ctx, o, s); err != nil {
				return err
			}
		}
		for _, c := range clients {
			c.base = s.base // their sessions outlive the server
		}
		all := b.decideUntilKilled(ctx, s, clients, round)
		decided += len(all)
		if err := b.verify(ctx); err != nil {
			return fmt.Errorf("kill %d: %w", round+1, err)
		}
		if s, err = b.serve(ctx); err != nil {
			return fmt.Errorf("after kill %d: %w", round+1, err)
		}
		for _, a := range all {
			if why := a.there(ctx, s.base); why != "" {
				lost++
				fmt.Printf("kill %d: %s of %s: %s\n", round+1, a.verb, a.target, why)
			}
		}
		if err := s.stop(); err != nil {
			return err
		}
	}
	fmt.Printf("%d kills under load, %d decisions acknowledged, %d lost, the audit log verified %d times: %.0f s\n", b.kills, decided, lost, b.kills, time.Since(began).Seconds())
	if lost > 0 {
		return fmt.Errorf("%d decisions were lost", lost)
	}
	return nil
}

// decideUntilKilled lets all decide as fast as they are answered, and kills the server once so many decisions were acknowledged.
func (b *bench) decideUntilKilled(ctx context.Context, s *server, clients []*client, round int) (all []acknowledged) {
	var mu sync.Mutex
	var done sync.WaitGroup
	after := 1 + clients[0].r.IntN(100)
	for n, c := range clients {
		done.Go(func() {
			for i := 0; ; i++ {
				a := acknowledged{who: c, target: c.own[c.r.IntN(len(c.own))], verb: "accept", key: fmt.Sprintf("kill-%d-%d-%d", round, n, i)}
				if c.last[a.target] > 0 {
					a.verb = "take-back"
				}
				status, err := c.decide(ctx, a.target, a.key)
				if err != nil {
					return // it was killed
				}
				if status == http.StatusOK {
					mu.Lock()
					if all = append(all, a); len(all) == after {
						done.Go(s.kill)
					}
					mu.Unlock()
				}
			}
		})
	}
	done.Wait()
	return all
}

// there asks for a decision again. It says what is wrong, or nothing.
func (a acknowledged) there(ctx context.Context, base string) string {
	a.who.base = base
	var got vigie.Receipt
	status, err := a.who.answer(ctx, http.MethodPost, "/targets/"+a.target+"/"+a.verb, map[string]any{}, map[string]string{"Idempotency-Key": a.key}, &got)
	switch {
	case err != nil:
		return err.Error()
	case status != http.StatusOK:
		return fmt.Sprint("it answers ", status)
	case !got.Repeated:
		return "it was not kept, and is done only now"
	}
	return ""
}

// verify has the program verify the whole audit log.
func (b *bench) verify(ctx context.Context) error {
	out, err := exec.CommandContext(ctx, b.program, "audit", "verify", "--home", b.dir, "--casework", b.at).CombinedOutput()
	if err != nil {
		return fmt.Errorf("the audit log does not verify: %w: %s", err, out)
	}
	return nil
}
