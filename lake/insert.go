package lake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/duckdb/duckdb-go/v2"

	"vigie"
)

// Rows are rows that are computed in Go while DuckDB takes them in.
type Rows interface {
	// Fields are the columns, in the order of the batches' vectors.
	Fields() []Field
	// Next gives the next rows, or io.EOF. The batch is the caller's until the next call. It is never called twice at a
	// time, and is called from a thread of DuckDB's.
	Next(ctx context.Context) (*Batch, error)
}

// Insert adds all rows to a table, in their order, and returns how many. The table's other columns take their defaults.
// It is what a register of ten million rows comes in by: the rows are checked in Go on the other cores meanwhile, and
// nothing is written to disk twice.
func (t *Tx) Insert(ctx context.Context, table string, rows Rows) (int64, error) {
	fields := rows.Fields()
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = Name(f.Name)
	}
	list := strings.Join(names, ", ")
	s := &stream{ctx: ctx, rows: rows, fields: fields}
	id := t.streams.add(s)
	defer t.streams.remove(id)
	n, err := t.Exec(ctx, fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM %s(%d)", table, list, list, streamFunction, id))
	if s.err != nil {
		return 0, s.err
	}
	return n, err
}

// streamFunction is the table function through which DuckDB reads a stream.
const streamFunction = "vigie_stream"

// streams are those being read, by the number that stands in the SQL.
type streams struct {
	mu   sync.Mutex
	next int64
	open map[int64]*stream
}

func (s *streams) add(st *stream) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		s.open = map[int64]*stream{}
	}
	s.next++
	s.open[s.next] = st
	return s.next
}

func (s *streams) remove(id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, id)
}

func (s *streams) bind(_ map[string]any, args ...any) (duckdb.ChunkTableSource, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if st := s.open[args[0].(int64)]; st != nil {
		return st, nil
	}
	return nil, fmt.Errorf("%s is for the lake's own use", streamFunction)
}

// register makes the table function known to the database.
func (l *Lake) register(ctx context.Context) error {
	conn, err := l.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	number, err := duckdb.NewTypeInfo(duckdb.TYPE_BIGINT)
	if err != nil {
		return err
	}
	return duckdb.RegisterTableUDF(conn, streamFunction, duckdb.ChunkTableFunction{
		Config:        duckdb.TableFunctionConfig{Arguments: []duckdb.TypeInfo{number}},
		BindArguments: l.streams.bind,
	})
}

// stream hands one Rows to DuckDB, a chunk at a time and on one thread, so that the rows keep their order and the same
// extract always gives the same table. On two threads DuckDB would lose the order, and the other cores have the checks to do.
type stream struct {
	ctx    context.Context
	rows   Rows
	fields []Field

	batch *Batch
	at    int // rows of the batch already given
	err   error
}

func (s *stream) Init()                                {}
func (s *stream) Cardinality() *duckdb.CardinalityInfo { return nil }

func (s *stream) ColumnInfos() []duckdb.ColumnInfo {
	infos := make([]duckdb.ColumnInfo, len(s.fields))
	for i, f := range s.fields {
		info, _ := duckdb.NewTypeInfo(kinds[f.Kind])
		infos[i] = duckdb.ColumnInfo{Name: f.Name, T: info}
	}
	return infos
}

var kinds = map[Kind]duckdb.Type{
	Text: duckdb.TYPE_VARCHAR, Integer: duckdb.TYPE_BIGINT, Number: duckdb.TYPE_DOUBLE,
	Boolean: duckdb.TYPE_BOOLEAN, Day: duckdb.TYPE_DATE, Timestamp: duckdb.TYPE_TIMESTAMP,
}

// FillChunk gives DuckDB the next rows. The error is kept besides, since DuckDB hands on only its text.
func (s *stream) FillChunk(chunk duckdb.DataChunk) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = vigie.Errorf(vigie.Internal, "panic while rows were taken in: %v", r)
		}
		s.err = errors.Join(s.err, err)
	}()
	for s.batch == nil || s.at == s.batch.Rows {
		if s.batch, err = s.rows.Next(s.ctx); errors.Is(err, io.EOF) {
			s.batch = nil
			return chunk.SetSize(0)
		} else if err != nil {
			return err
		}
		s.at = 0
	}
	n := min(duckdb.GetDataChunkCapacity(), s.batch.Rows-s.at)
	for i := range s.batch.Vectors {
		to, err := vectorOf(chunk, i)
		if err != nil {
			return err
		}
		s.batch.Vectors[i].copyTo(to, s.at, n)
	}
	s.at += n
	return chunk.SetSize(n)
}
