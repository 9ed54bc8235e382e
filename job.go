package vigie

import "time"

// Job is work that the server does on the lake: a load, a run, a back-test. One is done at a time, because the lake has one writer. What it was
// asked, who asked and what came of it stays.
type Job struct {
	Record
	State     string            `json:"state"`
	What      string            `json:"what"` // load, run or backtest
	Args      map[string]string `json:"args,omitempty"`
	Every     string            `json:"every,omitempty"`    // of a schedule: day, or week
	NextAt    time.Time         `json:"nextAt,omitzero"`    // of a schedule
	Schedule  string            `json:"schedule,omitempty"` // the schedule that it was made by
	Tries     int               `json:"tries,omitempty"`
	StartedAt time.Time         `json:"startedAt,omitzero"`
	EndedAt   time.Time         `json:"endedAt,omitzero"`
	Result    map[string]string `json:"result,omitempty"` // such as the run that it published
	Error     string            `json:"error,omitempty"`
	Progress  *JobProgress      `json:"progress,omitempty"` // while it runs, as the server that does it knows; it is not kept
}

// JobProgress is how far a job is.
type JobProgress struct {
	Step string `json:"step"`
	Done int64  `json:"done"`
	Of   int64  `json:"of"` // 0: not known
}

// States of a job.
const (
	JobScheduled = "scheduled" // it makes jobs when its time comes
	JobQueued    = "queued"    // it waits for its turn
	JobRunning   = "running"
	JobDone      = "done"
	JobFailed    = "failed"    // its error says why; it can be resumed
	JobCancelled = "cancelled" // somebody stopped it; it can be resumed
)

// JobCycle is the life of a job. A server that was killed finds its job running, and queues it again: what was loaded stays loaded.
var JobCycle = LifeCycle{KindJob,
	[]State{{JobScheduled, "it makes jobs when its time comes"}, {JobQueued, "it waits for its turn"}, {JobRunning, "it is being done"}, {JobDone, "it is done"},
		{JobFailed, "its error says why; it can be resumed"}, {JobCancelled, "somebody stopped it; it can be resumed"}},
	[]Transition{
		{"job.begin", []string{JobQueued}, JobRunning, "its turn has come", "no other job runs"},
		{"job.finish", []string{JobRunning}, JobDone, "it is done", ""},
		{"job.fail", []string{JobRunning}, JobFailed, "it could not be done", ""},
		{"job.cancel", []string{JobScheduled, JobQueued, JobRunning}, JobCancelled, "somebody stops it", ""},
		{"job.resume", []string{JobFailed, JobCancelled, JobRunning}, JobQueued, "it goes on", "a running one only when its server is gone"},
	}}

// Thing says who is concerned by a job: nobody's territory; who keeps the machine sees all.
func (j *Job) Thing() Thing {
	return Thing{Kind: KindJob, ID: j.ID, State: j.State, Owner: j.CreatedBy, Keys: []Key{UserKey(j.CreatedBy)}}
}

// Stage is the state, for who carries out a step of the life cycle.
func (j *Job) Stage() *string { return &j.State }
