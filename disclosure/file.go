package disclosure

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"vigie"
	"vigie/audit"
)

// KeyName is who signs manifests.
const KeyName = "vigie-disclosure"

// manifest is the file that says what the others are; head is its first line.
const (
	manifest = "manifest.txt"
	head     = KeyName + "/1"
)

// Write writes a disclosure as the service sees it on a day.
func Write(w io.Writer, d vigie.Disclosure, key *audit.Key, at time.Time, today vigie.Date) error {
	d = d.Outward(today)
	text, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return fmt.Errorf("write disclosure %s: %w", d.ID, err)
	}
	table, err := sheet(d)
	if err != nil {
		return fmt.Errorf("write disclosure %s: %w", d.ID, err)
	}
	files := map[string][]byte{"disclosure.json": append(text, '\n'), "targets.csv": table}
	signed, err := key.SignText(list(d.ID, at, files))
	if err != nil {
		return fmt.Errorf("write disclosure %s: %w", d.ID, err)
	}
	files[manifest] = []byte(signed)
	z := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at.UTC()})
		if err != nil {
			return err
		}
		if _, err := f.Write(files[name]); err != nil {
			return err
		}
	}
	return z.Close()
}

// list is the text of the manifest: its kind, the disclosure, when it was written, and a line for each file.
func list(id string, at time.Time, files map[string][]byte) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n%s\n", head, id, at.UTC().Format(time.RFC3339))
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&b, "%s  %s\n", sum(files[name]), name)
	}
	return b.String()
}

func sum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

// sheet is a line for each target, a column for each field.
func sheet(d vigie.Disclosure) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(append([]string{"item"}, d.Fields...)); err != nil {
		return nil, err
	}
	for _, t := range d.Targets {
		line := []string{t.Item}
		for _, f := range d.Fields {
			v := t.Values[f]
			if f == vigie.DisclosureReasons {
				v = reasons(t)
			}
			if v != "" && strings.ContainsRune("=+-@\t\r\n", rune(v[0])) {
				v = "'" + v // a spreadsheet must not take it for a formula
			}
			line = append(line, v)
		}
		if err := w.Write(line); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func reasons(t vigie.DisclosedTarget) string {
	names := make([]string, len(t.Reasons))
	for i, r := range t.Reasons {
		names[i] = r.Feature
	}
	return strings.Join(names, " ")
}

// Verified is what a whole file says of itself.
type Verified struct {
	Disclosure string `json:"disclosure"`
	WrittenAt  string `json:"writtenAt"`
	Targets    int    `json:"targets"`
	ExpiresOn  string `json:"expiresOn"`
	Service    string `json:"service"`
}

// tooLarge is more than a part of a file can be.
const tooLarge = 256 << 20

// Verify reads a file, and refuses one that this public key did not sign, or in which a part was added, left out or changed.
func Verify(r io.ReaderAt, size int64, public string) (*Verified, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, vigie.Errorf(vigie.Refused, "read a disclosure's file: %w", err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		if _, twice := files[f.Name]; twice {
			return nil, vigie.Errorf(vigie.Refused, "%s stands twice in it", f.Name)
		}
		if files[f.Name], err = part(f); err != nil {
			return nil, err
		}
	}
	text, err := audit.OpenText(string(files[manifest]), public)
	if err != nil {
		return nil, vigie.Errorf(vigie.CodeOf(err), "%s: %w", manifest, err)
	}
	delete(files, manifest)
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || lines[0] != head {
		return nil, vigie.Errorf(vigie.Refused, "%s is not a disclosure's", manifest)
	}
	if err := same(lines[3:], files); err != nil {
		return nil, err
	}
	var d vigie.Disclosure
	if err := json.Unmarshal(files["disclosure.json"], &d); err != nil {
		return nil, vigie.Errorf(vigie.Refused, "read disclosure.json: %w", err)
	}
	return &Verified{lines[1], lines[2], len(d.Targets), d.ExpiresOn.String(), d.Service}, nil
}

func part(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, vigie.Errorf(vigie.Refused, "read %s: %w", f.Name, err)
	}
	b, err := io.ReadAll(io.LimitReader(r, tooLarge+1))
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, vigie.Errorf(vigie.Refused, "read %s: %w", f.Name, err)
	}
	if len(b) > tooLarge {
		return nil, vigie.Errorf(vigie.Refused, "%s has more than %d bytes", f.Name, tooLarge)
	}
	return b, nil
}

// same holds the lines of a manifest against the files.
func same(lines []string, files map[string][]byte) error {
	listed := map[string]bool{}
	for _, line := range lines {
		if line == "" {
			continue
		}
		hash, name, _ := strings.Cut(line, "  ")
		content, ok := files[name]
		switch {
		case !ok:
			return vigie.Errorf(vigie.Refused, "%s was left out", name)
		case sum(content) != hash:
			return vigie.Errorf(vigie.Refused, "%s was changed after it was signed", name)
		}
		listed[name] = true
	}
	for name := range files {
		if !listed[name] {
			return vigie.Errorf(vigie.Refused, "%s was added", name)
		}
	}
	return nil
}
