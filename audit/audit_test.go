package audit

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vigie"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// shelf is a casework store that holds nothing but an audit log.
type shelf struct {
	vigie.Casework
	vigie.Books
	lines []vigie.Entry
}

func (s *shelf) Read(_ context.Context, f func(vigie.Books) error) error { return f(s) }

func (s *shelf) Entries(_ context.Context, q vigie.EntryQuery) (out []vigie.Entry, err error) {
	for _, e := range s.lines {
		if e.Seq > q.After && (q.UserID == "" || q.UserID == e.UserID) && len(out) < q.Limit {
			out = append(out, e)
		}
	}
	return out, nil
}

// write adds n lines as casework does.
func (s *shelf) write(t testing.TB, n int) {
	t.Helper()
	for range n {
		seq := int64(len(s.lines) + 1)
		e := vigie.Entry{Seq: seq, At: noon.Add(time.Duration(seq) * time.Minute), UserID: fmt.Sprintf("user%d", seq%3), Session: "s", Action: "employer.open",
			Things: []vigie.Ref{{Kind: vigie.KindEmployer, ID: fmt.Sprint(seq), Version: 1}}, Purpose: "preparing <a> visit", Detail: "d", Refused: "r"}
		var prev []byte
		if seq > 1 {
			prev = s.lines[seq-2].Hash
		}
		if err := e.Seal(prev); err != nil {
			t.Fatal(err)
		}
		s.lines = append(s.lines, e)
	}
}

func newKey(t testing.TB) *Key {
	t.Helper()
	k, err := NewKey(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// sealed is a log of some lines with checkpoints over the first few and over all.
func sealed(t testing.TB, sizes ...int) (*shelf, *Key, File) {
	t.Helper()
	s, k, f := &shelf{}, newKey(t), File(filepath.Join(t.TempDir(), "audit", "checkpoints"))
	sealer := NewSealer(s, k, f)
	for i, n := range sizes {
		s.write(t, n-len(s.lines))
		c, written, err := sealer.Seal(t.Context(), noon.AddDate(0, 0, i))
		if err != nil || !written || c.Size != int64(n) {
			t.Fatalf("sealed %+v, %v, %v", c, written, err)
		}
	}
	return s, k, f
}

func verify(t testing.TB, s *shelf, k *Key, f File) *Report {
	t.Helper()
	checkpoints, err := f.All(k.Public())
	if err != nil {
		t.Fatal(err)
	}
	r, err := Verify(t.Context(), s, checkpoints)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestVerifyWholeLog(t *testing.T) {
	t.Parallel()

	s, k, f := sealed(t, 5, 12, 2500)
	s.write(t, 3)
	r := verify(t, s, k, f)
	if len(r.Faults) != 0 || r.Err() != nil || r.Lines != 2503 || r.Checkpoints != 3 || r.Signed != 2500 {
		t.Errorf("%+v", r)
	}
	if r := verify(t, &shelf{}, k, File(t.TempDir()+"/none")); r.Err() != nil || r.Lines != 0 {
		t.Errorf("an empty log: %+v", r)
	}
}

// TestVerifyFinds does to a log of twenty lines, with checkpoints over 8 and 20, what somebody might do, as it stands and with all that follows
// sealed again, so that the chain looks whole.
func TestVerifyFinds(t *testing.T) {
	t.Parallel()

	type change struct {
		name string
		do   func([]vigie.Entry) []vigie.Entry
	}
	var changes []change
	for i := range reflect.TypeFor[vigie.Entry]().NumField() {
		field := reflect.TypeFor[vigie.Entry]().Field(i).Name
		for _, line := range []int{0, 9, 19} {
			changes = append(changes, change{fmt.Sprintf("Alter%sOf%d", field, line+1), func(l []vigie.Entry) []vigie.Entry {
				alter(reflect.ValueOf(&l[line]).Elem().Field(i))
				return l
			}})
		}
	}
	remove := func(i int) func([]vigie.Entry) []vigie.Entry {
		return func(l []vigie.Entry) []vigie.Entry { return slices.Delete(l, i, i+1) }
	}
	number := func(l []vigie.Entry) []vigie.Entry {
		for i := range l {
			l[i].Seq = int64(i + 1)
		}
		return l
	}
	for _, i := range []int{0, 9, 19} {
		changes = append(changes, change{fmt.Sprintf("Remove%d", i+1), remove(i)},
			change{fmt.Sprintf("Remove%dAndNumberAgain", i+1), func(l []vigie.Entry) []vigie.Entry { return number(remove(i)(l)) }})
	}
	swap := func(l []vigie.Entry) []vigie.Entry { l[4], l[5] = l[5], l[4]; return l }
	changes = append(changes,
		change{"Swap", swap},
		change{"SwapAndNumberAgain", func(l []vigie.Entry) []vigie.Entry { return number(swap(l)) }},
		change{"Repeat", func(l []vigie.Entry) []vigie.Entry { return slices.Insert(l, 3, l[3]) }},
		change{"InsertAndNumberAgain", func(l []vigie.Entry) []vigie.Entry { return number(slices.Insert(l, 3, l[12])) }},
		change{"CutToTheFirstCheckpoint", func(l []vigie.Entry) []vigie.Entry { return l[:8] }},
		change{"CutShort", func(l []vigie.Entry) []vigie.Entry { return l[:13] }},
		change{"Empty", func([]vigie.Entry) []vigie.Entry { return nil }},
	)
	for _, c := range changes {
		for _, again := range []bool{false, true} {
			name := c.name
			if again {
				name += "SealedAgain"
			}
			if again && (strings.HasPrefix(name, "AlterHash") || strings.HasPrefix(name, "AlterPrev") || name == "SwapSealedAgain" || strings.HasPrefix(name, "AlterSeq")) {
				continue // sealing again undoes it, or it is another change of the list
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()

				s, k, f := sealed(t, 8, 20)
				s.lines = c.do(s.lines)
				if again {
					sealAgain(t, s.lines)
				}
				r := verify(t, s, k, f)
				if len(r.Faults) == 0 || vigie.CodeOf(r.Err()) != vigie.Refused {
					t.Fatalf("not found: %+v", r)
				}
				if _, _, err := NewSealer(s, k, f).Seal(t.Context(), noon.AddDate(1, 0, 0)); vigie.CodeOf(err) != vigie.Refused {
					t.Errorf("a checkpoint was signed over it, or %v", err)
				}
			})
		}
	}
}

func sealAgain(t *testing.T, lines []vigie.Entry) {
	var prev []byte
	for i := range lines {
		if err := lines[i].Seal(prev); err != nil {
			t.Fatal(err)
		}
		prev = lines[i].Hash
	}
}

// alter changes a value, whatever it is.
func alter(v reflect.Value) {
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(v.Interface().(time.Time).Add(time.Nanosecond)))
	case []byte:
		v.SetBytes(append([]byte{1}, v.Bytes()...))
	case []vigie.Ref:
		v.Set(reflect.ValueOf([]vigie.Ref{{Kind: vigie.KindEmployer, ID: "another"}}))
	case int64:
		v.SetInt(v.Int() + 100)
	default:
		v.SetString(v.String() + "!")
	}
}

