package belgium

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// written are the registers of a small country.
func written(t *testing.T, threads int) string {
	t.Helper()
	dir := t.TempDir()
	if _, err := Write(t.Context(), dir, Options{Employers: 500, Seed: 3, Truth: true, Threads: threads}); err != nil {
		t.Fatal(err)
	}
	return dir
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
	one, four := sums(written(t, 1)), sums(written(t, 4))
	if len(one) < 100 || len(one) != len(four) {
		t.Errorf("%d files on one thread, %d on four", len(one), len(four))
	}
	for name, sum := range one {
		if four[name] != sum {
			t.Errorf("%s differs", name)
		}
	}
}

func TestTruthLiesApart(t *testing.T) {
	t.Parallel()
	dir := written(t, 2)
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
	dir := written(t, 2)
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
	dir := written(t, 2)
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
