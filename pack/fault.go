package pack

import (
	"fmt"
	"sort"
	"strings"
)

// Pos is where something stands in a pack, so that a message can point at it.
type Pos struct {
	File string
	Line int
}

// Fault is something wrong in a pack.
type Fault struct {
	Pos
	What   string // what is wrong, with the value
	WayOut string // what to do about it
}

// String is how an editor and a person read it: file:line: what (way out).
func (f Fault) String() string {
	at := f.File
	if f.Line > 0 {
		at = fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	if f.WayOut == "" {
		return at + ": " + f.What
	}
	return at + ": " + f.What + "\n    → " + f.WayOut
}

// Faults are all that is wrong in a pack.
type Faults []Fault

// Error lists every fault.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// Sort orders the faults by file and line.
func (fs Faults) Sort() {
	sort.SliceStable(fs, func(i, j int) bool {
		if fs[i].File != fs[j].File {
			return fs[i].File < fs[j].File
		}
		return fs[i].Line < fs[j].Line
	})
}
