// Package papertest reads documents of package paper back, so that tests may say what stands on a page.
package papertest

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

var (
	stream = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	shown  = regexp.MustCompile(`(?s)\(((?:[^\\()]|\\.)*)\) ?Tj`)
)

// Pages are the texts of a document's pages, a line for each that was set.
func Pages(t *testing.T, pdf []byte) []string {
	t.Helper()
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.Contains(pdf, []byte("%%EOF")) {
		t.Fatalf("no PDF: %.40q", pdf)
	}
	var pages []string
	for _, s := range stream.FindAllSubmatch(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(s[1]))
		if err != nil {
			continue // not pressed: none of fpdf's pages is
		}
		content, err := io.ReadAll(r)
		if err != nil || !bytes.Contains(content, []byte(" Tj")) {
			continue
		}
		var lines []string
		for _, m := range shown.FindAllSubmatch(content, -1) {
			lines = append(lines, decode(m[1]))
		}
		pages = append(pages, strings.Join(lines, "\n"))
	}
	return pages
}

// decode reads a string as fpdf writes those of its own fonts: two bytes a letter, with backslashes before what would end it.
func decode(escaped []byte) string {
	var raw []byte
	for i := 0; i < len(escaped); i++ {
		if escaped[i] == '\\' && i+1 < len(escaped) {
			i++
			if escaped[i] == 'r' {
				raw = append(raw, '\r')
				continue
			}
		}
		raw = append(raw, escaped[i])
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	return string(utf16.Decode(units))
}
