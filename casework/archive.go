package casework

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"vigie"
)

// An archive is a whole store in one zip file, the same whichever database it came from:
//
//	table/<name>.jsonl   one row a line, as a list of values in the order of the first line, which names the columns
//	evidence/<hash>      the files
//	manifest.json        what has to be in it, with counts and hashes
//
// Log-ins are not in it: they are nothing that was decided, and end with the server they were made on.

// Manifest says what is in an archive.
type Manifest struct {
	Format  int        `json:"format"`
	Schema  int64      `json:"schema"` // of the store that it came from
	Tables  []TableSum `json:"tables"`
	Files   []FileSum  `json:"files"`
	Missing []string   `json:"missing,omitempty"` // files that the store names and does not have
}

// TableSum is a table's rows, and the SHA-256 of its file in the archive.
type TableSum struct {
	Name string `json:"name"`
	Rows int64  `json:"rows"`
	Hash string `json:"hash"`
}

// FileSum is a file of evidence.
type FileSum struct {
	Hash string `json:"hash"`
	Size int64  `json:"size"`
}

// archiveFormat is the version of the layout above.
const archiveFormat = 1

// table is a table of an archive, the order of its rows, and the schema that brought it.
type table struct {
	name, order string
	since       int64
}

// tablesOf are all tables of a store of that schema that hold what was decided.
func tablesOf(schema int64) []table {
	out := []table{
		{"revision", "kind, id, version", 2}, {"mention", "kind, field, value, id", 2}, {"event", "seq", 2}, {"event_key", "key, seq", 2},
		{"entry", "seq", 2}, {"entry_thing", "kind, id, seq", 2}, {"receipt", "key", 2},
	}
	for _, name := range []string{signals.table, phenomena.table, methodologies.table, consultations.table, investigations.table, targets.table, feedback.table,
		rollOuts.table, evidence.table, users.table, credentials.table, webhooks.table, views.table} {
		out = append(out, table{name, "id", 2})
	}
	out = append(out, table{openings.table, "id", 3}, table{jobs.table, "id", 4}, table{judgements.table, "id", 7}, table{fieldTests.table, "id", 8}, table{envelopes.table, "id", 8}, table{versions.table, "id", 10}, table{reports.table, "id", 12}, table{boundaries.table, "id", 13}, table{disclosures.table, "id", 14}, table{lates.table, "id", 15})
	return slices.DeleteFunc(out, func(t table) bool { return t.since > schema })
}

// sum writes a table as lines and returns their count and hash.
func (t table) sum(ctx context.Context, tx *sql.Tx, to io.Writer) (TableSum, error) {
	s := TableSum{Name: t.name}
	hash := sha256.New()
	w := bufio.NewWriterSize(io.MultiWriter(to, hash), 1<<16)
	rs, err := tx.QueryContext(ctx, "SELECT * FROM "+t.name+" ORDER BY "+t.order)
	if err != nil {
		return s, err
	}
	defer rs.Close()
	columns, err := rs.Columns()
	if err != nil {
		return s, err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(columns); err != nil {
		return s, err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for ; rs.Next(); s.Rows++ {
		if err := rs.Scan(into...); err != nil {
			return s, err
		}
		for i := range values {
			if b, ok := values[i].([]byte); ok && b == nil {
				values[i] = "" // so SQLite gives back a value without bytes; no column is without a value
			}
		}
		if err := enc.Encode(values); err != nil { // bytes become base64
			return s, err
		}
	}
	if err := rs.Err(); err != nil {
		return s, err
	}
	err = w.Flush()
	s.Hash = hex.EncodeToString(hash.Sum(nil))
	return s, err
}

// fill reads lines into the table, many at once.
func (t table) fill(ctx context.Context, tx *sql.Tx, from io.Reader) error {
	dec := json.NewDecoder(bufio.NewReaderSize(from, 1<<16))
	dec.UseNumber()
	var columns []string
	if err := dec.Decode(&columns); err != nil {
		return vigie.Errorf(vigie.Refused, "%w", err)
	}
	types, err := t.types(ctx, tx, columns)
	if err != nil {
		return err
	}
	var values []any
	for dec.More() {
		var row []any
		if err := dec.Decode(&row); err != nil {
			return vigie.Errorf(vigie.Refused, "%w", err)
		}
		if len(row) != len(columns) {
			return vigie.Errorf(vigie.Refused, "a row has %d values for %d columns", len(row), len(columns))
		}
		for i := range row {
			v, err := stored(types[i], row[i])
			if err != nil {
				return vigie.Errorf(vigie.Refused, "%w", err)
			}
			values = append(values, v)
		}
		if len(values) > 4000 {
			if err := t.insert(ctx, tx, columns, values); err != nil {
				return err
			}
			values = values[:0]
		}
	}
	return t.insert(ctx, tx, columns, values)
}

// types are the columns' types in this database; columns that it does not have are refused, so that an archive can name nothing else.
func (t table) types(ctx context.Context, tx *sql.Tx, columns []string) ([]string, error) {
	rs, err := tx.QueryContext(ctx, "SELECT * FROM "+t.name+" LIMIT 0")
	if err != nil {
		return nil, err
	}
	defer rs.Close()
	have, err := rs.ColumnTypes()
	if err != nil {
		return nil, err
	}
	named := map[string]string{}
	for _, c := range have {
		named[c.Name()] = c.DatabaseTypeName()
	}
	out := make([]string, len(columns))
	for i, c := range columns {
		if out[i] = named[c]; out[i] == "" {
			return nil, vigie.Errorf(vigie.Refused, "it has a column %q, and casework has none", c)
		}
		delete(named, c) // a second one is refused
	}
	return out, rs.Err()
}

// stored is a value of a line as the column takes it.
func stored(columnType string, v any) (any, error) {
	switch n := v.(type) {
	case json.Number:
		if strings.HasPrefix(columnType, "DOUBLE") || strings.HasPrefix(columnType, "FLOAT") {
			return n.Float64()
		}
		return n.Int64()
	case string:
		if columnType == "BYTEA" {
			return base64.StdEncoding.DecodeString(n)
		}
	}
	return v, nil
}

func (t table) insert(ctx context.Context, tx *sql.Tx, columns []string, values []any) error {
	if len(values) == 0 {
		return nil
	}
	var lists []string
	for at := 1; at <= len(values); at += len(columns) {
		lists = append(lists, places(at, len(columns)))
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO "+t.name+" ("+strings.Join(columns, ", ")+") VALUES "+strings.Join(lists, ", "), values...)
	return err
}

// readManifest opens an archive and reads what has to be in it.
func readManifest(path string) (*zip.ReadCloser, Manifest, error) {
	var m Manifest
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, m, vigie.Errorf(vigie.Refused, "open archive %s: %w", path, err)
	}
	f, err := z.Open("manifest.json")
	if err == nil {
		err = json.NewDecoder(f).Decode(&m)
		f.Close()
	}
	if err == nil && m.Format != archiveFormat {
		err = fmt.Errorf("it is of format %d, and this program reads %d", m.Format, archiveFormat)
	}
	if err != nil {
		z.Close()
		return nil, m, vigie.Errorf(vigie.Refused, "open archive %s: it is no whole casework archive: %w", path, err)
	}
	return z, m, nil
}
