package pipeline

import (
	"context"
	"errors"
	"sync"
	"time"

	"vigie"
)

// Doing is how a kind of job is done. What it tells of its progress is seen by who waits; what it returns is kept with the job.
type Doing func(ctx context.Context, args map[string]string, tell func(step string, done, of int64)) (map[string]string, error)

// Queue does jobs one at a time, oldest first: the lake has one writer. Jobs are kept in casework, so that a server that was killed
// finds them again; of several servers, the one that holds the lake's home works on them.
type Queue struct {
	Casework vigie.Casework
	Guard    vigie.Guard
	Kinds    map[string]Doing
	Now      func() time.Time

	mu       sync.Mutex
	current  string // the job at hand
	progress vigie.JobProgress
	cancel   context.CancelFunc
	wake     chan struct{}
}

// Start queues a job.
func (q *Queue) Start(ctx context.Context, c vigie.Command, j *vigie.Job) (vigie.Receipt, error) {
	c.Action = "job.start"
	if _, ok := q.Kinds[j.What]; !ok {
		return vigie.Receipt{}, vigie.Errorf(vigie.Invalid, "job %q: this server does no such work", j.What)
	}
	j.State = vigie.JobQueued
	if j.Every != "" {
		c.Action, j.State = "job.schedule", vigie.JobScheduled
		if j.Every != "day" && j.Every != "week" {
			return vigie.Receipt{}, vigie.Errorf(vigie.Invalid, "every %q: it is day or week", j.Every)
		}
		if !j.NextAt.After(c.At) {
			return vigie.Receipt{}, vigie.Errorf(vigie.Invalid, "next at %s: choose a time that is still to come", j.NextAt.Format(time.RFC3339))
		}
	}
	r, err := q.Casework.Do(ctx, c, func(b vigie.Books) error {
		if err := q.Guard.Check(ctx, c.Action, j.Thing()); err != nil {
			return err
		}
		return vigie.Keep(ctx, b, b.Jobs(), c.Action, vigie.Act{}, j)
	})
	q.nudge()
	return r, err
}

// Resume queues a job again that failed or was cancelled.
func (q *Queue) Resume(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	r, err := q.step(ctx, c, "job.resume", act, func(j *vigie.Job) error {
		if q.doing(j.ID) {
			return vigie.Errorf(vigie.Conflict, "job %s is being done", j.ID)
		}
		j.Error = ""
		return nil
	})
	q.nudge()
	return r, err
}

// Cancel stops a job, also the one at hand. What it had loaded stays loaded; what it had not published nobody sees.
func (q *Queue) Cancel(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	r, err := q.step(ctx, c, "job.cancel", act, func(j *vigie.Job) error {
		j.EndedAt, j.Error = c.At, act.Note
		return nil
	})
	if err == nil {
		q.mu.Lock()
		defer q.mu.Unlock()
		if q.current == act.ID {
			q.cancel()
		}
	}
	return r, err
}

func (q *Queue) step(ctx context.Context, c vigie.Command, action vigie.Action, act vigie.Act, fill func(*vigie.Job) error) (vigie.Receipt, error) {
	c.Action = action
	return q.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, q.Guard, b.Jobs(), vigie.JobCycle, action, act, fill)
		return err
	})
}

// Show adds to a job how far it is, as far as this server knows.
func (q *Queue) Show(_ context.Context, j *vigie.Job) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.current == j.ID {
		at := q.progress
		j.Progress = &at
	}
	return nil
}

func (q *Queue) doing(id string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.current == id
}

func (q *Queue) nudge() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.wake != nil {
		select {
		case q.wake <- struct{}{}:
		default: // it has been told already
		}
	}
}

// everyJob is the scope of the queue itself.
var everyJob = vigie.Scope{All: true}

// Work does jobs until ctx is done, and looks for those whose time has come. Only one Queue may work on a home.
func (q *Queue) Work(ctx context.Context, look time.Duration, fail func(error)) {
	q.mu.Lock()
	q.wake = make(chan struct{}, 1)
	q.mu.Unlock()
	ctx = vigie.WithActor(ctx, vigie.System)
	if err := q.again(ctx); err != nil {
		fail(err)
	}
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		if err := q.due(ctx); err != nil && ctx.Err() == nil {
			fail(err)
		}
		for ctx.Err() == nil {
			more, err := q.next(ctx)
			if err != nil && ctx.Err() == nil {
				fail(err)
			}
			if !more {
				break
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-q.wake:
		}
	}
}

