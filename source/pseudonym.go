package source

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"hash"

	"vigie"
	"vigie/internal/keyfile"
)

// keyFile is the secret behind the pseudonyms, in home/keys. Who has it can find a person's pseudonym by trying all
// numbers; who loses it can not tie new extracts to old ones. So it is made once, and never leaves.
const keyFile = "pseudonym.key"

// pseudonymKey reads the key, and makes it when it is first needed.
func pseudonymKey(dir string) ([]byte, error) {
	key, err := keyfile.Secret(dir, keyFile)
	if errors.Is(err, keyfile.ErrDamaged) {
		return nil, vigie.Errorf(vigie.Invalid, "read the pseudonym key: %w: with another key no person of the lake can be recognised", err)
	}
	return key, err
}

// pseudonyms computes them for one worker.
type pseudonyms struct {
	mac hash.Hash
	sum [sha256.Size]byte
}

func newPseudonyms(key []byte) *pseudonyms { return &pseudonyms{mac: hmac.New(sha256.New, key)} }

// pseudonymBytes is how much of the hash a pseudonym holds: 72 bits, which no two persons of a population of 10 million share
// but with a chance of 10⁻⁸. Written in base 64 they are the twelve signs that DuckDB keeps in a text itself, so that a join over
// persons compares what it has at hand and follows no pointer; beside 32 signs of base 16, loading took 5 % less of the processor.
const pseudonymBytes = 9

// add writes the pseudonym of a value to b.
func (p *pseudonyms) add(b, value []byte) []byte {
	p.mac.Reset()
	p.mac.Write(value)
	return base64.URLEncoding.AppendEncode(b, p.mac.Sum(p.sum[:0])[:pseudonymBytes])
}
