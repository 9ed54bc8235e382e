package pack

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
)

// hash is the SHA-256 of the lines that `sha256sum` prints for the files, sorted by name, so that a colleague can
// compute it with nothing but a shell.
func hash(fsys fs.FS, files []string) (string, error) {
	all := sha256.New()
	for _, name := range files {
		one, err := hashFile(fsys, name)
		if err != nil {
			return "", fmt.Errorf("hash %s: %w", name, err)
		}
		fmt.Fprintf(all, "%s  %s\n", one, name)
	}
	return hex.EncodeToString(all.Sum(nil)), nil
}

func hashFile(fsys fs.FS, name string) (string, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