// again queues jobs that were running when the server before this one ended.
func (q *Queue) again(ctx context.Context) error {
	running, err := q.list(ctx, vigie.JobRunning, "createdAt")
	for i := range running {
		_, e := q.Resume(ctx, vigie.Command{At: q.Now()}, vigie.Act{ID: running[i].ID})
		err = errors.Join(err, e)
	}
	return err
}

// due makes the jobs of schedules whose time has come: one each, however long nobody looked.
func (q *Queue) due(ctx context.Context) error {
	scheduled, err := q.list(ctx, vigie.JobScheduled, "nextAt")
	if err != nil {
		return err
	}
	now := q.Now()
	for i := range scheduled {
		s := &scheduled[i]
		if s.NextAt.After(now) {
			break
		}
		made := &vigie.Job{State: vigie.JobQueued, What: s.What, Args: s.Args, Schedule: s.ID}
		for days := map[string]int{"day": 1, "week": 7}[s.Every]; !s.NextAt.After(now); {
			s.NextAt = s.NextAt.AddDate(0, 0, days)
		}
		_, err := q.Casework.Do(ctx, vigie.Command{At: now, Action: "job.start"}, func(b vigie.Books) error {
			if err := vigie.Keep(ctx, b, b.Jobs(), "job.start", vigie.Act{}, made); err != nil {
				return err
			}
			return b.Jobs().Put(ctx, s)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (q *Queue) list(ctx context.Context, state, sort string) ([]vigie.Job, error) {
	var got vigie.Listing[vigie.Job]
	err := q.Casework.Read(ctx, func(b vigie.Books) (err error) {
		got, err = b.Jobs().List(ctx, vigie.Query{Scope: everyJob, Sort: sort, Size: 1000, Where: []vigie.Where{{Field: "state", Values: []string{state}}}})
		return err
	})
	return got.Items, err
}

// next does the oldest job that waits, and says whether there was one.
func (q *Queue) next(ctx context.Context) (bool, error) {
	queued, err := q.list(ctx, vigie.JobQueued, "createdAt")
	if err != nil || len(queued) == 0 {
		return false, err
	}
	j := queued[0]
	now := q.Now()
	if _, err := q.step(ctx, vigie.Command{At: now}, "job.begin", vigie.Act{ID: j.ID, Version: j.Version}, func(j *vigie.Job) error {
		j.StartedAt, j.EndedAt, j.Tries = now, time.Time{}, j.Tries+1
		return nil
	}); err != nil {
		return vigie.CodeOf(err) == vigie.Stale, err // cancelled a moment ago: look at the next one
	}
	result, done := q.do(ctx, &j)
	if ctx.Err() != nil {
		return false, nil //nolint:nilerr // the server ends: whoever comes next finds the job running, and does it again
	}
	return true, q.end(ctx, j.ID, result, done)
}

func (q *Queue) do(ctx context.Context, j *vigie.Job) (map[string]string, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	q.mu.Lock()
	q.current, q.progress, q.cancel = j.ID, vigie.JobProgress{}, cancel
	q.mu.Unlock()
	defer func() {
		q.mu.Lock()
		q.current, q.cancel = "", nil
		q.mu.Unlock()
	}()
	return q.Kinds[j.What](ctx, j.Args, func(step string, done, of int64) {
		q.mu.Lock()
		q.progress = vigie.JobProgress{Step: step, Done: done, Of: of}
		q.mu.Unlock()
	})
}

// end keeps what came of a job, unless it was cancelled: then that has been said.
func (q *Queue) end(ctx context.Context, id string, result map[string]string, done error) error {
	action := vigie.Action("job.finish")
	if done != nil {
		action = "job.fail"
	}
	now := q.Now()
	_, err := q.step(ctx, vigie.Command{At: now}, action, vigie.Act{ID: id}, func(j *vigie.Job) error {
		j.EndedAt, j.Result = now, result
		if done != nil {
			j.Error = done.Error()
		}
		return nil
	})
	if err != nil && vigie.CodeOf(err) == vigie.Conflict {
		return nil //nolint:nilerr // it was cancelled meanwhile, and that has been said
	}
	return err
}
