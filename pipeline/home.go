package pipeline

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"vigie"
	"vigie/internal/keyfile"
)

// Home is the folder that holds an installation's state.
type Home string

// Registers holds extracts as received, named by their content.
func (h Home) Registers() string { return filepath.Join(string(h), "registers") }

// Keys holds the secrets, each made when it is first needed.
func (h Home) Keys() string { return filepath.Join(string(h), "keys") }

// Secret is one of them, by its name.
func (h Home) Secret(name string) ([]byte, error) { return keyfile.Secret(h.Keys(), name+".key") }

// Casework is what people decided, unless it stands in another database.
func (h Home) Casework() string { return filepath.Join(string(h), "casework.db") }

// Evidence holds files of investigations, by their content.
func (h Home) Evidence() string { return filepath.Join(string(h), "evidence") }

// Checkpoints are the signed states of the audit log.
func (h Home) Checkpoints() string { return filepath.Join(string(h), "audit", "checkpoints") }

// Build is the one writer's lake; it can be rebuilt from the office's extracts.
func (h Home) Build() string { return filepath.Join(string(h), "lake", "build.duckdb") }

// Published holds the immutable snapshots.
func (h Home) Published() string { return filepath.Join(string(h), "lake", "published") }

// Models is the registry.
func (h Home) Models() string { return filepath.Join(string(h), "models") }

// Evaluations holds what was measured, one file a model and data state.
func (h Home) Evaluations() string { return filepath.Join(string(h), "evaluations") }

// Temp is where the lake spills.
func (h Home) Temp() string { return filepath.Join(string(h), "lake", "temp") }

// Make makes the folders, for their owner only: registers tell of persons.
func (h Home) Make() error {
	for _, dir := range []string{h.Registers(), h.Keys(), h.Published(), h.Models(), h.Evaluations(), h.Temp()} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return vigie.Errorf(vigie.Unavailable, "make home %s: %w: choose a folder you may write with --home", h, err)
		}
	}
	return nil
}

// settled is what a home remembers of how it was set up.
type settled struct {
	Pack string `json:"pack"` // the folder, or the name of a built-in one
	ID   string `json:"id"`
}

// Pack is the pack that the home was loaded with: its folder or name, and its id; both "" when it was not loaded yet.
func (h Home) Pack() (nameOrDir, id string, err error) {
	b, err := os.ReadFile(filepath.Join(string(h), "pack.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", "", nil
	}
	if err != nil {
		return "", "", vigie.Errorf(vigie.Unavailable, "read home %s: %w: choose a folder you may write with --home", h, err)
	}
	var s settled
	if err := json.Unmarshal(b, &s); err != nil {
		return "", "", vigie.Errorf(vigie.Invalid, "read home %s: pack.json: %w: remove this file, and load again", h, err)
	}
	return s.Pack, s.ID, nil
}

// Admits refuses a pack other than the one that the home holds: its registers would stand in the same tables.
func (h Home) Admits(id string) error {
	_, held, err := h.Pack()
	if err == nil && held != "" && held != id {
		return vigie.Errorf(vigie.Conflict, "load pack %s: home %s holds pack %s: choose another folder with --home", id, h, held)
	}
	return err
}

// Settle remembers the pack. A folder is remembered by its whole path, so that the home can be used from anywhere.
func (h Home) Settle(nameOrDir, id string) error {
	if nameOrDir != id {
		whole, err := filepath.Abs(nameOrDir)
		if err != nil {
			return vigie.Errorf(vigie.Unavailable, "settle home %s: %w", h, err)
		}
		nameOrDir = whole
	}
	b, err := json.MarshalIndent(settled{nameOrDir, id}, "", "  ")
	if err != nil {
		return err
	}
	if err := replace(filepath.Join(string(h), "pack.json"), b); err != nil {
		return vigie.Errorf(vigie.Unavailable, "settle home %s: %w", h, err)
	}
	return nil
}

// replace writes a file so that it appears whole or not at all.
func replace(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	part := path + ".part"
	if err := os.WriteFile(part, content, 0o600); err != nil {
		return err
	}
	return os.Rename(part, path)
}
