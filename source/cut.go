package source

import (
	"bytes"
	"errors"
	"io"
)

// A piece is some whole records of a file, cut out of it.
type piece struct {
	data []byte
	line int64 // on which it begins; the file's first is 1

	// ends are where each record ends, its line break included. It is nil when the piece holds no quote: then every
	// line is a record.
	ends []int
	bad  []bool // the record at the same place opens a quote and does not close it properly; nil when there are none

	// overlong is set when the piece is the beginning of one record that is longer than a record may be. length is
	// then that of the whole record.
	overlong bool
	length   int64
}

// limits bound the memory a file can take, whatever stands in it.
const (
	pieceSize = 1 << 20 // what is read at a time
	maxRecord = 1 << 20 // the longest record
	keepRaw   = 4 << 10 // how much of a refused record's text is kept
)

// cutter cuts a stream into pieces. The rule, of which nothing is guessed:
//
//  1. A record ends at a line feed that is not inside quotes; a carriage return before it is part of the line break.
//  2. A quote opens only at the start of a field; elsewhere it is a sign like any other. Two quotes inside are one.
//  3. After the closing quote comes a delimiter or the record's end. A quote that is closed in another way, or not within
//     maxRecord, spoils only the line on which its record begins: the next line is read as a new record. One stray quote so
//     costs one row and not the rest of the file.
//  4. A line longer than maxRecord is skipped up to its line feed.
type cutter struct {
	r       io.Reader
	delim   byte
	quote   byte // 0: there are none
	pending []byte
	line    int64 // of the next piece
	ended   bool
	failed  error
	size    int // pieceSize, less in tests
	longest int // maxRecord, less in tests
}

func newCutter(r io.Reader, delim, quote byte) *cutter {
	return &cutter{r: r, delim: delim, quote: quote, line: 1, size: pieceSize, longest: maxRecord}
}

// next gives the next piece, or io.EOF. Its memory is the caller's.
func (c *cutter) next() (*piece, error) {
	for {
		if p := c.take(); p != nil {
			return p, nil
		}
		if c.ended {
			return nil, io.EOF
		}
		if err := c.read(); err != nil {
			return nil, err
		}
	}
}

// read adds up to size bytes to what is pending.
func (c *cutter) read() error {
	if c.failed != nil {
		return c.failed
	}
	have := len(c.pending)
	buf := make([]byte, have+c.size)
	n := copy(buf, c.pending)
	for n < len(buf) && !c.ended && c.failed == nil {
		m, err := c.r.Read(buf[n:])
		n += m
		c.ended = errors.Is(err, io.EOF)
		if err != nil && !c.ended {
			c.failed = err
		}
	}
	c.pending = buf[:n]
	return c.failed
}

// take cuts the whole records off what is pending; nil means that more must be read first.
func (c *cutter) take() *piece {
	if len(c.pending) == 0 {
		return nil
	}
	p := &piece{line: c.line}
	var end int
	if c.quote == 0 || bytes.IndexByte(c.pending, c.quote) < 0 {
		end = c.plainEnd()
	} else {
		end = c.quotedEnd(p)
	}
	if end == 0 {
		if len(c.pending) <= c.longest && !c.ended {
			return nil
		}
		return c.takeLong(p)
	}
	p.data, c.pending = c.pending[:end:end], c.pending[end:]
	c.line += int64(bytes.Count(p.data, newline))
	return p
}

var newline = []byte{'\n'}

// plainEnd is where the last whole line ends.
func (c *cutter) plainEnd() int {
	if c.ended {
		return len(c.pending)
	}
	return bytes.LastIndexByte(c.pending, '\n') + 1
}

// quotedEnd is where the last whole record ends; it notes the ends on the way.
func (c *cutter) quotedEnd(p *piece) int {
	p.ends = []int{}
	at := 0
	for at < len(c.pending) {
		n, ok, whole := c.record(c.pending[at:])
		if !whole {
			break
		}
		at += n
		p.ends = append(p.ends, at)
		if !ok && p.bad == nil {
			p.bad = make([]bool, len(p.ends)-1, cap(p.ends))
		}
		if p.bad != nil {
			p.bad = append(p.bad, !ok)
		}
	}
	return at
}

// record measures the record at the start of b: its length, whether its quotes are in order, and whether it is known
// to be whole without reading further. It looks no further than a record may reach, so that the answer does not depend
// on how much happens to have been read.
func (c *cutter) record(b []byte) (n int, ok, whole bool) {
	last, capped := c.ended, len(b) > c.longest
	if capped {
		b, last = b[:c.longest], false
	}
	start := 0 // of the field
	for {
		if start < len(b) && b[start] == c.quote {
			end, closed := c.closing(b, start+1, last)
			if !closed && !last && !capped {
				return 0, false, false
			}
			if closed {
				switch {
				case end == len(b):
					return end, true, last
				case b[end] == c.delim:
					start = end + 1
					continue
				case b[end] == '\n':
					return end + 1, true, true
				case b[end] == '\r' && end+1 < len(b) && b[end+1] == '\n':
					return end + 2, true, true
				case b[end] == '\r' && end+1 == len(b) && !capped:
					return end + 1, true, last
				}
			}
			return firstLine(b, last)
		}
		i := start
		for i < len(b) && b[i] != c.delim && b[i] != '\n' {
			i++
		}
		switch {
		case i == len(b) && capped:
			return firstLine(b, last)
		case i == len(b):
			return i, true, last
		case b[i] == '\n':
			return i + 1, true, true
		}
		start = i + 1
	}
}

// closing finds what comes after the closing quote of a field whose content begins at from.
func (c *cutter) closing(b []byte, from int, last bool) (after int, found bool) {
	for {
		i := bytes.IndexByte(b[from:], c.quote)
		if i < 0 {
			return 0, false
		}
		from += i + 1
		if from < len(b) && b[from] == c.quote {
			from++
			continue
		}
		// At the very end of what was read, the next sign may still be a second quote.
		return from, from < len(b) || last
	}
}

// firstLine gives up on a record's quotes and takes its first line.
func firstLine(b []byte, last bool) (n int, ok, whole bool) {
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		return i + 1, false, true
	}
	return len(b), false, last
}

// takeLong takes a record that does not end within maxRecord: the beginning is kept, the rest is passed over.
func (c *cutter) takeLong(p *piece) *piece {
	p.ends, p.bad = nil, nil
	p.overlong = true
	p.data = bytes.Clone(c.pending[:min(len(c.pending), keepRaw)])
	for {
		if i := bytes.IndexByte(c.pending, '\n'); i >= 0 {
			p.length += int64(i) + 1
			c.pending = c.pending[i+1:]
			c.line++
			return p
		}
		p.length += int64(len(c.pending))
		c.pending = nil
		if c.ended || c.read() != nil {
			return p // the error comes again at the next read
		}
	}
}

// records calls do with each record of the piece: its text with the line break, the line it begins on, and whether
// its quotes are in order.
func (p *piece) records(do func(record []byte, line int64, ok bool)) {
	line, at := p.line, 0
	for i := 0; at < len(p.data); i++ {
		end := len(p.data)
		if p.ends != nil {
			end = p.ends[i]
		} else if j := bytes.IndexByte(p.data[at:], '\n'); j >= 0 {
			end = at + j + 1
		}
		record := p.data[at:end]
		do(record, line, p.bad == nil || !p.bad[i])
		if p.ends != nil {
			line += int64(bytes.Count(record, newline))
		} else {
			line++
		}
		at = end
	}
}
