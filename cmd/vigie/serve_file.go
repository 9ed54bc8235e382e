package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// packed is a file of the pages as it is sent: whole, and in the shorter forms that the build has laid beside it (web/vite.config.ts).
type packed struct {
	kind, tag string
	whole     []byte
	pressed   [2][]byte // as encodings has them; nil where the build made none
}

// encodings are the forms of a file besides the whole, the shortest first.
var encodings = [2]struct{ name, ending string }{{"br", ".br"}, {"gzip", ".gz"}}

// packAll reads the files of the pages, each with its forms.
func packAll(files fs.FS) (map[string]packed, error) {
	out := map[string]packed{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || slices.ContainsFunc(encodings[:], func(e struct{ name, ending string }) bool { return path.Ext(name) == e.ending }) {
			return err
		}
		whole, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(whole)
		one := packed{kind: mime.TypeByExtension(path.Ext(name)), tag: hex.EncodeToString(sum[:12]), whole: whole}
		if one.kind == "" {
			one.kind = http.DetectContentType(whole)
		}
		for i, e := range encodings {
			if _, err := fs.Stat(files, name+e.ending); err != nil {
				continue // shorter as it is
			}
			if one.pressed[i], err = fs.ReadFile(files, name+e.ending); err != nil {
				return err
			}
		}
		out[name] = one
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the pages: %w", err)
	}
	return out, nil
}

// send answers with a file, or that the browser has it already. Each form of a file has a tag of its own.
func (f packed) send(w http.ResponseWriter, r *http.Request) {
	h, body, tag := w.Header(), f.whole, f.tag
	h.Set("Content-Type", f.kind)
	for i, e := range encodings {
		if f.pressed[i] == nil {
			continue
		}
		h.Set("Vary", "Accept-Encoding")
		if takes(r, e.name) {
			h.Set("Content-Encoding", e.name)
			body, tag = f.pressed[i], f.tag+"-"+e.name
			break
		}
	}
	h.Set("ETag", strconv.Quote(tag))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// takes says whether who asks reads an encoding: it is named, and not with the weight nought.
func takes(r *http.Request, encoding string) bool {
	return slices.ContainsFunc(strings.Split(strings.Join(r.Header.Values("Accept-Encoding"), ","), ","), func(one string) bool {
		name, weight, weighed := strings.Cut(one, ";")
		if !strings.EqualFold(strings.TrimSpace(name), encoding) {
			return false
		}
		if !weighed {
			return true
		}
		q, err := strconv.ParseFloat(strings.TrimPrefix(strings.ReplaceAll(weight, " ", ""), "q="), 64)
		return err == nil && q > 0
	})
}
