package source

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"vigie"
)

// received is an extract on its way into the registers folder. Whoever reads it reads the sender's file, and what has been
// read is copied and hashed along the way, so that a new extract is read once.
type received struct {
	content string // SHA-256, once everything is read
	bytes   int64
	path    string // where it will stand

	ctx        context.Context
	from       string
	in         *os.File
	before     os.FileInfo
	tmp        *os.File // where it stands now; nil once it is kept
	sum        hash.Hash
	seen       func(n int64)
	ahead      int64 // bytes written and not yet sent to the disk
	syncs      sync.WaitGroup
	syncFailed error // what a sync said; to be read after syncs.Wait, since a disk may tell only once
	ended      bool
}

// receive opens an extract and a temporary file in the registers folder for it.
func receive(ctx context.Context, from, dir string, seen func(n int64)) (*received, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, noRoom(fmt.Errorf("keep the extract: %w", err))
	}
	in, err := os.Open(from)
	if err != nil {
		return nil, err
	}
	before, err := in.Stat()
	if err == nil && !before.Mode().IsRegular() {
		err = vigie.Errorf(vigie.Refused, "%s is not a file", from)
	}
	if err != nil {
		return nil, errors.Join(err, in.Close())
	}
	tmp, err := os.CreateTemp(dir, receiving)
	if err != nil {
		return nil, errors.Join(noRoom(fmt.Errorf("keep the extract: %w", err)), in.Close())
	}
	return &received{ctx: ctx, from: from, in: in, before: before, tmp: tmp, sum: sha256.New(), seen: seen}, nil
}

// The temporary files in the registers folder.
const (
	receiving = ".receiving-*"
	spooled   = ".rejects-*"
)

// syncEvery is how much may wait to be written to the disk. Sent there as it comes, it need not be waited for at the end.
const syncEvery = 64 << 20

// Read implements io.Reader.
func (r *received) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.in.Read(b)
	r.bytes += int64(n)
	r.seen(r.bytes)
	r.sum.Write(b[:n])
	if _, err := r.tmp.Write(b[:n]); err != nil {
		return n, noRoom(fmt.Errorf("keep the extract: %w", err))
	}
	if r.ahead += int64(n); r.ahead >= syncEvery {
		r.sendToDisk()
	}
	r.ended = errors.Is(err, io.EOF)
	return n, err
}

// sendToDisk begins to put on disk what was written, while other work goes on.
func (r *received) sendToDisk() {
	r.ahead = 0
	r.syncs.Wait()
	r.syncs.Go(func() { r.syncFailed = errors.Join(r.syncFailed, r.tmp.Sync()) })
}

// finish reads what nobody has read, and notices a file that changed meanwhile.
func (r *received) finish() error {
	if r.content != "" {
		return nil
	}
	buf := make([]byte, pieceSize)
	for !r.ended {
		if _, err := r.Read(buf); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
	after, err := os.Stat(r.from)
	if err != nil {
		return err
	}
	if !os.SameFile(r.before, after) || !r.before.ModTime().Equal(after.ModTime()) || r.before.Size() != after.Size() || r.bytes != after.Size() {
		return vigie.Errorf(vigie.Unavailable, "%s changed while it was read (%d bytes, then %d); wait until the sender has finished, then load again", r.from, r.before.Size(), after.Size())
	}
	r.content = hex.EncodeToString(r.sum.Sum(nil))
	r.path = filepath.Join(filepath.Dir(r.tmp.Name()), r.content+extension(r.from))
	r.sendToDisk()
	return nil
}

// keep puts the extract on disk under the name of its content. One that is there already is the same.
func (r *received) keep() error {
	if r.tmp == nil {
		return nil
	}
	r.syncs.Wait()
	err := errors.Join(r.syncFailed, r.tmp.Chmod(0o400), r.tmp.Sync())
	if err == nil {
		err = os.Rename(r.tmp.Name(), r.path)
	}
	if err != nil {
		return noRoom(fmt.Errorf("keep the extract: %w", err))
	}
	err = r.tmp.Close()
	r.tmp = nil
	return errors.Join(err, syncDir(filepath.Dir(r.path)))
}

// drop removes an extract that is not kept, and closes what is open.
func (r *received) drop() {
	r.syncs.Wait()
	r.in.Close()
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

// sweep removes what a killed load left behind. Nobody else is loading: the lake has one writer.
func sweep(dir string) error {
	for _, pattern := range []string{receiving, spooled} {
		left, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		for _, path := range left {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return nil
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
	_ = d.Sync()
	return d.Close()
}
