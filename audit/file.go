package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"vigie"
)

// File keeps signed checkpoints, oldest first, one a line as a JSON text. Lines are only ever added.
type File string

// Add keeps a checkpoint, on the disk when it returns.
func (f File) Add(signed string) (err error) {
	if err := f.mend(); err != nil {
		return err
	}
	line, err := json.Marshal(signed)
	if err != nil {
		return fmt.Errorf("keep a checkpoint: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(string(f)), 0o700); err != nil {
		return fmt.Errorf("keep a checkpoint: %w", err)
	}
	out, err := os.OpenFile(string(f), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("keep a checkpoint: %w", err)
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if _, err := out.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("keep a checkpoint: %w", err)
	}
	return out.Sync()
}

// Last is the newest one, as it was signed.
func (f File) Last() (signed string, err error) {
	content, err := os.ReadFile(string(f))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("read checkpoints: %w", err)
	}
	whole := content[:bytes.LastIndexByte(content, '\n')+1]
	if len(whole) == 0 {
		return "", vigie.Errorf(vigie.NotFound, "read checkpoints: nothing was signed yet; the first line of the log comes with the first act")
	}
	line := whole[bytes.LastIndexByte(whole[:len(whole)-1], '\n')+1:]
	if err := json.Unmarshal(line, &signed); err != nil {
		return "", vigie.Errorf(vigie.Refused, "read checkpoints: the last of %s: %w", f, err)
	}
	return signed, nil
}

// mend ends a line that was half written when the program was killed, so that the next one does not stand behind it.
func (f File) mend() error {
	content, err := os.ReadFile(string(f))
	if errors.Is(err, fs.ErrNotExist) || err == nil && (len(content) == 0 || content[len(content)-1] == '\n') {
		return nil
	}
	if err != nil {
		return fmt.Errorf("keep a checkpoint: %w", err)
	}
	return os.Truncate(string(f), int64(bytes.LastIndexByte(content, '\n')+1))
}

// All opens those that were kept; a last line that was only half written counts for nothing. One that was not signed by this key is
// refused, since somebody put it there.
func (f File) All(public string) ([]Checkpoint, error) {
	content, err := os.ReadFile(string(f))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read checkpoints: %w", err)
	}
	var all []Checkpoint
	for n := 1; ; n++ {
		line, rest, whole := bytes.Cut(content, []byte("\n"))
		if !whole {
			return all, nil
		}
		content = rest
		var signed string
		if err := json.Unmarshal(line, &signed); err != nil {
			return nil, vigie.Errorf(vigie.Refused, "read checkpoints: %s, line %d: %w", f, n, err)
		}
		c, err := Open(signed, public)
		if err != nil {
			return nil, fmt.Errorf("read checkpoints: %s, line %d: %w", f, n, err)
		}
		all = append(all, c)
	}
}