// TestCheckpointsOfOthers checks that nothing counts that the key did not sign.
func TestCheckpointsOfOthers(t *testing.T) {
	t.Parallel()

	s, k, f := sealed(t, 4)
	other, err := NewKey(bytes.Repeat([]byte{8}, 32))
	if err != nil {
		t.Fatal(err)
	}
	c, _, err := NewSealer(s, other, File(filepath.Join(t.TempDir(), "c"))).Seal(t.Context(), noon)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := other.Sign(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Add(signed); err != nil {
		t.Fatal(err)
	}
	if _, err := f.All(k.Public()); vigie.CodeOf(err) != vigie.Refused || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("a checkpoint of another key is read with %v", err)
	}
	mine, err := k.Sign(c)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"size": strings.Replace(mine, "\n4\n", "\n5\n", 1), "root": strings.Replace(mine, base64.StdEncoding.EncodeToString(c.Root), base64.StdEncoding.EncodeToString(make([]byte, 32)), 1),
		"time": strings.Replace(mine, "2026", "2027", 1), "name": strings.Replace(mine, name, "x"+name, 1), "nothing": "",
	} {
		if _, err := Open(text, k.Public()); err == nil {
			t.Errorf("a checkpoint with another %s is opened", name)
		}
	}
}

// TestKilledWhileWriting cuts the file of checkpoints at every byte, and expects that what was whole before still counts and that the next
// checkpoint can be read.
func TestKilledWhileWriting(t *testing.T) {
	t.Parallel()

	s, k, f := sealed(t, 4, 9)
	content, err := os.ReadFile(string(f))
	if err != nil {
		t.Fatal(err)
	}
	whole := bytes.IndexByte(content, '\n') + 1
	for cut := whole; cut < len(content); cut++ {
		g := File(filepath.Join(t.TempDir(), "checkpoints"))
		if err := os.WriteFile(string(g), content[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		if _, written, err := NewSealer(s, k, g).Seal(t.Context(), noon); err != nil || !written {
			t.Fatalf("cut at %d: %v, %v", cut, written, err)
		}
		if all, err := g.All(k.Public()); err != nil || len(all) != 2 || all[1].Size != 9 {
			t.Fatalf("cut at %d: %+v, %v", cut, all, err)
		}
	}
}

// TestSealWritesWhatIsNew checks that a checkpoint is written for new lines, and for nothing else.
func TestSealWritesWhatIsNew(t *testing.T) {
	t.Parallel()

	s, k, f := sealed(t, 4)
	for _, sealer := range []*Sealer{NewSealer(s, k, f), NewSealer(s, k, f)} {
		if _, written, err := sealer.Seal(t.Context(), noon); written || err != nil {
			t.Errorf("nothing is new: %v, %v", written, err)
		}
		s.write(t, 1)
		if c, written, err := sealer.Seal(t.Context(), noon); !written || err != nil || c.Size != int64(len(s.lines)) {
			t.Errorf("a line is new: %+v, %v, %v", c, written, err)
		}
	}
}

// TestExport checks an export with nothing of this package but what the documentation says of it.
func TestExport(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(rt *rapid.T) {
		sizes := []int{rapid.IntRange(1, 40).Draw(rt, "first")}
		for range rapid.IntRange(0, 3).Draw(rt, "more checkpoints") {
			sizes = append(sizes, sizes[len(sizes)-1]+rapid.IntRange(1, 30).Draw(rt, "more lines"))
		}
		s, k, f := sealed(t, sizes...)
		s.write(t, 2) // after the last checkpoint: not in the export
		q := vigie.EntryQuery{UserID: rapid.SampledFrom([]string{"", "user1"}).Draw(rt, "user")}
		var out bytes.Buffer
		if err := Export(t.Context(), s, k, f, nil, q, &out); err != nil {
			rt.Fatal(err)
		}
		checkpoints, lines, err := checkExport(out.String())
		if err != nil {
			rt.Fatal(err)
		}
		want := 0
		for _, e := range s.lines[:sizes[len(sizes)-1]] {
			if q.UserID == "" || e.UserID == q.UserID {
				want++
			}
		}
		if checkpoints != len(sizes) || lines != want {
			rt.Fatalf("%d checkpoints and %d lines, want %d and %d", checkpoints, lines, len(sizes), want)
		}
		if spoilt := strings.Replace(out.String(), `preparing`, `Preparing`, 1); lines > 0 {
			if _, _, err := checkExport(spoilt); err == nil {
				rt.Fatal("an altered line passes")
			}
		}
	})
}

// checkExport is a verifier of its own: RFC 6962 in its recursive definition, and the standard library's signature.
func checkExport(export string) (checkpoints, lines int, err error) {
	var root []byte
	var size int64
	for text := range strings.Lines(export) {
		var x Exported
		if err := json.Unmarshal([]byte(text), &x); err != nil {
			return 0, 0, err
		}
		if x.Checkpoint != "" {
			before, was := size, root
			if size, root, err = openByHand(x.Checkpoint, x.Key); err != nil {
				return 0, 0, err
			}
			if before > 0 {
				old, now := fromConsistency(before, size, x.Consistency, was)
				if !bytes.Equal(old, was) || !bytes.Equal(now, root) {
					return 0, 0, fmt.Errorf("%d lines do not begin with %d", size, before)
				}
			}
			checkpoints++
			continue
		}
		var e vigie.Entry
		if err := json.Unmarshal([]byte(x.Line), &e); err != nil {
			return 0, 0, err
		}
		leaf := sha256.Sum256(append([]byte{0}, x.Line...))
		if got, rest := fromInclusion(e.Seq-1, size, leaf[:], x.Inclusion); !bytes.Equal(got, root) || len(rest) > 0 {
			return 0, 0, fmt.Errorf("line %d is not in the tree", e.Seq)
		}
		lines++
	}
	return checkpoints, lines, nil
}

func openByHand(signed, public string) (size int64, root []byte, err error) {
	text, signature, _ := strings.Cut(signed, "\n\n")
	text += "\n"
	key, _ := base64.StdEncoding.DecodeString(strings.SplitN(public, "+", 3)[2])
	sig, _ := base64.StdEncoding.DecodeString(strings.TrimSpace(signature[strings.LastIndex(strings.TrimSpace(signature), " ")+1:]))
	if len(key) != 33 || len(sig) != 68 || !ed25519.Verify(key[1:], []byte(text), sig[4:]) {
		return 0, nil, fmt.Errorf("not signed: %q", signed)
	}
	l := strings.Split(text, "\n")
	_, err = fmt.Sscan(l[1], &size)
	root, _ = base64.StdEncoding.DecodeString(l[2])
	return size, root, err
}

func pair(l, r []byte) []byte {
	sum := sha256.Sum256(slices.Concat([]byte{1}, l, r))
	return sum[:]
}

// split is the largest power of two below n.
func split(n int64) int64 {
	k := int64(1)
	for k*2 < n {
		k *= 2
	}
	return k
}

func fromInclusion(place, size int64, leaf []byte, path [][]byte) (root []byte, rest [][]byte) {
	if size == 1 {
		return leaf, path
	}
	k := split(size)
	if place < k {
		left, rest := fromInclusion(place, k, leaf, path)
		if len(rest) == 0 {
			return nil, nil
		}
		return pair(left, rest[0]), rest[1:]
	}
	right, rest := fromInclusion(place-k, size-k, leaf, path)
	if len(rest) == 0 {
		return nil, nil
	}
	return pair(rest[0], right), rest[1:]
}

// fromConsistency computes both roots out of a proof, after RFC 6962, section 2.1.2.
func fromConsistency(before, size int64, path [][]byte, was []byte) (old, now []byte) {
	var prove func(m, n int64, whole bool) (o, w []byte)
	prove = func(m, n int64, whole bool) (o, w []byte) {
		if m == n {
			if whole {
				return was, was
			}
			h := path[0]
			path = path[1:]
			return h, h
		}
		k := split(n)
		if m <= k {
			o, w = prove(m, k, whole)
			h := path[0]
			path = path[1:]
			return o, pair(w, h)
		}
		o, w = prove(m-k, n-k, false)
		h := path[0]
		path = path[1:]
		return pair(h, o), pair(h, w)
	}
	return prove(before, size, true)
}

// TestExportWithoutCheckpoint says what to do.
func TestExportWithoutCheckpoint(t *testing.T) {
	t.Parallel()

	s := &shelf{}
	s.write(t, 2)
	err := Export(t.Context(), s, newKey(t), File(t.TempDir()+"/none"), nil, vigie.EntryQuery{}, &bytes.Buffer{})
	if vigie.CodeOf(err) != vigie.NotFound || !strings.Contains(err.Error(), "vigie audit checkpoint") {
		t.Error(err)
	}
}

func BenchmarkVerify(b *testing.B) {
	s, k, f := sealed(b, 100_000)
	checkpoints, err := f.All(k.Public())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if r, err := Verify(b.Context(), s, checkpoints); err != nil || r.Err() != nil {
			b.Fatal(err, r)
		}
	}
}

