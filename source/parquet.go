package source

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"strings"

	"vigie"
	"vigie/lake"
)

// openParquet reads a Parquet file as if it were CSV, so that its rows go through the same door: the same checks, the
// same reasons. Its lines are counted as that CSV's: the header is line 1 and the first row line 2. The file is read by
// a lake in memory of its own, because the lake that pack SQL runs on may not read files.
func openParquet(ctx context.Context, path string, c *checker) (*opened, error) {
	reader, err := lake.Open(ctx, lake.Memory, lake.Options{External: true, Threads: 1})
	if err != nil {
		return nil, err
	}
	o := &opened{close: []func(){func() { reader.Close() }}}
	p := &parquet{ctx: ctx}
	if p.rows, err = p.query(ctx, reader, path, c); err != nil { //nolint:rowserrcheck // Read checks it at the end
		o.Close()
		return nil, vigie.Errorf(vigie.Refused, "the file can not be read as Parquet: %s; fetch it again", firstLineOf(err.Error()))
	}
	o.close = append(o.close, func() { p.rows.Close() })
	o.Reader = p
	return o, nil
}

// parquet writes rows as CSV in the usual form.
type parquet struct {
	ctx     context.Context
	rows    *sql.Rows
	values  []sql.NullString
	targets []any
	pending bytes.Buffer
	ended   bool
}

// query reads every column as a text, dates and times as the checks expect them.
func (p *parquet) query(ctx context.Context, q lake.Querier, path string, c *checker) (*sql.Rows, error) {
	described, err := q.Query(ctx, "SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet("+lake.Quote(path)+"))")
	if err != nil {
		return nil, err
	}
	defer described.Close()
	var columns []string
	for described.Next() {
		var name, typ string
		if err := described.Scan(&name, &typ); err != nil {
			return nil, err
		}
		columns = append(columns, asText(lake.Name(name), typ))
		p.field([]byte(name), len(columns) > 1)
	}
	p.pending.WriteByte('\n')
	if err := described.Err(); err != nil {
		return nil, err
	}
	p.values, p.targets = make([]sql.NullString, len(columns)), make([]any, len(columns))
	for i := range p.values {
		p.targets[i] = &p.values[i]
	}
	c.usualForm()
	return q.Query(ctx, "SELECT "+strings.Join(columns, ", ")+" FROM read_parquet("+lake.Quote(path)+")")
}

func asText(name, typ string) string {
	if strings.HasPrefix(typ, "TIMESTAMP") {
		return fmt.Sprintf("CASE WHEN %[1]s = date_trunc('day', %[1]s) THEN strftime(%[1]s, '%%Y-%%m-%%d') ELSE CAST(%[1]s AS VARCHAR) END", name)
	}
	return "CAST(" + name + " AS VARCHAR)"
}

// usualForm sets the checker to what a parquet writes, whatever the pack says about its CSV.
func (c *checker) usualForm() {
	c.delim, c.quote, c.encoding = ',', '"', "utf-8"
	for _, col := range c.columns {
		col.decimal = '.'
		if col.Type == "timestamp" {
			col.layout, _ = parseLayout("%Y-%m-%d %H:%M:%S")
			col.layout.open = true
		} else {
			col.layout, _ = parseLayout("%Y-%m-%d")
		}
	}
}

// Read implements io.Reader.
func (p *parquet) Read(b []byte) (int, error) {
	for p.pending.Len() < len(b) && !p.ended {
		if !p.rows.Next() {
			p.ended = true
			if err := errors.Join(p.rows.Err(), p.ctx.Err()); err != nil {
				return 0, err
			}
			break
		}
		if err := p.rows.Scan(p.targets...); err != nil {
			return 0, err
		}
		for i := range p.values {
			p.field([]byte(p.values[i].String), i > 0)
		}
		p.pending.WriteByte('\n')
	}
	if p.pending.Len() == 0 {
		return 0, io.EOF
	}
	return p.pending.Read(b)
}

func (p *parquet) field(value []byte, again bool) {
	if again {
		p.pending.WriteByte(',')
	}
	if !bytes.ContainsAny(value, ",\"\n\r") {
		p.pending.Write(value)
		return
	}
	p.pending.WriteByte('"')
	p.pending.Write(bytes.ReplaceAll(value, []byte{'"'}, []byte{'"', '"'}))
	p.pending.WriteByte('"')
}

func firstLineOf(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
