package belgium

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// sharedDir is the folder of registers that all tests read, once one has asked for it; TestMain removes it.
var sharedDir string

var shared = sync.OnceValues(func() (string, error) {
	var err error
	if sharedDir, err = os.MkdirTemp("", "belgium"); err != nil {
		return "", err
	}
	_, err = Write(context.Background(), sharedDir, Options{Employers: 500, Seed: 3, Truth: true})
	return sharedDir, err
})

// written are the registers of a small country, to be read only.
func written(t *testing.T) string {
	t.Helper()
	dir, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestMain(m *testing.M) {
	code := m.Run()
	if sharedDir != "" {
		if err := os.RemoveAll(sharedDir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

func TestSameBytesOnAnyNumberOfThreads(t *testing.T) {
	t.Parallel()
	sums := func(dir string) map[string][32]byte {
		all := map[string][32]byte{}
		err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			text, err := os.ReadFile(filepath.Join(dir, name))
			all[name] = sha256.Sum256(text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	again := t.TempDir()
	if _, err := Write(t.Context(), again, Options{Employers: 500, Seed: 3, Truth: true, Threads: 1}); err != nil {
		t.Fatal(err)
	}
	one, two := sums(again), sums(written(t))
	if len(one) < 100 || len(one) != len(two) {
		t.Errorf("%d files on one thread, %d on two", len(one), len(two))
	}
	for name, sum := range one {
		if two[name] != sum {
			t.Errorf("%s differs", name)
		}
	}
}

func TestTruthLiesApart(t *testing.T) {
	t.Parallel()
	dir := written(t)
	truths, err := filepath.Glob(filepath.Join(dir, "truth", "*"))
	if err != nil || len(truths) != 1 {
		t.Errorf("truth is in %v: %v", truths, err)
	}
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if !strings.HasPrefix(name, "truth") && strings.Contains(name, "fraud") {
			t.Errorf("%s is where a pack may read it", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestRegistersReferToFirmsThatExist(t *testing.T) {
	t.Parallel()
	dir := written(t)
	firms := map[string]bool{}
	for _, pattern := range []string{"kbo/*_Full/enterprise.csv", "kbo/*_Update/enterprise_insert.csv"} {
		for _, row := range readRegister(t, dir, pattern) {
			firms[strings.ReplaceAll(row["EnterpriseNumber"], ".", "")] = true
		}
	}
	for pattern, columns := range map[string][]string{
		"works/works-*.csv": {"ContractorID", "ClientID"}, "works/contract-*.csv": {"PrincipalID", "SubcontractorID"},
		"presence/checkin-*.csv.zst": {"CompanyID"}, "presence/ciao-*.csv.zst": {"CompanyID"}, "limosa/limosa-*.csv": {"ClientID"},
		"mandate/mandate-*.csv": {"CompanyID"}, "mandate/bankruptcy-*.csv": {"CompanyID"}, "vat/return-*.csv": {"CompanyID"},
		"vat/client-*.csv.zst": {"SupplierID", "ClientID"}, "horeca/cash-*.csv": {"CompanyID"}, "tip/tip-*.csv": {"CompanyID"},
		"inspection/visit-*.csv": {"CompanyID"}, "inspection/inspection-*.csv": {"CompanyID"}, "truth/fraud.csv": {"CompanyID"},
	} {
		rows := readRegister(t, dir, pattern)
		unknown := 0
		for _, row := range rows {
			for _, c := range columns {
				if row[c] != "" && !firms[row[c]] {
					unknown++
				}
			}
		}
		// Mistyped numbers are dirt; firms that came and went between two extracts of the company register are in none.
		if float64(unknown) > .015*float64(len(rows))+3 {
			t.Errorf("%s: %d of %d rows name a firm that no company register knows", pattern, unknown, len(rows))
		}
	}
}

func TestPresenceWithinTheWorks(t *testing.T) {
	t.Parallel()
	dir := written(t)
	from, to := map[string]string{}, map[string]string{}
	for _, row := range readRegister(t, dir, "works/works-*.csv") {
		from[row["WorksId"]], to[row["WorksId"]] = row["StartingDate"], row["EndingDate"]
	}
	rows := readRegister(t, dir, "presence/checkin-*.csv.zst")
	for _, row := range rows {
		on, works := row["PresenceDate"], row["WorksId"]
		if on != "2024-02-30" && (from[works] == "" || on < from[works] || on > to[works]) {
			t.Errorf("presence on %s at works %s, of %s to %s", on, works, from[works], to[works])
		}
	}
	if len(rows) < 10_000 {
		t.Errorf("%d rows of presence", len(rows))
	}
}

// readRegister reads all extracts of a register as rows by column, in the order of the extracts.
func readRegister(t *testing.T, dir, pattern string) []map[string]string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(names) == 0 {
		t.Fatalf("no extract %s: %v", pattern, err)
	}
	var rows []map[string]string
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		var from io.Reader = f
		if strings.HasSuffix(name, ".zst") {
			z, err := zstd.NewReader(f)
			if err != nil {
				t.Fatal(err)
			}
			defer z.Close()
			from = z
		}
		c := csv.NewReader(from)
		c.FieldsPerRecord = -1
		header, err := c.Read()
		for ; err == nil; err = nil {
			var row []string
			if row, err = c.Read(); err != nil {
				break
			}
			if len(row) == len(header) { // others are dirt
				m := make(map[string]string, len(row))
				for i, v := range row {
					m[header[i]] = v
				}
				rows = append(rows, m)
			}
		}
		if err != nil && err != io.EOF {
			t.Fatalf("%s: %v", name, err)
		}
		f.Close()
	}
	return rows
}
