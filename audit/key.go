package audit

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"vigie"
)

// name is who signs, in checkpoints and keys.
const name = "vigie-audit"

// Key signs checkpoints (Ed25519).
type Key struct {
	signer note.Signer
	public string
}

// NewKey makes the key that belongs to a secret of 32 bytes.
func NewKey(secret []byte) (*Key, error) {
	if len(secret) != ed25519.SeedSize {
		return nil, vigie.Errorf(vigie.Invalid, "make the audit key: the secret has %d bytes, and needs %d", len(secret), ed25519.SeedSize)
	}
	private := ed25519.NewKeyFromSeed(secret)
	public, err := note.NewEd25519VerifierKey(name, private.Public().(ed25519.PublicKey))
	if err != nil {
		return nil, fmt.Errorf("make the audit key: %w", err)
	}
	// A private key in this notation is its name, the hash that its public half bears too, and the secret after a byte that says Ed25519.
	hash, _, _ := strings.Cut(strings.TrimPrefix(public, name+"+"), "+")
	signer, err := note.NewSigner("PRIVATE+KEY+" + name + "+" + hash + "+" + base64.StdEncoding.EncodeToString(append([]byte{1}, secret...)))
	if err != nil {
		return nil, fmt.Errorf("make the audit key: %w", err)
	}
	return &Key{signer, public}, nil
}

// Public is the half with which others verify, as one line.
func (k *Key) Public() string { return k.public }
