package pack

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// FuzzRead puts anything in the place of one file of the good pack. The reader must not panic and must not take long, and
// what it says must be one line a fault besides the way out, or a message could forge others.
func FuzzRead(f *testing.F) {
	for name, file := range goodPack(f) {
		f.Add(name, file.Data)
	}
	for _, c := range []string{"{", "a: &a [*a]", "? {a: b}\n: c", "---\n...\n---", "- - - -", "\xef\xbb\xbfpack: x", "a: !!binary x", "<<: {a: b}", "%YAML 9"} {
		f.Add("source/visit.yaml", []byte(c))
	}
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		if !fs.ValidPath(name) || name == "." || len(content) > 1<<16 {
			t.Skip("no folder has such a file, or it is larger than worth trying")
		}
		files := goodPack(t)
		for other := range files {
			if strings.HasPrefix(other, name+"/") || strings.HasPrefix(name, other+"/") {
				t.Skip("a file can not be a folder")
			}
		}
		files[name] = &fstest.MapFile{Data: content}

		begin := time.Now()
		p, faults := Read(files)
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("reading took %v", took)
		}
		if p == nil {
			t.Fatal("no pack")
		}
		for _, fault := range faults {
			if strings.ContainsAny(fault.What+fault.WayOut, "\n\r") {
				t.Errorf("a fault of several lines: %q", fault.String())
			}
		}
	})
}

// TestReadLarge holds the reader to its promise on files that are made to keep it busy.
func TestReadLarge(t *testing.T) {
	t.Parallel()

	list := func(n int, item func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(item(i))
		}
		return b.String()
	}
	number := func(i int) string {
		return string([]byte{'a' + byte(i%26), 'a' + byte(i/26%26), 'a' + byte(i/676%26), 'a' + byte(i/17576%26)})
	}
	tests := []struct{ name, file, content string }{
		{"TooLarge", "source/visit.yaml", strings.Repeat("# nothing\n", 200_000)},
		{"FlowDepth", "source/visit.yaml", "a: " + strings.Repeat("[", 20_000)},
		{"MapDepth", "source/visit.yaml", strings.Repeat("{a: ", 20_000)},
		{"ListDepth", "source/visit.yaml", strings.Repeat("- ", 20_000)},
		{"UnknownKeys", "source/visit.yaml", list(30_000, func(i int) string { return number(i) + ":\n" })},
		{"UnknownFeatures", "model/undeclared.yaml", "features:\n  of:\n" + list(20_000, func(i int) string { return "  - crew." + number(i) + "\n" })},
		{"Keys", "source/visit.yaml", "key:\n" + list(10_000, func(i int) string { return "- " + number(i) + "\n" }) +
			"columns:\n" + list(5_000, func(i int) string { return "- {name: x" + number(i) + "}\n" })},
		{"Comments", "feature/crew.sql", strings.Repeat("/* */ -- \n", 100_000)},
		{"Froms", "feature/crew.sql", "SELECT 1 " + strings.Repeat("FROM a,b ", 20_000)},
		{"Quotes", "feature/crew.sql", strings.Repeat("'' ", 300_000)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()

			files := goodPack(t)
			files[test.file] = &fstest.MapFile{Data: []byte(test.content)}
			begin := time.Now()
			_, faults := Read(files)
			if took := time.Since(begin); took > 10*time.Second {
				t.Errorf("reading took %v", took)
			}
			if len(faults) == 0 {
				t.Error("no fault was found")
			}
		})
	}
}
