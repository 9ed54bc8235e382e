package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
)

// problems says what each kind of failure is in HTTP, and under which type a program can tell it apart. This is the only place
// where one becomes the other.
var problems = map[vigie.Code]struct {
	status int
	id     string
	title  string
}{
	vigie.Invalid:     {http.StatusBadRequest, "badRequest", "Bad Request"},
	vigie.NotFound:    {http.StatusNotFound, "resourceNotFound", "Resource Not Found"},
	vigie.Conflict:    {http.StatusConflict, "conflict", "Conflict"},
	vigie.Denied:      {http.StatusForbidden, "missingPermission", "Missing Permission"},
	vigie.Stale:       {http.StatusPreconditionFailed, "changedMeanwhile", "Changed Meanwhile"},
	vigie.Gate:        {http.StatusConflict, "gateClosed", "A Step Has To Come First"},
	vigie.Refused:     {http.StatusUnprocessableEntity, "refused", "Refused"},
	vigie.Unavailable: {http.StatusServiceUnavailable, "serviceUnavailable", "Service Unavailable"},
	vigie.Internal:    {http.StatusInternalServerError, "internalServerError", "Internal Server Error"},
}

const (
	urnStandard = "urn:problem-type:belgif:" // of the guide
	urnOwn      = "urn:problem-type:vigie:"
)

// standard are the types that the guide defines; the others are ours.
var standard = map[string]bool{"badRequest": true, "resourceNotFound": true, "missingPermission": true, "serviceUnavailable": true,
	"internalServerError": true, "tooManyRequests": true, "payloadTooLarge": true, "unauthorized": true}

// Problem is a failure as it is answered (RFC 9457, with the guide's extensions).
type Problem struct {
	Type     string  `json:"type" doc:"A URN that tells the kind of problem apart"`
	Title    string  `json:"title"`
	Status   int     `json:"status"`
	Detail   string  `json:"detail,omitempty" doc:"What happened, and what to do about it"`
	Instance string  `json:"instance,omitempty" doc:"The answer's trace id as a URN, to quote to who keeps the server"`
	Issues   []Issue `json:"issues,omitempty"`
}

// Issue is one thing that is wrong with what was sent.
type Issue struct {
	In     string `json:"in,omitempty" doc:"body, path, query or header"`
	Name   string `json:"name,omitempty"`
	Value  any    `json:"value,omitempty"`
	Detail string `json:"detail"`
}

// Error makes a problem an error.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is for huma.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is for huma.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

func newProblem(status int, id, title, detail string) *Problem {
	urn := urnOwn
	if standard[id] {
		urn = urnStandard
	}
	return &Problem{Type: urn + id, Title: title, Status: status, Detail: detail}
}

// problem answers an error of a room. What went wrong inside is logged under the trace id and not told.
func (s *Server) problem(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	code := vigie.CodeOf(err)
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		code = vigie.Unavailable
	}
	p, detail := problems[code], s.refusal(ctx, err)
	if code == vigie.Internal {
		s.Log.ErrorContext(ctx, "answer", "trace", TraceOf(ctx), "err", err)
		detail = "something went wrong on our side; it is in the server's log under this trace id"
	}
	made := newProblem(p.status, p.id, p.title, detail)
	made.Instance = instance(ctx)
	return made
}

func init() { //nolint:gochecknoinits // huma has one place for this, and it is a variable
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		id, title := "badRequest", http.StatusText(status)
		switch status {
		case http.StatusRequestEntityTooLarge:
			id = "payloadTooLarge"
		case http.StatusNotFound:
			id = "resourceNotFound"
		case http.StatusUnauthorized:
			id = "unauthorized"
		case http.StatusTooManyRequests:
			id = "tooManyRequests"
		case http.StatusInternalServerError:
			id = "internalServerError"
		}
		if status == http.StatusUnprocessableEntity { // huma's own checks of what was sent: the guide calls it a bad request
			status, title = http.StatusBadRequest, "Bad Request"
		}
		p := newProblem(status, id, title, message)
		for _, err := range errs {
			p.Issues = append(p.Issues, issue(err))
		}
		return p
	}
}

func issue(err error) Issue {
	var d huma.ErrorDetailer
	if !errors.As(err, &d) {
		return Issue{Detail: err.Error()}
	}
	e := d.ErrorDetail()
	in, name, _ := strings.Cut(e.Location, ".")
	return Issue{In: in, Name: name, Value: e.Value, Detail: e.Message}
}
