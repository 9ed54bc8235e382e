// Package keyfile keeps secrets of 32 bytes in files that only their owner may read. A secret is made once, when it is first needed, and
// never again: what was written with one can not be read or checked with another.
package keyfile

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Size is how many bytes a secret has.
const Size = 32

// ErrDamaged is what a file is that holds something else than a secret.
var ErrDamaged = errors.New("it does not hold a key: put it back from the backup")

// Secret reads the secret in a folder's file, and makes it when there is none.
func Secret(dir, name string) ([]byte, error) {
	path := filepath.Join(dir, name)
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return create(dir, name)
	}
	if err != nil {
		return nil, fmt.Errorf("read key %s: %w", path, err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(b)))
	if err != nil || len(key) != Size {
		return nil, fmt.Errorf("read key %s: %w", path, ErrDamaged)
	}
	return key, nil
}

// create writes the secret beside its place and links it there, so that two who need it at once end with one.
func create(dir, name string) ([]byte, error) {
	path := filepath.Join(dir, name)
	key := make([]byte, Size)
	_, _ = rand.Read(key) // never fails: see crypto/rand
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make key %s: %w", path, err)
	}
	tmp, err := os.CreateTemp(dir, name+".*") // with mode 0600
	if err != nil {
		return nil, fmt.Errorf("make key %s: %w", path, err)
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.WriteString(hex.EncodeToString(key) + "\n")
	if err := errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return nil, fmt.Errorf("make key %s: %w", path, err)
	}
	if err := os.Link(tmp.Name(), path); errors.Is(err, os.ErrExist) {
		return Secret(dir, name)
	} else if err != nil {
		return nil, fmt.Errorf("make key %s: %w", path, err)
	}
	return key, nil
}
