//go:build unix

package source

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"vigie"
	"vigie/lake"
)

// A test that must die, or live with less, runs in a child process: this binary once more, told by the environment what
// to do.
const childDoes, childHome, childData = "VIGIE_TEST_CHILD", "VIGIE_TEST_HOME", "VIGIE_TEST_DATA"

func TestMain(m *testing.M) {
	switch os.Getenv(childDoes) {
	case "":
		os.Exit(m.Run())
	case "load":
		os.Exit(childLoad())
	}
}

// childLoad loads everything and prints the peak of its memory in kilobytes, or the error.
func childLoad() int {
	ctx, home := context.Background(), os.Getenv(childHome)
	l, err := lake.Open(ctx, filepath.Join(home, "lake", "build.duckdb"), lake.Options{Threads: 2, MemoryMB: 150})
	if err != nil {
		fmt.Println(err)
		return 1
	}
	r, err := Load(ctx, l, works(), Options{Data: os.Getenv(childData), Registers: filepath.Join(home, "registers"), Now: now})
	if err = errors.Join(err, l.Close()); err != nil {
		fmt.Println(err)
		return 1
	}
	for i := range r.Batches {
		fmt.Println(r.Batches[i].String())
	}
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	fmt.Printf("peak %d\n", usage.Maxrss)
	return 0
}

func child(t *testing.T, home, data string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDoes+"=load", childHome+"="+home, childData+"="+data)
	return cmd
}

