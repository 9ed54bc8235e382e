package access

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"vigie"
)

// hard is how much it takes to try one password: 64 MiB and, on a core of 2024, a tenth of a second. RFC 9106 has as its second choice the
// same memory with three passes on four lanes; a server that many log in to at eight o'clock has fewer cores than that.
var hard = argon2id.Params{Memory: 64 << 10, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// atOnce is how many passwords are tried at once, so that a flood of log-ins takes neither all memory nor all cores.
const atOnce = 2

// Passwords hashes and tries them.
type passwords struct {
	params argon2id.Params
	turn   chan struct{}
	decoy  string // the hash that is tried where there is none, so that an answer takes as long for a name that there is not
}

func newPasswords(params argon2id.Params) (*passwords, error) {
	p := &passwords{params: params, turn: make(chan struct{}, atOnce)}
	decoy, err := argon2id.CreateHash(rand.Text(), &p.params)
	p.decoy = decoy
	if err != nil {
		return nil, fmt.Errorf("prepare for log-ins: %w", err)
	}
	return p, nil
}

func (p *passwords) hash(ctx context.Context, password string) (string, error) {
	if err := p.wait(ctx); err != nil {
		return "", err
	}
	defer func() { <-p.turn }()
	h, err := argon2id.CreateHash(norm.NFC.String(password), &p.params)
	if err != nil {
		return "", fmt.Errorf("hash a password: %w", err)
	}
	return h, nil
}

// try says whether a password fits a hash, and whether the hash is as hard as today's. Without a hash it takes as long and fits nothing.
func (p *passwords) try(ctx context.Context, password, hash string) (fits, hardEnough bool, err error) {
	if err := p.wait(ctx); err != nil {
		return false, false, err
	}
	defer func() { <-p.turn }()
	against := hash
	if hash == "" {
		against = p.decoy
	}
	fits, params, err := argon2id.CheckHash(norm.NFC.String(password), against)
	if err != nil {
		return false, false, vigie.Errorf(vigie.Internal, "try a password: %w", err)
	}
	return fits && hash != "", *params == p.params, nil
}

func (p *passwords) wait(ctx context.Context) error {
	select {
	case p.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait to try a password: %w", ctx.Err())
	}
}

// What a password needs. Length is what makes it hard to guess; rules about kinds of signs make it hard to remember and are left out
// (NIST SP 800-63B, 5.1.1.2).
const (
	minPassword = 12 // signs
	maxPassword = 256
	minSigns    = 5 // different ones
)

// CheckPassword says what is wrong with a password somebody chose.
func CheckPassword(password string, u *vigie.User) error {
	n := utf8.RuneCountInString(password)
	signs := map[rune]bool{}
	for _, r := range password {
		signs[r] = true
	}
	low := strings.ToLower(password)
	switch {
	case !utf8.ValidString(password) || n > maxPassword:
		return vigie.Errorf(vigie.Invalid, "choose a password: at most %d signs", maxPassword)
	case n < minPassword:
		return vigie.Errorf(vigie.Invalid, "choose a password: at least %d signs; a few words that nobody would put together are easy to remember", minPassword)
	case len(signs) < minSigns:
		return vigie.Errorf(vigie.Invalid, "choose a password: at least %d different signs", minSigns)
	}
	for _, known := range append(strings.Fields(strings.ToLower(u.Name)), strings.ToLower(u.Login)) {
		if len(known) > 2 && strings.Contains(low, known) {
			return vigie.Errorf(vigie.Invalid, "choose a password: not with your name or login in it")
		}
	}
	return nil
}

// oncePassword makes a password for one log-in: a hundred bits, in signs that can be read aloud.
func oncePassword() string {
	var b [15]byte
	_, _ = rand.Read(b[:]) // never fails: see crypto/rand
	text := strings.ToLower(base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").EncodeToString(b[:]))
	return strings.Join([]string{text[:6], text[6:12], text[12:18], text[18:]}, "-")
}

// Invent makes a password and its hash, for accounts of an invented office that are made many at once.
func (d *Door) Invent(ctx context.Context) (password, hash string, err error) {
	password = oncePassword()
	hash, err = d.passwords.hash(ctx, password)
	return password, hash, err
}
