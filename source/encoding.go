package source

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"vigie"
)

// decoder writes a value of another encoding to b as UTF-8. The encodings that need one agree with ASCII on every sign
// that has a part in CSV, so a file is cut and taken apart as it stands, and only values with accents are decoded.
type decoder func(b, field []byte) ([]byte, bool)

// decoderOf is nil for UTF-8, and for UTF-16, which readerOf has turned into it.
func decoderOf(encoding string) decoder {
	switch encoding {
	case "latin-1", "latin1", "iso-8859-1":
		return func(b, field []byte) ([]byte, bool) {
			for _, c := range field {
				b = utf8.AppendRune(b, rune(c))
			}
			return b, true
		}
	case "windows-1252", "cp1252":
		return func(b, field []byte) ([]byte, bool) {
			for _, c := range field {
				r := charmap.Windows1252.DecodeByte(c)
				if r == utf8.RuneError {
					return b, false
				}
				b = utf8.AppendRune(b, r)
			}
			return b, true
		}
	}
	return nil
}

// bom are the marks by which a file tells its encoding.
var (
	bomUTF8  = []byte{0xEF, 0xBB, 0xBF}
	bomUTF16 = [][]byte{{0xFF, 0xFE}, {0xFE, 0xFF}}
)

// readerOf reads a file as text in which the signs of CSV are bytes, without its mark. head is its beginning, by which a
// wrong encoding is noticed before it makes nonsense of every row.
func readerOf(encoding string, head []byte, r io.Reader) (io.Reader, error) {
	marked := bytes.HasPrefix(head, bomUTF16[0]) || bytes.HasPrefix(head, bomUTF16[1])
	zeros := bytes.Count(head, []byte{0})
	switch encoding {
	case "utf-16", "utf16", "utf-16le", "utf-16be":
		if !marked && zeros*4 < len(head) {
			return nil, vigie.Errorf(vigie.Refused, "line 1: the file is not UTF-16, as the pack says; set format.encoding to utf-8 or windows-1252")
		}
		order := unicode.LittleEndian
		if encoding == "utf-16be" || !marked && len(head) > 0 && head[0] == 0 {
			order = unicode.BigEndian
		}
		return transform.NewReader(r, unicode.UTF16(order, unicode.UseBOM).NewDecoder()), nil
	case "", "utf-8", "utf8":
		if marked || zeros*4 > len(head) {
			return nil, vigie.Errorf(vigie.Refused, "line 1: the file is UTF-16, and the pack says utf-8; set format.encoding to utf-16")
		}
	case "latin-1", "latin1", "iso-8859-1", "windows-1252", "cp1252":
		if marked || zeros*4 > len(head) {
			return nil, vigie.Errorf(vigie.Refused, "line 1: the file is UTF-16, and the pack says %s; set format.encoding to utf-16", encoding)
		}
		if bytes.HasPrefix(head, bomUTF8) {
			return nil, vigie.Errorf(vigie.Refused, "line 1: the file is UTF-8 by its mark, and the pack says %s; set format.encoding to utf-8", encoding)
		}
	default:
		return nil, vigie.Errorf(vigie.Invalid, "unknown encoding %q; it is utf-8, latin-1, windows-1252 or utf-16", encoding)
	}
	if bytes.HasPrefix(head, bomUTF8) {
		if _, err := io.CopyN(io.Discard, r, int64(len(bomUTF8))); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// wrongEncoding notices text in UTF-8 that was declared to be something else: when every accent of a whole file makes
// a valid UTF-8 sequence, it is one. In latin-1 such pairs (Ã©) hardly occur even once.
func wrongEncoding(encoding string, utf8, other int, line int64) error {
	if utf8 == 0 || other > 0 {
		return nil
	}
	return vigie.Errorf(vigie.Refused, "line %d: the text is UTF-8, and the pack says %s; set format.encoding to utf-8 (all %d rows with accents are valid UTF-8)", line, encoding, utf8)
}
