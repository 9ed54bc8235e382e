package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"vigie"
)

// files is the folder of evidence: each content once, under its hash, in a folder named by the hash's first two signs.
type files struct{ dir string }

// Keep reads a content to its end and keeps it. It is on the disk, with its name, when Keep returns.
func (s *Store) Keep(ctx context.Context, r io.Reader, limit int64) (hash string, size int64, err error) {
	return s.files.keep(ctx, r, limit)
}

// Open returns a content, or not_found.
func (s *Store) Open(_ context.Context, hash string) (io.ReadCloser, error) {
	if err := s.files.has(hash); err != nil {
		return nil, err
	}
	return os.Open(s.files.path(hash))
}

func (f files) path(hash string) string { return filepath.Join(f.dir, hash[:2], hash) }

// has returns not_found when there is no such content. It also keeps anything but a hash from becoming a path.
func (f files) has(hash string) error {
	if b, err := hex.DecodeString(hash); err != nil || len(b) != sha256.Size || hex.EncodeToString(b) != hash {
		return vigie.Errorf(vigie.Invalid, "find evidence %q: a content is named by its SHA-256, 64 small hexadecimal digits", hash)
	}
	_, err := os.Stat(f.path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return vigie.Errorf(vigie.NotFound, "find evidence %s: its content is not here: keep the file first", hash)
	}
	return err
}

func (f files) keep(ctx context.Context, r io.Reader, limit int64) (hash string, size int64, err error) {
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return "", 0, vigie.Errorf(vigie.Unavailable, "keep evidence: %w", err)
	}
	temp, err := os.CreateTemp(f.dir, "incoming-*")
	if err != nil {
		return "", 0, vigie.Errorf(vigie.Unavailable, "keep evidence: %w", err)
	}
	defer os.Remove(temp.Name()) // not there any more when all went well
	defer temp.Close()
	sum := sha256.New()
	size, err = io.Copy(io.MultiWriter(temp, sum), io.LimitReader(patient{ctx, r}, limit+1))
	var disk *fs.PathError
	switch {
	case errors.As(err, &disk):
		return "", 0, vigie.Errorf(vigie.Unavailable, "keep evidence: %w", err)
	case err != nil:
		return "", 0, fmt.Errorf("keep evidence: %w", err)
	case size > limit:
		return "", 0, vigie.Errorf(vigie.Invalid, "keep evidence: the file is larger than %d bytes", limit)
	}
	hash = hex.EncodeToString(sum.Sum(nil))
	if err := f.settle(temp, hash); err != nil {
		return "", 0, vigie.Errorf(vigie.Unavailable, "keep evidence: %w", err)
	}
	return hash, size, nil
}

// settle gives a content its name, durably: first the content, then the name, then the folder of the name.
func (f files) settle(temp *os.File, hash string) error {
	if err := temp.Sync(); err != nil {
		return err
	}
	folder := filepath.Dir(f.path(hash))
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), f.path(hash)); err != nil {
		return err
	}
	return errors.Join(syncFolder(folder), syncFolder(f.dir))
}

func syncFolder(name string) error {
	d, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// patient reads until the context ends.
type patient struct {
	ctx context.Context
	r   io.Reader
}

func (p patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}

var _ vigie.Files = (*Store)(nil)
