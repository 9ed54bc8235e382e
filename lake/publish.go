package lake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"vigie"
)

// current is the file that names the published lake readers should open. It is a small text and not a link, because
// not every system lets everyone make links.
const current = "current"

// aRun is what a run may be called: it becomes a file name.
var aRun = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// Publish writes what has been built to dir/<run>.duckdb, which never changes again, and makes it the current one.
// Until the last rename readers see the one before; a kill leaves at most a .tmp behind. Earlier ones are kept: they are
// the evidence for what was said then. No transaction may be open.
func (l *Lake) Publish(ctx context.Context, dir, run string) (string, error) {
	path := filepath.Join(dir, run+".duckdb")
	if err := l.publish(ctx, dir, run, path); err != nil {
		return "", fmt.Errorf("publish run %s: %w", run, err)
	}
	return path, nil
}

func (l *Lake) publish(ctx context.Context, dir, run, path string) error {
	if l.path == Memory {
		return vigie.Errorf(vigie.Invalid, "a lake in memory can not be published; open one on disk")
	}
	if !aRun.MatchString(run) {
		return vigie.Errorf(vigie.Invalid, "a run's name is letters, digits, points and dashes")
	}
	if _, err := os.Stat(path); err == nil {
		return vigie.Errorf(vigie.Conflict, "%s is there already and is never overwritten; give the run another name", path)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	if _, err := l.db.ExecContext(ctx, "CHECKPOINT"); err != nil {
		return err
	}
	if err := l.openImage(); err != nil {
		return err
	}
	if err := copyFile(ctx, l.image, path); err != nil {
		return err
	}
	return replace(filepath.Join(dir, current), []byte(run+".duckdb\n"))
}

// openImage opens the lake's file a second time, for reading, and keeps it open until the lake is closed: closing any
// descriptor of a file takes away this process's POSIX locks on it, DuckDB's among them.
func (l *Lake) openImage() (err error) {
	if l.image == nil {
		l.image, err = os.Open(l.path)
	}
	return err
}

// Current is the path of the published lake in dir that readers should open.
func Current(dir string) (string, error) {
	name, err := os.ReadFile(filepath.Join(dir, current))
	if errors.Is(err, os.ErrNotExist) {
		return "", vigie.Errorf(vigie.NotFound, "find the published lake in %s: nothing has been published yet; run `vigie run` first", dir)
	}
	if err != nil {
		return "", fmt.Errorf("find the published lake: %w", err)
	}
	path := filepath.Join(dir, filepath.Base(strings.TrimSpace(string(name))))
	if _, err := os.Stat(path); err != nil {
		return "", vigie.Errorf(vigie.NotFound, "find the published lake: %s names %s, which is gone; put it back or run again", filepath.Join(dir, current), path)
	}
	return path, nil
}

// copyFile copies from its beginning to path by way of a temporary file, on disk before it bears its name.
func copyFile(ctx context.Context, from *os.File, path string) error {
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return write(path, 0o400, func(to *os.File) error {
		for {
			if err := ctx.Err(); err != nil {
				return err
			}
			// The copy goes by pieces, so that Ctrl-C is heard, and through the system's own copy where it has one.
			if _, err := io.CopyN(to, from, 64<<20); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	})
}

func replace(path string, content []byte) error {
	return write(path, 0o600, func(to *os.File) error {
		_, err := to.Write(content)
		return err
	})
}

// write makes path whole or not at all: a temporary file, filled, synced, renamed, and the folder synced.
func write(path string, mode os.FileMode, fill func(*os.File) error) (err error) {
	tmp := path + ".tmp"
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close(), os.Remove(tmp))
		}
	}()
	if err := fill(f); err != nil {
		return err
	}
	if err := errors.Join(f.Chmod(mode), f.Sync()); err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return err
	}
	return errors.Join(f.Close(), syncDir(filepath.Dir(path)))
}

// syncDir puts a rename on disk. Systems that can not sync a folder do not need it.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = d.Sync()
	return d.Close()
}
