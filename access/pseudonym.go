package access

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"vigie"
)

// Pseudonyms are the names under which miners see employers. The same employer has the same one as long as the house keeps its key, so
// that what was said of it yesterday is understood today; without the key it tells nothing, not even whether a number one has in
// mind is behind it.
//
// A pseudonym is the number encrypted under a value that follows from the number (a synthetic IV, as in RFC 5297). So it needs no table
// that could be lost or copied, and one that was made up is recognised.
type Pseudonyms struct {
	mac   []byte
	block cipher.Block
}

// The parts of a pseudonym. Eight bytes: of 2³² employers two would share them, and those would still differ in what follows.
const (
	pseudonymous = "P-"
	ivSize       = 8
)

// NewPseudonyms makes them from a secret of the house.
func NewPseudonyms(secret []byte) (*Pseudonyms, error) {
	block, err := aes.NewCipher(derive(secret, "employer pseudonym, text"))
	if err != nil {
		return nil, fmt.Errorf("make pseudonyms: %w", err)
	}
	return &Pseudonyms{derive(secret, "employer pseudonym, name"), block}, nil
}

// derive makes keys for different ends out of one secret, so that none tells anything of another.
func derive(secret []byte, end string) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(end))
	return mac.Sum(nil)
}

// Of is the employer's pseudonym.
func (p *Pseudonyms) Of(entity string) string {
	iv := p.iv([]byte(entity))
	return pseudonymous + base64.RawURLEncoding.EncodeToString(append(iv, p.turn(iv, []byte(entity))...))
}

// Entity is the employer behind a pseudonym. It asks nobody's right: that is for whoever shows what comes of it.
func (p *Pseudonyms) Entity(pseudonym string) (string, error) {
	text, ok := strings.CutPrefix(pseudonym, pseudonymous)
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if !ok || err != nil || len(raw) < ivSize {
		return "", vigie.NoSuch(vigie.KindEmployer, pseudonym)
	}
	entity := p.turn(raw[:ivSize], raw[ivSize:])
	if subtle.ConstantTimeCompare(p.iv(entity), raw[:ivSize]) != 1 {
		return "", vigie.NoSuch(vigie.KindEmployer, pseudonym)
	}
	return string(entity), nil
}

func (p *Pseudonyms) iv(entity []byte) []byte {
	mac := hmac.New(sha256.New, p.mac)
	mac.Write(entity)
	return mac.Sum(nil)[:ivSize]
}

// turn encrypts and decrypts, which in this mode are the same.
func (p *Pseudonyms) turn(iv, text []byte) []byte {
	out := make([]byte, len(text))
	cipher.NewCTR(p.block, append(append([]byte{}, iv...), make([]byte, aes.BlockSize-ivSize)...)).XORKeyStream(out, text)
	return out
}
