package pack

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// folders are the parts of a pack. Other folders are left alone, unless they look like a slip.
var folders = []string{"source", "contract", "derive", "match", "indicator", "feature", "model", "drawing", "boundary", "methodology", "text"}

// extensions are the files that the read folders may hold, besides notes in .md.
var extensions = map[string][]string{
	"source": {".yaml"}, "contract": {".sql"}, "match": {".yaml", ".sql"}, "derive": {".yaml", ".sql"}, "feature": {".yaml", ".sql"}, "model": {".yaml"},
	"drawing": {".yaml", ".sql"}, "boundary": {".geojson"},
}

// A pack has some hundred files. A folder with more than these is something else, such as a home directory.
const (
	maxFiles      = 10_000
	maxTotalBytes = 256 << 20
)

// topFiles are the files beside the folders.
var topFiles = []string{"pack.yaml", "network.yaml", "casework.yaml"}

// list notes the pack's files and their hash: those and the folders above. What else stands beside them
// (a README, the catalogue that is written from the pack) changes no figure and does not count, nor do names that begin
// with a dot or an underscore; so a pack has one hash in a folder and in the program that carries it.
func (r *reader) list() {
	var total int64
	err := fs.WalkDir(r.fsys, ".", func(name string, e fs.DirEntry, err error) error {
		switch hidden := strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "_"); {
		case err != nil:
			return r.unreadable(name, e, err)
		case name == ".":
			return nil
		case e.IsDir() && (hidden || !r.checkFolder(name)):
			return fs.SkipDir
		case e.IsDir() || hidden || !r.checkFile(name, e):
			return nil
		}
		if info, err := e.Info(); err == nil {
			total += info.Size()
		}
		if len(r.files) >= maxFiles || total > maxTotalBytes {
			r.fault(Pos{File: name}, fmt.Sprintf("the pack holds more than %d files or %d MB", maxFiles, maxTotalBytes>>20),
				"keep extracts and other data outside it")
			return fs.SkipAll
		}
		r.files = append(r.files, name)
		return nil
	})
	if err != nil {
		r.fault(Pos{File: "pack.yaml"}, "the folder can not be read: "+err.Error(), "")
	}
	slices.Sort(r.files)
	if r.pack.Hash, err = hash(r.fsys, r.files); err != nil {
		r.fault(Pos{File: "pack.yaml"}, err.Error(), "mend its rights")
	}
}

// unreadable notes what the walk could not look into, and goes on with the rest.
func (r *reader) unreadable(name string, e fs.DirEntry, err error) error {
	r.fault(Pos{File: name}, "can not be read: "+err.Error(), "mend its rights")
	if e != nil && e.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// checkFolder tells whether a folder is of the pack, and finds those that are misspelt and would be passed over in silence.
func (r *reader) checkFolder(name string) bool {
	top, _, below := strings.Cut(name, "/")
	if !slices.Contains(folders, top) {
		if near := nearest(name, folders); near != "" {
			r.fault(Pos{File: name}, fmt.Sprintf("unknown folder %q", shorten(name)), fmt.Sprintf("did you mean %q?", near))
		}
		return false
	}
	if below && extensions[top] != nil {
		r.fault(Pos{File: name}, fmt.Sprintf("%s/ is read without folders below it", top), "move the files up into "+top+"/")
		return false
	}
	return true
}

// checkFile tells whether a file is of the pack, and finds those that would be passed over in silence.
func (r *reader) checkFile(name string, e fs.DirEntry) bool {
	top, _, below := strings.Cut(name, "/")
	ext := path.Ext(name)
	switch {
	case !below && !slices.Contains(topFiles, name):
		if ext == ".yaml" || ext == ".yml" || ext == ".sql" {
			r.fault(Pos{File: name}, "is not part of a pack here", "did you mean one of the folders "+strings.Join(folders, ", ")+"?")
		}
		return false
	case !e.Type().IsRegular():
		r.fault(Pos{File: name}, "is not a plain file", "put the file itself here, not a link to it")
		return false
	case below && extensions[top] != nil && ext != ".md" && !slices.Contains(extensions[top], ext):
		r.fault(Pos{File: name}, fmt.Sprintf("%s/ holds only %s", top, strings.Join(extensions[top], " and ")), "rename or move the file")
	case top == "indicator" && ext != ".md" && !isIndicatorFile(name):
		r.fault(Pos{File: name}, "is no file of an indicator", "each is a folder indicator/<id>/ with "+strings.Join(indicatorFiles, ", "))
	}
	return true
}

// in are the files of a folder with an ending.
func (r *reader) in(folder, ext string) []string {
	var found []string
	for _, f := range r.files {
		if path.Dir(f) == folder && path.Ext(f) == ext {
			found = append(found, f)
		}
	}
	return found
}

// load reads a document's file and parses it.
func (r *reader) load(d *document) bool {
	r.docs[d.file] = d
	content, ok := r.content(d.file)
	if ok && d.parse(content) {
		return true
	}
	r.broken[d.file] = true
	return false
}

// readSQL reads a query. It ends with a line break, so that a comment on its last line can not swallow what a room
// writes behind it.
func (r *reader) readSQL(file string) (string, bool) {
	content, ok := r.content(file)
	if !ok {
		r.broken[file] = true
		return "", false
	}
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(content) {
		r.broken[file] = true
		r.fault(Pos{File: file}, "is not UTF-8", "save the file as UTF-8")
		return "", false
	}
	sql := string(content)
	if !strings.HasSuffix(sql, "\n") {
		sql += "\n"
	}
	r.faults = append(r.faults, checkQuery(Pos{File: file, Line: 1}, sql)...)
	return sql, true
}

// content reads a file that is not too large.
func (r *reader) content(file string) ([]byte, bool) {
	f, err := r.fsys.Open(file)
	if err != nil {
		r.fault(Pos{File: file}, "can not be read: "+err.Error(), "mend its rights")
		return nil, false
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxFileBytes+1))
	if err != nil {
		r.fault(Pos{File: file}, "can not be read: "+err.Error(), "")
		return nil, false
	}
	if len(content) > maxFileBytes {
		r.fault(Pos{File: file}, fmt.Sprintf("is larger than %d MB", maxFileBytes>>20), "split it, or keep data outside the pack")
		return nil, false
	}
	return content, true
}
