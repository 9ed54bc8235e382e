package harbour

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vigie"
)

func TestSameSeedSameBytes(t *testing.T) {
	t.Parallel()
	first, again, other := t.TempDir(), t.TempDir(), t.TempDir()
	write(t, first, Options{Employers: 200, Seed: 7, Truth: true})
	write(t, again, Options{Employers: 200, Seed: 7, Truth: true})
	write(t, other, Options{Employers: 200, Seed: 8, Truth: true})
	if a, b := hashes(t, first), hashes(t, again); a != b {
		t.Errorf("the same seed wrote\n%s\nand then\n%s", a, b)
	}
	if hashes(t, first) == hashes(t, other) {
		t.Error("another seed wrote the same country")
	}
}

func TestTruthOnlyWhenAsked(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, Options{Employers: 200, Seed: 1})
	if _, err := os.Stat(filepath.Join(dir, "truth.csv")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("truth.csv: %v, want it not to exist", err)
	}
	with := t.TempDir()
	write(t, with, Options{Employers: 200, Seed: 1, Truth: true})
	if err := os.Remove(filepath.Join(with, "truth.csv")); err != nil {
		t.Fatal(err)
	}
	if hashes(t, dir) != hashes(t, with) {
		t.Error("asking for the truth changed the registers")
	}
}

func TestCheckDigits(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r := write(t, dir, Options{Employers: 200, Seed: 3})
	for _, f := range r.Files {
		wrong := 0
		for _, row := range read(t, filepath.Join(dir, f.Name)) {
			number := row[0]
			if slices.Contains([]string{"complaints", "visits", "inspections"}, strings.SplitN(f.Name, "-", 2)[0]) {
				number = row[1]
			}
			if !validNumber(number) {
				wrong++
			}
		}
		if wrong > f.Dirt {
			t.Errorf("%s: %d numbers with wrong check digits, and only %d rows of dirt", f.Name, wrong, f.Dirt)
		}
	}
}

func TestDirtIsRare(t *testing.T) {
	t.Parallel()
	r := write(t, t.TempDir(), Options{Employers: 400, Seed: 3})
	rows, dirt := 0, 0
	for _, f := range r.Files {
		if f.Rows == 0 || f.Dirt == 0 {
			t.Errorf("%s has %d rows and %d of dirt, want some of both", f.Name, f.Rows, f.Dirt)
		}
		rows, dirt = rows+f.Rows, dirt+f.Dirt
	}
	if share := float64(dirt) / float64(rows); share < .002 || share > .004 {
		t.Errorf("%.4f of the rows are dirt, want about .003", share)
	}
}

// The base rates are those of real inspectorates, as result.go says. About 300 random visits leave much to chance, hence
// the wide range.
func TestBaseRates(t *testing.T) {
	t.Parallel()
	wants := []struct {
		channel               string
		leastShare, mostShare float64 // of all visits
		leastFound, mostFound float64 // of its own
	}{
		{"random", .05, .07, .07, .14},
		{"targeted", .55, .72, .28, .45},
		{"complaint", .15, .30, .24, .40},
		{"new-employer", .03, .09, .08, .22},
	}
	r := write(t, t.TempDir(), Options{Seed: 1})
	if n := total(r.Visits); n < 4500 || n > 6500 {
		t.Errorf("%d inspections, want about 5 thousand", n)
	}
	for _, w := range wants {
		share := float64(r.Visits[w.channel]) / float64(total(r.Visits))
		found := float64(r.Findings[w.channel]) / float64(r.Visits[w.channel])
		t.Logf("%s: %.3f of the visits, %.3f of them positive", w.channel, share, found)
		if share < w.leastShare || share > w.mostShare {
			t.Errorf("%s: %.3f of the visits, want %.2f to %.2f", w.channel, share, w.leastShare, w.mostShare)
		}
		if found < w.leastFound || found > w.mostFound {
			t.Errorf("%s: %.3f positive, want %.2f to %.2f", w.channel, found, w.leastFound, w.mostFound)
		}
	}
}

// Nobody in the invented country exists: a firm is syllables and a trade, a manager is a code.
func TestNobodyExists(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, Options{Employers: 300, Seed: 5})
	var words []string
	for _, list := range trades {
		words = append(words, list...)
	}
	name := regexp.MustCompile(`^\pL{4,14} (` + strings.Join(words, "|") + `)( & Co)?$`)
	code := regexp.MustCompile(`^[MP]-\d{7}$`)
	for _, row := range read(t, filepath.Join(dir, "employers-2025-09-30.csv")) {
		if len(row) < 11 {
			continue
		}
		if !name.MatchString(row[1]) {
			t.Errorf("employer %s is called %q, want syllables and a trade", row[0], row[1])
		}
		if !code.MatchString(row[9]) || !code.MatchString(row[10]) {
			t.Errorf("employer %s: manager %q, premises %q, want codes", row[0], row[9], row[10])
		}
	}
}

func TestOptions(t *testing.T) {
	t.Parallel()
	if _, err := Write(t.Context(), t.TempDir(), Options{Employers: 12}); vigie.CodeOf(err) != vigie.Invalid {
		t.Errorf("12 employers: %v, want %s", err, vigie.Invalid)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Write(ctx, t.TempDir(), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that ended: %v, want it said", err)
	}
}

func write(t *testing.T, dir string, o Options) Report {
	t.Helper()
	r, err := Write(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func hashes(t *testing.T, dir string) string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range files {
		content, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%x %s\n", sha256.Sum256(content), f.Name())
	}
	return b.String()
}

// read reads the rows of an extract, ragged ones too, without the header.
func read(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var from io.Reader = bufio.NewReader(f)
	if strings.HasSuffix(path, ".gz") {
		if from, err = gzip.NewReader(from); err != nil {
			t.Fatal(err)
		}
	}
	c := csv.NewReader(from)
	c.FieldsPerRecord = -1
	if strings.Contains(path, "turnover") {
		c.Comma = ';'
	}
	rows, err := c.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

func validNumber(number string) bool {
	if len(number) != 10 {
		return false
	}
	payload, err := strconv.Atoi(number[:8])
	if err != nil {
		return false
	}
	check, err := strconv.Atoi(number[8:])
	return err == nil && check == 97-payload%97
}

// total counts over all channels.
func total(by map[string]int) int {
	n := 0
	for _, v := range by {
		n += v
	}
	return n
}
