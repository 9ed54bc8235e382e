package casework

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"vigie"
)

// Export writes the whole store, as it is at one moment, into an archive. Nobody waits for it. The file is there when it is whole, and is
// refused where there is one already.
func (s *Store) Export(ctx context.Context, to string) (m Manifest, err error) {
	if _, err := os.Lstat(to); err == nil {
		return m, vigie.Errorf(vigie.Conflict, "export to %s: there is a file of that name: choose another", to)
	}
	temp, err := os.CreateTemp(filepath.Dir(to), filepath.Base(to)+".part-*") // only its owner reads it
	if err != nil {
		return m, vigie.Errorf(vigie.Unavailable, "export: %w", err)
	}
	defer os.Remove(temp.Name())
	defer temp.Close()
	w := bufio.NewWriterSize(temp, 1<<20)
	err = s.engine.view(ctx, func(tx *sql.Tx) error {
		m, err = s.export(ctx, tx, w)
		return err
	})
	if err != nil {
		return m, fmt.Errorf("export to %s: %w", to, err)
	}
	for _, step := range []func() error{w.Flush, temp.Sync, func() error { return os.Rename(temp.Name(), to) }, func() error { return syncFolder(filepath.Dir(to)) }} {
		if err := step(); err != nil {
			return m, vigie.Errorf(vigie.Unavailable, "export to %s: %w", to, err)
		}
	}
	return m, nil
}

func (s *Store) export(ctx context.Context, tx *sql.Tx, to io.Writer) (Manifest, error) {
	m := Manifest{Format: archiveFormat, Tables: []TableSum{}, Files: []FileSum{}}
	if err := tx.QueryRowContext(ctx, "SELECT max(version_id) FROM schema_version").Scan(&m.Schema); err != nil {
		return m, err
	}
	z := zip.NewWriter(to)
	for _, t := range tablesOf(m.Schema) {
		w, err := z.Create("table/" + t.name + ".jsonl")
		if err != nil {
			return m, err
		}
		sum, err := t.sum(ctx, tx, w)
		if err != nil {
			return m, err
		}
		m.Tables = append(m.Tables, sum)
	}
	if err := s.exportFiles(ctx, tx, z, &m); err != nil {
		return m, err
	}
	w, err := z.Create("manifest.json")
	if err != nil {
		return m, err
	}
	return m, errors.Join(json.NewEncoder(w).Encode(m), z.Close())
}

// exportFiles writes all files of evidence. A file is kept before a row names it, so that none is missing that the view names, unless it
// was lost.
func (s *Store) exportFiles(ctx context.Context, tx *sql.Tx, z *zip.Writer, m *Manifest) error {
	hashes, err := s.files.all()
	if err != nil {
		return err
	}
	for _, hash := range hashes {
		w, err := z.CreateHeader(&zip.FileHeader{Name: "evidence/" + hash, Method: zip.Store}) // pictures are packed already
		if err != nil {
			return err
		}
		size, err := s.files.copy(ctx, hash, w)
		if err != nil {
			return err
		}
		m.Files = append(m.Files, FileSum{hash, size})
	}
	return eachRow(ctx, tx, "SELECT DISTINCT hash FROM evidence ORDER BY hash", nil, func(rs *sql.Rows) error {
		var hash string
		if err := rs.Scan(&hash); err != nil {
			return err
		}
		if _, there := slices.BinarySearch(hashes, hash); !there {
			m.Missing = append(m.Missing, hash)
		}
		return nil
	})
}

// all are the hashes of all files, in order.
func (f files) all() ([]string, error) {
	found, err := fs.Glob(os.DirFS(f.dir), "??/*")
	for i := range found {
		found[i] = path.Base(found[i])
	}
	slices.Sort(found)
	return found, err
}

// copy writes a file, and tells when it is not any more what its name says.
func (f files) copy(ctx context.Context, hash string, to io.Writer) (int64, error) {
	if err := f.has(hash); err != nil {
		return 0, err
	}
	from, err := os.Open(f.path(hash))
	if err != nil {
		return 0, err
	}
	defer from.Close()
	sum := sha256.New()
	size, err := io.Copy(io.MultiWriter(to, sum), patient{ctx, from})
	if err == nil && hex.EncodeToString(sum.Sum(nil)) != hash {
		err = vigie.Errorf(vigie.Refused, "file %s of evidence was changed on the disk: put it back from a backup", hash)
	}
	return size, err
}
