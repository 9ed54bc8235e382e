package vigie

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"strings"
	"time"
)

// crockford leaves out letters that are read as digits, and keeps the order of the bytes.
var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// NewID names a thing that is kept: 48 bits of time, so that names sort by age, and 80 bits of chance, so that they
// can not be guessed. It is a ULID but for the order of the bits.
func NewID(at time.Time) string {
	var b [16]byte
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(at.UnixMilli()))
	copy(b[:6], ms[2:])
	_, _ = rand.Read(b[6:]) // never fails: see crypto/rand
	return crockford.EncodeToString(b[:])
}

// NamedID names a thing by what it follows from: the same parts give the same name, which tells nothing of them as long as one of
// them can not be guessed.
func NamedID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return crockford.EncodeToString(sum[:16])
}
