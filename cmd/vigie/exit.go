package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"vigie"
	"vigie/pack"
)

// Exit codes. Scripts rely on them: they are never renumbered.
const (
	exitOK          = 0
	exitFailure     = 1   // our own mistake, or a failure nobody foresaw
	exitUsage       = 2   // the command line is wrong
	exitFaults      = 3   // the pack, or something else that was given, is wrong
	exitRefused     = 4   // an extract was looked at and refused
	exitNotFound    = 5   // there is no such thing
	exitConflict    = 6   // it contradicts what is there, or somebody else holds it
	exitUnavailable = 7   // disk, memory or another program is in the way
	exitInterrupted = 130 // Ctrl-C: nothing half done is left
)

const exitHelp = `Exit codes:
  0  done
  1  failed, and nobody foresaw it: please report it
  2  the command line is wrong
  3  the pack, or something else that was given, is wrong
  4  an extract was looked at and refused
  5  there is no such thing
  6  it contradicts what is there, or somebody else holds it
  7  disk, memory or another program is in the way
  130  interrupted; nothing half done is left`

// usageError is a mistake on the command line.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// exit says what went wrong on the error stream and gives the exit code.
func (c *Config) exit(ctx context.Context, err error) int {
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, context.Canceled) || ctx.Err() != nil:
		fmt.Fprintln(c.err, "vigie: interrupted; what was loaded before is as it was")
		return exitInterrupted
	}
	var faults pack.Faults
	if errors.As(err, &faults) {
		fmt.Fprintln(c.err, faults.Error())
		fmt.Fprintf(c.err, "vigie: %s\n", count(len(faults), "fault"))
		return exitFaults
	}
	fmt.Fprintf(c.err, "vigie: %v\n", err)
	var u usageError
	if errors.As(err, &u) || cobraUsage(err) {
		fmt.Fprintln(c.err, "Run `vigie help` for what can be asked.")
		return exitUsage
	}
	if code := vigie.CodeOf(err); code != vigie.Internal {
		return codes[code]
	}
	if inTheWay(err) {
		fmt.Fprintln(c.err, "Make room on the disk, or choose a folder you may write with --home; what was loaded before is as it was.")
		return exitUnavailable
	}
	return exitFailure
}

// inTheWay recognises a full or write-protected disk, also in what the lake's engine says of it.
func inTheWay(err error) bool {
	for _, errno := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EROFS, syscall.EACCES, syscall.EPERM, syscall.EIO} {
		if errors.Is(err, errno) || strings.Contains(strings.ToLower(err.Error()), errno.Error()) {
			return true
		}
	}
	return false
}

var codes = map[vigie.Code]int{
	vigie.Invalid: exitFaults, vigie.NotFound: exitNotFound, vigie.Conflict: exitConflict,
	vigie.Denied: exitConflict, vigie.Stale: exitConflict, vigie.Gate: exitConflict,
	vigie.Refused: exitRefused, vigie.Unavailable: exitUnavailable, vigie.Internal: exitFailure,
}

// cobraUsage recognises what the command library itself finds wrong; it has no error type of its own for it.
func cobraUsage(err error) bool {
	for _, start := range []string{"unknown command", "unknown flag", "unknown shorthand", "accepts ", "requires ", "required flag", "invalid argument", "flag needs"} {
		if strings.HasPrefix(err.Error(), start) {
			return true
		}
	}
	return false
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	if stem, ok := strings.CutSuffix(what, "y"); ok {
		return fmt.Sprintf("%d %sies", n, stem)
	}
	return fmt.Sprintf("%d %ss", n, what)
}
