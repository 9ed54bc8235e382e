package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"vigie"
	"vigie/casework"
)

// acknowledged is a decision that the server said it had kept.
type acknowledged struct {
	who          *client
	target, verb string
	key          string
}

// killed kills the server again and again while people decide, has the audit log verified each time, and asks the next server for every decision that was
// acknowledged: sent again under its key, it answers that it was done, in the same version. Every target that was decided on has as many events as versions: nothing was
// half done, and nothing twice.
func (b *bench) killed(ctx context.Context, o *office) error {
	began, decided, lost, uneven := time.Now(), 0, 0, 0
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
		wrong, err := b.even(ctx, all)
		if err != nil {
			return err
		}
		uneven += wrong
	}
	fmt.Printf("%d kills under load, %d decisions acknowledged, %d lost, %d targets with an event too few or too many, the audit log verified %d times: %.0f s\n",
		b.kills, decided, lost, uneven, b.kills, time.Since(began).Seconds())
	if lost+uneven > 0 {
		return fmt.Errorf("%d decisions were lost, %d targets half done or done twice", lost, uneven)
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

// even holds the events of each target that was decided on against its version, which each of them has raised by one. It tells of each that is wrong.
func (b *bench) even(ctx context.Context, all []acknowledged) (wrong int, err error) {
	store, err := casework.Open(ctx, b.at, casework.Options{Evidence: filepath.Join(b.dir, "evidence")})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	seen := map[string]bool{}
	err = store.Read(ctx, func(books vigie.Books) error {
		for _, a := range all {
			if seen[a.target] {
				continue
			}
			seen[a.target] = true
			t, err := books.Targets().Get(ctx, a.target)
			if err != nil {
				return err
			}
			events, err := books.Events(ctx, vigie.EventQuery{Scope: vigie.Scope{All: true}, Kind: vigie.KindTarget, ID: a.target, Limit: 10_000})
			if err != nil {
				return err
			}
			if len(events) != t.Version {
				wrong++
				fmt.Printf("%s is in version %d, after %d events\n", a.target, t.Version, len(events))
			}
		}
		return nil
	})
	return wrong, err
}

// verify has the program verify the whole audit log.
func (b *bench) verify(ctx context.Context) error {
	out, err := exec.CommandContext(ctx, b.program, "audit", "verify", "--home", b.dir, "--casework", b.at).CombinedOutput()
	if err != nil {
		return fmt.Errorf("the audit log does not verify: %w: %s", err, out)
	}
	return nil
}
