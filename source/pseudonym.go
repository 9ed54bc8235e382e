package source

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"os"
	"path/filepath"
	"strings"

	"vigie"
)

// keyFile is the secret behind the pseudonyms, in home/keys. Who has it can find a person's pseudonym by trying all
// numbers; who loses it can not tie new extracts to old ones. So it is made once, and never leaves.
const keyFile = "pseudonym.key"

// pseudonymKey reads the key, and makes it when it is first needed.
func pseudonymKey(dir string) ([]byte, error) {
	path := filepath.Join(dir, keyFile)
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return makeKey(dir, path)
	}
	if err != nil {
		return nil, fmt.Errorf("read the pseudonym key: %w", err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(b)))
	if err != nil || len(key) != sha256.Size {
		return nil, vigie.Errorf(vigie.Invalid, "read the pseudonym key: %s is damaged; put it back from the backup: with another key no person of the lake can be recognised", path)
	}
	return key, nil
}

// makeKey writes the key beside its place and links it there, so that two first loads at once end with one key.
func makeKey(dir, path string) ([]byte, error) {
	key := make([]byte, sha256.Size)
	rand.Read(key) // never fails
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the pseudonym key: %w", err)
	}
	tmp, err := os.CreateTemp(dir, keyFile+".*") // with mode 0600
	if err != nil {
		return nil, fmt.Errorf("make the pseudonym key: %w", err)
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.WriteString(hex.EncodeToString(key) + "\n")
	if err := errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return nil, fmt.Errorf("make the pseudonym key: %w", err)
	}
	if err := os.Link(tmp.Name(), path); errors.Is(err, os.ErrExist) {
		return pseudonymKey(dir)
	} else if err != nil {
		return nil, fmt.Errorf("make the pseudonym key: %w", err)
	}
	return key, nil
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
