package belgium

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Whoever applies the updates of a year to a full file has the next full file.
func TestUpdatesReplayToTheNextFull(t *testing.T) {
	t.Parallel()
	dir := written(t)
	folders, err := filepath.Glob(filepath.Join(dir, "kbo", "*"))
	if err != nil || len(folders) != 7+6 {
		t.Fatalf("%d folders of the company register: %v", len(folders), err)
	}
	slices.SortFunc(folders, func(a, b string) int { // an update before the full file of its day
		x, y := filepath.Base(a), filepath.Base(b)
		if n := strings.Compare(x[:17], y[:17]); n != 0 {
			return n
		}
		return -strings.Compare(x, y)
	})
	for _, table := range kboTables {
		rows, changes := map[string]string{}, 0
		for n, folder := range folders {
			name := strings.TrimPrefix(folder, dir+"/") + "/" + table.name
			if strings.HasSuffix(folder, "_Full") {
				full := byKey(readRegister(t, dir, name+".csv"), table.columns, table.key)
				if n > 0 && !maps.Equal(full, rows) {
					t.Errorf("%s: %d keys, the updates before it lead to %d, or to other rows", name, len(full), len(rows))
				}
				rows = full
				continue
			}
			for _, gone := range readRegister(t, dir, name+"_delete.csv") {
				changes++
				delete(rows, gone[table.key])
			}
			for key, text := range byKey(readRegister(t, dir, name+"_insert.csv"), table.columns, table.key) {
				if rows[key] != "" {
					t.Errorf("%s: an update inserts %s without deleting it", name, key)
				}
				rows[key] = text
			}
		}
		if changes < 20 {
			t.Errorf("%s: %d rows deleted in six years", table.name, changes)
		}
	}
}

// byKey are all rows of a key as one text.
func byKey(rows []map[string]string, columns, key string) map[string]string {
	out := map[string]string{}
	for _, row := range rows {
		for _, c := range strings.Fields(columns) {
			out[row[key]] += row[c] + "|"
		}
	}
	return out
}

// keys are what the registers of this country are keyed by.
var keys = map[string]string{
	"nsso/employer-*.csv": "NLOSSRegistrationNbr", "dimona/*": "DimonaDeclarationId", "dmfa/declaration-*": "NLOSSRegistrationNbr Quarter",
	"dmfa/worker-*":     "Quarter NLOSSRegistrationNbr INSS WorkerRecordNbr",
	"dmfa/occupation-*": "Quarter NLOSSRegistrationNbr INSS WorkerRecordNbr OccupationSequenceNbr",
	"nsso/account-*":    "NLOSSRegistrationNbr Quarter", "residence/*": "INSS FromDate", "self-employed/*": "INSS CompanyID FromDate",
	"benefit/temporary-*": "INSS CompanyID Month", "benefit/benefit-*": "INSS Kind FromDate",
}

// An extract holds a key once, as it was when the extract was made; only dirt comes twice.
func TestKeysComeOnce(t *testing.T) {
	t.Parallel()
	dir := written(t)
	for pattern, columns := range keys {
		files, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files: %v", pattern, err)
		}
		rows, twice := 0, 0
		for _, file := range files {
			seen := map[string]bool{}
			for _, row := range readRegister(t, dir, strings.TrimPrefix(file, dir+"/")) {
				key := ""
				for _, c := range strings.Fields(columns) {
					key += row[c] + "|"
				}
				if rows++; seen[key] {
					twice++
				}
				seen[key] = true
			}
		}
		if float64(twice) > .009*float64(rows)+3 {
			t.Errorf("%s: %d of %d rows have the key of another row of their extract", pattern, twice, rows)
		}
		t.Logf("%s: %d rows, %d twice", pattern, rows, twice)
	}
}
