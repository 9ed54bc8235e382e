package main

import (
	"bytes"
	"encoding/json"
	"os"

	"vigie"
	"vigie/access"
)

// identityProvider reads where the office's identity provider is; nil when no file says it. The file holds a secret.
func (c *Config) identityProvider(path string) (*access.Provider, error) {
	if path == "" {
		return nil, nil //nolint:nilnil // an office without one
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, vigie.Errorf(vigie.NotFound, "read the identity provider: %w", err)
	}
	var o access.ProviderOptions
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&o); err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "read the identity provider: %s: %w", path, err)
	}
	return access.NewProvider(o, c.now)
}
