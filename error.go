package vigie

import (
	"errors"
	"fmt"
)

// Code says what kind of failure an error is, where callers must tell cases apart. They are strings, so that logs and
// stored values survive renumbering.
type Code string

const (
	Invalid     Code = "invalid"     // what was asked or given is wrong; asking again will not help
	NotFound    Code = "not_found"   // there is no such thing, or the actor may not see it
	Conflict    Code = "conflict"    // it contradicts what is there, or somebody else holds it
	Denied      Code = "denied"      // the actor may see it and may not do this
	Stale       Code = "stale"       // somebody changed it since it was read: read it again, then decide
	Gate        Code = "gate"        // a step that has to come first has not: the message says which
	Refused     Code = "refused"     // data was looked at and not accepted
	Unavailable Code = "unavailable" // disk, memory or another program is in the way; may work later
	Internal    Code = "internal"    // our own mistake
)

// Error is an error with a code. Its message is a verb phrase, the thing and the value, wrapped once a floor.
type Error struct {
	Code    Code
	Message string
	Cause   error
	Format  string // what the message was made from, with Args: who reads another language is told the same in it
	Args    []any
}

// Errorf makes an error with a code; %w keeps the cause.
func Errorf(code Code, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &Error{Code: code, Message: err.Error(), Cause: errors.Unwrap(err), Format: format, Args: args}
}

// Error is the message.
func (e *Error) Error() string { return e.Message }

// Unwrap is the cause, if there is one.
func (e *Error) Unwrap() error { return e.Cause }

// CodeOf is the code nearest the surface, or Internal when nobody gave one.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}
