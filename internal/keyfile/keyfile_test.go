package keyfile

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func TestSecretIsMadeOnce(t *testing.T) {
	t.Parallel()

	dir := filepath.Join(t.TempDir(), "keys")
	var keys [8][]byte
	var wg sync.WaitGroup
	for i := range keys {
		wg.Go(func() {
			var err error
			if keys[i], err = Secret(dir, "a.key"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, k := range keys {
		if len(k) != Size || !bytes.Equal(k, keys[0]) {
			t.Errorf("%x, and another got %x", k, keys[0])
		}
	}
	left, _ := os.ReadDir(dir)
	info, err := os.Stat(filepath.Join(dir, "a.key"))
	if err != nil || info.Mode().Perm() != 0o600 || len(left) != 1 {
		t.Errorf("%v, %v, %d files: want one file that only its owner reads", info, err, len(left))
	}
	if other, err := Secret(dir, "b.key"); err != nil || bytes.Equal(other, keys[0]) {
		t.Errorf("two secrets are the same, or %v", err)
	}
}

func TestDamagedSecretIsNotReplaced(t *testing.T) {
	t.Parallel()

	dir := t.TempDir()
	path := filepath.Join(dir, "a.key")
	for _, content := range []string{"", "abcd\n", "not hexadecimal"} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Secret(dir, "a.key"); !errors.Is(err, ErrDamaged) {
			t.Errorf("%q is read with %v", content, err)
		}
		if after, _ := os.ReadFile(path); string(after) != content {
			t.Errorf("%q was replaced by %q", content, after)
		}
	}
}