// TestDocumentedCheck runs the program that the documentation gives to auditors, on an export and on an altered one.
func TestDocumentedCheck(t *testing.T) {
	t.Parallel()

	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3: the program in docs/method/audit.md is not tried")
	}
	page, err := os.ReadFile("../docs/method/audit.md")
	if err != nil {
		t.Fatal(err)
	}
	_, program, _ := strings.Cut(string(page), "```python\n")
	program, _, _ = strings.Cut(program, "```")
	s, k, f := sealed(t, 1, 6, 7, 21)
	var out bytes.Buffer
	if err := Export(t.Context(), s, k, f, nil, vigie.EntryQuery{}, &out); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	check := func(export string) (string, error) {
		path := filepath.Join(dir, "export.jsonl")
		if err := os.WriteFile(path, []byte(export), 0o600); err != nil {
			t.Fatal(err)
		}
		said, err := exec.CommandContext(t.Context(), python, "-c", program, path).CombinedOutput()
		return string(said), err
	}
	said, err := check(out.String())
	if err != nil || !strings.Contains(said, "21 lines are what was signed") || strings.Count(said, "checkpoint of") != 4 {
		t.Errorf("%v: %s", err, said)
	}
	if said, err := check(strings.Replace(out.String(), "preparing", "Preparing", 1)); err == nil || !strings.Contains(said, "line 1 is not what was signed") {
		t.Errorf("an altered line passes: %s", said)
	}
	if said, err := check(strings.Replace(out.String(), `\n6\n`, `\n5\n`, 1)); err == nil {
		t.Errorf("an altered checkpoint passes: %s", said)
	}
}
