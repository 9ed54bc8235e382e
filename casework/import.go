package casework

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/pressly/goose/v3"

	"vigie"
)

// Import fills an empty store from an archive, all of it or nothing, and brings it up to this program. What then stands in the store is
// counted and hashed again, and has to be what the archive says.
func Import(ctx context.Context, at string, o Options, archive string) (m Manifest, err error) {
	z, m, err := readManifest(archive)
	if err != nil {
		return m, err
	}
	defer z.Close()
	s, err := dial(ctx, at, o)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.importAll(ctx, &z.Reader, m); err != nil {
		return m, fmt.Errorf("import %s: %w", archive, s.engine.explain(err))
	}
	return m, s.migrate(ctx)
}

func (s *Store) importAll(ctx context.Context, z *zip.Reader, m Manifest) error {
	if err := s.prepare(ctx, m.Schema); err != nil {
		return err
	}
	for _, f := range m.Files {
		if err := s.importFile(ctx, z, f); err != nil {
			return fmt.Errorf("file %s of evidence: %w", f.Hash, err)
		}
	}
	return s.engine.change(ctx, func(tx *sql.Tx) error {
		for _, t := range tablesOf(m.Schema) {
			if err := t.importRows(ctx, tx, z, m); err != nil {
				return fmt.Errorf("table %s: %w", t.name, err)
			}
		}
		return nil
	})
}

// prepare makes the tables as they were where the archive came from.
func (s *Store) prepare(ctx context.Context, schema int64) error {
	p, err := s.migrator()
	if err != nil {
		return err
	}
	have, want, err := p.GetVersions(ctx)
	switch {
	case err != nil:
		return err
	case schema > want:
		return vigie.Errorf(vigie.Conflict, "it comes from a newer Vigie (schema %d, this program knows up to %d): run that version or a later one", schema, want)
	case have > schema:
		return vigie.Errorf(vigie.Conflict, "it comes from an older Vigie (schema %d), and the store is made already (schema %d): name one that is not there yet", schema, have)
	}
	_, err = p.UpTo(ctx, schema)
	if errors.Is(err, goose.ErrNoNextVersion) {
		return nil
	}
	return err
}

func (s *Store) importFile(ctx context.Context, z *zip.Reader, want FileSum) error {
	f, err := z.Open("evidence/" + want.Hash)
	if err != nil {
		return vigie.Errorf(vigie.Refused, "%w", err)
	}
	defer f.Close()
	hash, size, err := s.files.keep(ctx, f, want.Size)
	if err == nil && (hash != want.Hash || size != want.Size) {
		err = vigie.Errorf(vigie.Refused, "the archive holds something else under its name")
	}
	return err
}

// importRows fills the table and holds it to the manifest.
func (t table) importRows(ctx context.Context, tx *sql.Tx, z *zip.Reader, m Manifest) error {
	var want TableSum
	for _, sum := range m.Tables {
		if sum.Name == t.name {
			want = sum
		}
	}
	var n int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM "+t.name).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return vigie.Errorf(vigie.Conflict, "the store holds %d rows already, and an archive goes into an empty one: name another", n)
	}
	f, err := z.Open("table/" + t.name + ".jsonl")
	if err != nil {
		return vigie.Errorf(vigie.Refused, "%w", err)
	}
	defer f.Close()
	if err := t.fill(ctx, tx, f); err != nil {
		return err
	}
	got, err := t.sum(ctx, tx, io.Discard)
	if err == nil && got != want {
		err = vigie.Errorf(vigie.Refused, "%d rows with hash %.8s were read, and the archive says %d with %.8s: it was damaged or changed", got.Rows, got.Hash, want.Rows, want.Hash)
	}
	return err
}

// Check reads an archive to its end and holds it to its manifest, without a store.
func Check(ctx context.Context, archive string) (Manifest, error) {
	z, m, err := readManifest(archive)
	if err != nil {
		return m, err
	}
	defer z.Close()
	want := map[string]string{}
	for _, t := range m.Tables {
		want["table/"+t.Name+".jsonl"] = t.Hash
	}
	for _, f := range m.Files {
		want["evidence/"+f.Hash] = f.Hash
	}
	for name, hash := range want {
		if err := checkMember(ctx, &z.Reader, name, hash); err != nil {
			return m, vigie.Errorf(vigie.Refused, "check archive %s: %s: %w", archive, name, err)
		}
	}
	return m, nil
}

func checkMember(ctx context.Context, z *zip.Reader, name, hash string) error {
	f, err := z.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, patient{ctx, f}); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != hash {
		return errors.New("it is not what the manifest says")
	}
	return nil
}