// manyWorks writes an extract of so many rows.
func manyWorks(t *testing.T, path string, rows, amount int) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	w.WriteString(header)
	for i := range rows {
		fmt.Fprintf(w, "%d,1000000021,2024-01-%02d,%d,roof,\"street %x, town\"\n", i, 1+i%28, amount+i%3, uint64(i)*0x9E3779B97F4A7C15)
	}
	if err := errors.Join(w.Flush(), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestKilled kills a load at random moments, again and again, and looks each time for half an extract.
func TestKilled(t *testing.T) {
	t.Parallel()
	const rows, extracts = 60_000, 3
	home, data := t.TempDir(), t.TempDir()
	for i := range extracts {
		manyWorks(t, filepath.Join(data, fmt.Sprintf("works-2024-0%d-15.csv", i+2)), rows, i/2)
	}
	r := rand.New(rand.NewPCG(uint64(os.Getpid()), 0))
	killed := 0
	for range 8 {
		cmd := child(t, home, data)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.IntN(700)) * time.Millisecond)
		cmd.Process.Kill()
		if cmd.Wait() != nil {
			killed++
		}
		wholeOrNothing(t, home, rows)
	}
	if out, err := child(t, home, data).CombinedOutput(); err != nil {
		t.Fatalf("after %d kills: %s", killed, out)
	}
	if n := wholeOrNothing(t, home, rows); n != extracts {
		t.Errorf("after %d kills and a load to the end there are %d extracts, want %d", killed, n, extracts)
	}
	if left, _ := filepath.Glob(filepath.Join(home, "registers", ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	t.Logf("killed %d times", killed)
}

// wholeOrNothing opens the lake after a kill: each batch has all its rows, each row its batch, each kept extract its name.
func wholeOrNothing(t *testing.T, home string, rows int) (batches int) {
	t.Helper()
	ctx := t.Context()
	l, err := lake.Open(ctx, filepath.Join(home, "lake", "build.duckdb"), lake.Options{})
	if err != nil {
		t.Fatalf("the lake does not open after a kill: %v", err)
	}
	defer l.Close()
	if err := Declare(ctx, l, works()); err != nil {
		t.Fatal(err)
	}
	f, err := l.Frame(ctx, `SELECT b.added + b.corrected AS promised, count(r.line) AS there, any_value(b.rows) AS rows
		FROM batch AS b LEFT JOIN register.works AS r USING (batch_id) GROUP BY b.batch_id, b.added, b.corrected`)
	if err != nil {
		t.Fatal(err)
	}
	for i := range f.Rows {
		if f.Columns[0].Numbers[i] != f.Columns[1].Numbers[i] || int(f.Columns[2].Numbers[i]) != rows {
			t.Errorf("a batch promises %v rows and has %v", f.Columns[0].Numbers[i], f.Columns[1].Numbers[i])
		}
	}
	var strays int
	if err := l.QueryRow(ctx, "SELECT count(*) FROM register.works WHERE batch_id NOT IN (SELECT batch_id FROM batch)").Scan(&strays); err != nil || strays > 0 {
		t.Errorf("%d rows belong to no batch, %v", strays, err)
	}
	kept, _ := filepath.Glob(filepath.Join(home, "registers", "*.csv"))
	for _, path := range kept {
		content, err := os.ReadFile(path)
		sum := sha256.Sum256(content)
		if name := strings.TrimSuffix(filepath.Base(path), ".csv"); err != nil || hex.EncodeToString(sum[:]) != name {
			t.Errorf("%s holds something else than its name says", path)
		}
	}
	return f.Rows
}

// TestCalledOff cancels a load wherever it happens to be, and loads again.
func TestCalledOff(t *testing.T) {
	t.Parallel()
	o := newOffice(t, works())
	manyWorks(t, filepath.Join(o.data, "works-2024-02-15.csv"), 60_000, 1)
	for _, after := range []time.Duration{0, time.Millisecond, 5 * time.Millisecond, 20 * time.Millisecond, 60 * time.Millisecond, 150 * time.Millisecond} {
		ctx, cancel := context.WithTimeout(t.Context(), after)
		_, err := Load(ctx, o.lake, o.pack, o.options())
		cancel()
		if err == nil {
			break // it was done before
		}
		if got := o.rows("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'register'"); got == "1" {
			if got := o.rows("SELECT count(*) FROM register.works"); got != "0" {
				t.Errorf("%s rows stayed after %v", got, after)
			}
		}
		if left, _ := filepath.Glob(filepath.Join(o.home, "registers", ".*")); len(left) > 0 {
			t.Errorf("left behind after %v: %v", after, left)
		}
	}
	if b := o.load().Batches[0]; b.Rows != 60_000 {
		t.Errorf("%+v", b)
	}
}

// TestAHundredMegabyteLine bounds the memory that a file can take.
func TestAHundredMegabyteLine(t *testing.T) {
	t.Parallel()
	home, data := t.TempDir(), t.TempDir()
	for name, begin := range map[string]string{"works-2024-02-15.csv": "2,,2024-01-02,1,roof,", "works-2024-03-15.csv": "2,,2024-01-02,1,roof,\""} {
		f, err := os.Create(filepath.Join(data, name))
		if err != nil {
			t.Fatal(err)
		}
		w := bufio.NewWriter(f)
		w.WriteString(header + "1,,2024-01-02,1,roof,\n" + begin)
		for range 100 << 10 {
			w.WriteString(strings.Repeat("x", 1<<10))
		}
		w.WriteString("\n3,,2024-01-02,1,roof,\n")
		if err := errors.Join(w.Flush(), f.Close()); err != nil {
			t.Fatal(err)
		}
	}
	out, err := child(t, home, data).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if n := strings.Count(string(out), "3 rows"); n != 2 || strings.Count(string(out), "1 refused") != 2 {
		t.Errorf("%s", out)
	}
	_, peak, _ := strings.Cut(string(out), "peak ")
	kb, _ := strconv.Atoi(strings.TrimSpace(peak))
	if limit := 400 << 10; kb > limit && !underRace {
		t.Errorf("a file with a line of 100 MB took %d MB of memory", kb>>10)
	}
	l, err := lake.Open(t.Context(), filepath.Join(home, "lake", "build.duckdb"), lake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	f, err := l.Frame(t.Context(), "SELECT reason, line, length(raw) FROM reject")
	if err != nil {
		t.Fatal(err)
	}
	for i := range f.Rows {
		if f.Columns[1].Numbers[i] != 3 || f.Columns[2].Numbers[i] > keepRaw+1 || !strings.Contains(f.Columns[0].Texts[i], "bytes long; a row may have") {
			t.Errorf("line %v: %s (%v signs kept)", f.Columns[1].Numbers[i], f.Columns[0].Texts[i], f.Columns[2].Numbers[i])
		}
	}
}

// TestChangedWhileRead appends to an extract in the middle of its load.
func TestChangedWhileRead(t *testing.T) {
	t.Parallel()
	o := newOffice(t, works())
	o.put("works-2024-02-15.csv", header+"1,,2024-01-02,1,roof,\n")
	options := o.options()
	options.Progress = func(p Progress) {
		if p.Step == Reading {
			o.put("works-2024-02-15.csv", header+"1,,2024-01-02,1,roof,\n2,,2024-01-02,1,roof,\n")
		}
	}
	_, err := Load(t.Context(), o.lake, o.pack, options)
	if vigie.CodeOf(err) != vigie.Unavailable || !strings.Contains(err.Error(), "changed while it was read") {
		t.Errorf("error %v", err)
	}
	if got := o.rows("SELECT (SELECT count(*) FROM works) + (SELECT count(*) FROM batch)"); got != "0" {
		t.Errorf("%s rows and batches stayed", got)
	}
	if b := o.load().Batches[0]; b.Added != 2 {
		t.Errorf("%+v", b)
	}
}

// TestNoRoom loads into folders that can not be written to, or hold too little.
func TestNoRoom(t *testing.T) {
	t.Parallel()
	t.Run("AFileIsInTheWay", func(t *testing.T) {
		t.Parallel()
		o := newOffice(t, works())
		o.put("works-2024-02-15.csv", header+"1,,2024-01-02,1,roof,\n")
		if err := os.WriteFile(filepath.Join(o.home, "registers"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(t.Context(), o.lake, o.pack, o.options()); err == nil || !strings.HasPrefix(err.Error(), "load works: works-2024-02-15.csv keep the extract: ") {
			t.Errorf("error %v", err)
		}
	})
	for name, test := range map[string]struct {
		folder, options, says string
	}{
		"RegistersAreFull":     {"registers", "size=1m", "the disk is full"},
		"RegistersAreReadOnly": {"registers", "ro", "the folder can not be written to"},
		"LakeIsFull":           {"lake", "size=1500k", "the disk is full"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := &office{t: t, home: t.TempDir(), data: t.TempDir(), pack: works()}
			folder := filepath.Join(o.home, test.folder)
			mount(t, folder, test.options)
			o.open()
			manyWorks(t, filepath.Join(o.data, "works-2024-02-15.csv"), 200_000, 1)
			_, err := Load(t.Context(), o.lake, o.pack, o.options())
			if vigie.CodeOf(err) != vigie.Unavailable || !strings.Contains(err.Error(), test.says) {
				t.Errorf("error %v", err)
			}
			if test.folder == "lake" {
				o.lake.Close()
				o.open() // as it was before
			}
			if got := o.rows("SELECT (SELECT count(*) FROM works) + (SELECT count(*) FROM batch)"); got != "0" {
				t.Errorf("%s rows and batches stayed", got)
			}
			if left, _ := filepath.Glob(filepath.Join(folder, ".*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// mount puts a file system in memory on a folder, and skips the test loudly where that is not allowed.
func mount(t *testing.T, folder, options string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("SKIPPED: a full disk is made with a tmpfs, which only Linux has")
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "none", folder).CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: a full disk is made with a tmpfs, and this user may not mount one: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", "-l", folder).CombinedOutput(); err != nil {
			t.Errorf("umount: %v %s", err, out)
		}
	})
}
