//go:build unix

package lake

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"vigie"
)

// lock is the writer's place on a lake. DuckDB takes a lock of its own, but a process that opens and closes the file
// a second time loses that one without notice (it is a POSIX record lock), so the place is kept on a file beside it. The
// system frees it when the process ends, however it ends.
type lock struct{ file *os.File }

func takeLock(path string) (*lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		defer f.Close()
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
		holder, _ := io.ReadAll(io.LimitReader(f, 200))
		return nil, vigie.Errorf(vigie.Conflict, "%s is writing to it; wait until it is done, or end it (a published lake can be read meanwhile)", holder)
	}
	if err := f.Truncate(0); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	host, _ := os.Hostname()
	if _, err := fmt.Fprintf(f, "process %d (%s) on %s", os.Getpid(), filepath.Base(os.Args[0]), host); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &lock{file: f}, nil
}

// release gives the place back. The file stays: removing it could take away the lock of one who has just opened it.
func (l *lock) release() {
	if l != nil {
		l.file.Close()
	}
}
