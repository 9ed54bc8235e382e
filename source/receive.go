package source

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"vigie"
)

// received is an extract as it is kept.
type received struct {
	content string // SHA-256
	bytes   int64
	path    string   // where it stands, or will
	tmp     *os.File // while it does not stand there yet
}

// receive copies an extract to the registers folder as it came, by way of a temporary file, and takes its SHA-256 on
// the way. keep gives it its name.
func receive(ctx context.Context, from, dir string, read func(n int)) (r *received, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, noRoom(fmt.Errorf("keep the extract: %w", err))
	}
	in, err := os.Open(from)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	before, err := in.Stat()
	if err != nil {
		return nil, err
	}
	if !before.Mode().IsRegular() {
		return nil, vigie.Errorf(vigie.Refused, "%s is not a file", from)
	}
	tmp, err := os.CreateTemp(dir, ".receiving-*")
	if err != nil {
		return nil, noRoom(fmt.Errorf("keep the extract: %w", err))
	}
	r = &received{tmp: tmp}
	defer func() {
		if err != nil {
			r.drop()
		}
	}()
	if r.content, r.bytes, err = copyAndHash(tmp, &counting{ctx: ctx, r: in, read: read}); err != nil {
		return nil, noRoom(fmt.Errorf("keep the extract: %w", err))
	}
	after, err := os.Stat(from)
	if err != nil {
		return nil, err
	}
	if !os.SameFile(before, after) || r.bytes != after.Size() || !before.ModTime().Equal(after.ModTime()) || before.Size() != after.Size() {
		return nil, vigie.Errorf(vigie.Unavailable, "%s changed while it was read (%d bytes, then %d); wait until the sender has finished, then load again", from, before.Size(), after.Size())
	}
	r.path = filepath.Join(dir, r.content+extension(from))
	return r, nil
}

// copyAndHash writes and hashes side by side, each on a core.
func copyAndHash(to io.Writer, from io.Reader) (string, int64, error) {
	sum, total := sha256.New(), int64(0)
	full, empty := make(chan []byte, 1), make(chan []byte, 2)
	empty <- make([]byte, pieceSize)
	empty <- make([]byte, pieceSize)
	hashed := make(chan struct{})
	go func() {
		defer close(hashed)
		for b := range full {
			sum.Write(b)
			empty <- b[:cap(b)]
		}
	}()
	err := func() error {
		defer close(full)
		for b := range empty {
			n, err := io.ReadFull(from, b)
			total += int64(n)
			if n > 0 {
				full <- b[:n]
				if _, err := to.Write(b[:n]); err != nil {
					return err
				}
			}
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
		return nil
	}()
	<-hashed
	return hex.EncodeToString(sum.Sum(nil)), total, err
}

// keep puts the extract on disk under the name of its content. One that is there already is the same.
func (r *received) keep() error {
	err := errors.Join(r.tmp.Chmod(0o444), r.tmp.Sync())
	if err == nil {
		err = os.Rename(r.tmp.Name(), r.path)
	}
	if err != nil {
		r.drop()
		return noRoom(fmt.Errorf("keep the extract: %w", err))
	}
	err = r.tmp.Close()
	r.tmp = nil
	return errors.Join(err, syncDir(filepath.Dir(r.path)))
}

// drop removes an extract that is not kept.
func (r *received) drop() {
	if r.tmp != nil {
		r.tmp.Close()
		os.Remove(r.tmp.Name())
		r.tmp = nil
	}
}

// where the extract can be read now.
func (r *received) where() string {
	if r.tmp != nil {
		return r.tmp.Name()
	}
	return r.path
}

// extension is what tells how a file is written: .csv, .csv.gz, .csv.zst or .parquet.
func extension(name string) string {
	name = filepath.Base(name)
	ext := filepath.Ext(name)
	if ext == ".gz" || ext == ".zst" {
		ext = filepath.Ext(strings.TrimSuffix(name, ext)) + ext
	}
	return ext
}

// noRoom gives the failures of a disk their code and the way out.
func noRoom(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG),
		strings.Contains(err.Error(), "No space left on device"), strings.Contains(err.Error(), "File too large"):
		return vigie.Errorf(vigie.Unavailable, "%w: the disk is full; make room and load again, nothing was changed", err)
	case errors.Is(err, syscall.EROFS), errors.Is(err, os.ErrPermission):
		return vigie.Errorf(vigie.Unavailable, "%w: the folder can not be written to; give the right, or another --home", err)
	}
	return err
}

// syncDir puts a rename on disk; systems that can not sync a folder do not need it.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	d.Sync()
	return d.Close()
}
