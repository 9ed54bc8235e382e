package access

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vigie"
)

func newPseudonyms(t rapid.TB, secret byte) *Pseudonyms {
	p, err := NewPseudonyms(bytes.Repeat([]byte{secret}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPseudonyms(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		p, other := newPseudonyms(t, 1), newPseudonyms(t, 2)
		a, b := rapid.StringN(1, 40, -1).Draw(t, "entity"), rapid.StringN(1, 40, -1).Draw(t, "another")
		name := p.Of(a)
		if back, err := p.Entity(name); err != nil || back != a {
			t.Fatalf("%q is %s, and back %q, %v", a, name, back, err)
		}
		if p.Of(a) != name || other.Of(a) == name || (p.Of(b) == name) != (a == b) {
			t.Fatalf("%q and %q: a pseudonym is one for one, and another with another key", a, b)
		}
		if len(a) > 2 && strings.Contains(name, a) {
			t.Fatalf("%s shows %q", name, a)
		}
		if _, err := other.Entity(name); vigie.CodeOf(err) != vigie.NotFound {
			t.Fatalf("another house reads it: %v", err)
		}
		i := rapid.IntRange(2, len(name)-2).Draw(t, "sign")
		if changed := name[:i] + string('A'+(name[i]+1)%26) + name[i+1:]; changed != name {
			if back, err := p.Entity(changed); err == nil {
				t.Fatalf("made up %s is %q", changed, back)
			}
		}
	})
	for _, bad := range []string{"", "P-", "P-AAAA", "0123456789", "P-****************", "P-AAAAAAAAAAAAAAAAAAAA"} {
		if e, err := newPseudonyms(t, 1).Entity(bad); vigie.CodeOf(err) != vigie.NotFound {
			t.Errorf("%q is %q, %v", bad, e, err)
		}
	}
}
