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

// NewKey makes the key that signs checkpoints, from a secret of 32 bytes.
func NewKey(secret []byte) (*Key, error) { return NamedKey(name, secret) }

// NamedKey makes a key that signs something else under its own name, so that the one is never taken for the other.
func NamedKey(name string, secret []byte) (*Key, error) {
	if len(secret) != ed25519.SeedSize {
		return nil, vigie.Errorf(vigie.Invalid, "make the key %s: the secret has %d bytes, and needs %d", name, len(secret), ed25519.SeedSize)
	}
	private := ed25519.NewKeyFromSeed(secret)
	public, err := note.NewEd25519VerifierKey(name, private.Public().(ed25519.PublicKey))
	if err != nil {
		return nil, fmt.Errorf("make the key %s: %w", name, err)
	}
	// A private key in this notation is its name, the hash that its public half bears too, and the secret after a byte that says Ed25519.
	hash, _, _ := strings.Cut(strings.TrimPrefix(public, name+"+"), "+")
	signer, err := note.NewSigner("PRIVATE+KEY+" + name + "+" + hash + "+" + base64.StdEncoding.EncodeToString(append([]byte{1}, secret...)))
	if err != nil {
		return nil, fmt.Errorf("make the key %s: %w", name, err)
	}
	return &Key{signer, public}, nil
}

// Public is the half with which others verify, as one line.
func (k *Key) Public() string { return k.public }

// SignText signs a text that ends with a line end.
func (k *Key) SignText(text string) (string, error) {
	signed, err := note.Sign(&note.Note{Text: text}, k.signer)
	if err != nil {
		return "", fmt.Errorf("sign: %w", err)
	}
	return string(signed), nil
}

// OpenText returns the text that was signed, and refuses one that this public key did not sign.
func OpenText(signed, public string) (string, error) {
	verifier, err := note.NewVerifier(public)
	if err != nil {
		return "", vigie.Errorf(vigie.Invalid, "read the public key %q: %w", public, err)
	}
	n, err := note.Open([]byte(signed), note.VerifierList(verifier))
	if err != nil {
		return "", vigie.Errorf(vigie.Refused, "open what was signed: %w", err)
	}
	return n.Text, nil
}
