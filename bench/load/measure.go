package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"vigie/lake"
	"vigie/pack"
	"vigie/source"
)

// measure runs one side in a folder of its own and prints the result as JSON.
func measure(who, file string, memory int) {
	home, err := os.MkdirTemp(filepath.Dir(file), "home-")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(home)
	if who == "series" {
		printSeries(home, file, memory)
		return
	}
	ctx := context.Background()
	began := time.Now()
	var rows int64
	if who == "vigie" {
		rows, err = ours(ctx, home, file, memory)
	} else {
		rows, err = peer(ctx, home, file, memory)
	}
	if err != nil {
		os.RemoveAll(home)
		log.Fatal(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(result{Seconds: time.Since(began).Seconds(), Rows: rows}); err != nil {
		log.Fatal(err)
	}
}

// ours is a whole load, as `vigie load` does it: the extract kept and synced, every check, the commit.
func ours(ctx context.Context, home, file string, memory int) (int64, error) {
	l, err := lake.Open(ctx, filepath.Join(home, "lake", "build.duckdb"), lake.Options{MemoryMB: memory})
	if err != nil {
		return 0, err
	}
	r, err := source.Load(ctx, l, register(filepath.Base(file)), source.Options{Data: filepath.Dir(file), Registers: filepath.Join(home, "registers"), Now: time.Now()})
	if err != nil {
		return 0, err
	}
	if err := r.Err(); err != nil {
		return 0, err
	}
	return r.Batches[0].Added, l.Close()
}

// peer is what DuckDB does with the same file and the same types, and nothing more.
func peer(ctx context.Context, home, file string, memory int) (int64, error) {
	l, err := lake.Open(ctx, filepath.Join(home, "peer.duckdb"), lake.Options{MemoryMB: memory, External: true})
	if err != nil {
		return 0, err
	}
	_, err = l.Exec(ctx, fmt.Sprintf(`CREATE TABLE declarations AS SELECT * FROM read_csv(%s, header = true, delim = ',', quote = '"', escape = '"',
		columns = {'declaration': 'BIGINT', 'employer': 'VARCHAR', 'worker': 'VARCHAR', 'started_on': 'DATE', 'ended_on': 'DATE',
			'sector': 'VARCHAR', 'municipality': 'BIGINT', 'hours': 'DOUBLE', 'wage': 'DOUBLE', 'status': 'VARCHAR'})`, lake.Quote(file)))
	if err != nil {
		return 0, err
	}
	var rows int64
	if err := l.QueryRow(ctx, "SELECT count(*) FROM declarations").Scan(&rows); err != nil {
		return 0, err
	}
	return rows, l.Close()
}

// register is the description of the invented register.
func register(file string) *pack.Pack {
	text := func(s string) *string { return &s }
	return &pack.Pack{ID: "bench", Sources: []pack.Source{{
		ID: "declarations", Files: []string{file}, Extract: pack.Extract{FileName: `([0-9]{8})\.csv`},
		Key: []string{"declaration"}, KnownOn: pack.Known{Column: "started_on", PlusDays: 30},
		Columns: []pack.Column{
			{Name: "declaration", Type: "integer", Required: true, Min: text("1")},
			{Name: "employer", Type: "text", Required: true, Check: &pack.CheckDigit{Modulus: 97, Payload: 8, Complement: true}},
			{Name: "worker", Type: "text", Required: true, Check: &pack.CheckDigit{Modulus: 97, Payload: 9, Complement: true, Prefixes: []string{"2"}}},
			{Name: "started_on", Type: "date", Required: true, Min: text("2000-01-01"), Max: text("2030-12-31")},
			{Name: "ended_on", Type: "date", Min: text("2000-01-01")},
			{Name: "sector", Type: "text", Required: true, Codes: sectors},
			{Name: "municipality", Type: "integer", Required: true, Min: text("11001"), Max: text("93090")},
			{Name: "hours", Type: "number", Min: text("0"), Max: text("60")},
			{Name: "wage", Type: "number", Min: text("0")},
			{Name: "status", Type: "text", Required: true, Codes: []string{"A", "B", "C", "D"}},
		},
	}}}
}
