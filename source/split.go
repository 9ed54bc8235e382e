package source

import "bytes"

// span is where a field stands in its record, quotes included.
type span struct{ from, to int }

// splitter takes one record apart. Its slices are used again for the next one.
type splitter struct {
	delim   byte
	quote   byte
	fields  [][]byte // the values, without their quotes
	spans   []span
	scratch []byte // the values in which a quote was doubled
}

// split sets fields and spans. The record's quotes must be in order: the cutter has seen to that.
func (s *splitter) split(record []byte) {
	s.fields, s.spans, s.scratch = s.fields[:0], s.spans[:0], s.scratch[:0]
	record = body(record)
	at := 0
	for {
		end := at
		if s.quote != 0 && at < len(record) && record[at] == s.quote {
			end = s.quoted(record, at)
		} else {
			for end < len(record) && record[end] != s.delim {
				end++
			}
			s.fields = append(s.fields, record[at:end])
		}
		s.spans = append(s.spans, span{at, end})
		if end >= len(record) {
			return
		}
		at = end + 1
	}
}

// quoted adds a field in quotes and returns where it ends.
func (s *splitter) quoted(record []byte, at int) (end int) {
	from, began, doubled := at+1, len(s.scratch), false
	for i := from; ; {
		j := bytes.IndexByte(record[i:], s.quote)
		if j < 0 { // can not be in a record the cutter passed; the rest is then the value
			s.fields = append(s.fields, record[from:])
			return len(record)
		}
		i += j + 1
		if i < len(record) && record[i] == s.quote {
			s.scratch = append(s.scratch, record[from:i]...)
			i++
			from, doubled = i, true
			continue
		}
		if !doubled {
			s.fields = append(s.fields, record[from:i-1])
		} else {
			s.scratch = append(s.scratch, record[from:i-1]...)
			s.fields = append(s.fields, s.scratch[began:len(s.scratch):len(s.scratch)])
		}
		return i
	}
}

// body is a record without its line break.
func body(record []byte) []byte {
	if n := len(record); n > 0 && record[n-1] == '\n' {
		record = record[:n-1]
		if n > 1 && record[n-2] == '\r' {
			record = record[:n-2]
		}
	}
	return record
}
