package main

import (
	"context"
	"database/sql"
	"path/filepath"
	"strconv"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"

	"vigie"
	"vigie/casework"
)

// reportSignals is the script command `signals HOME N`: an inspector reports so many signals, as the server would have it done.
func reportSignals(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: signals HOME N")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ctx := vigie.WithActor(context.Background(), vigie.Actor{UserID: "anna", Roles: []vigie.Role{vigie.ProvincialInspector}, Purpose: "tip of the harbour police"})
	store, err := casework.Open(ctx, filepath.Join(ts.MkAbs(args[0]), "casework.db"), casework.Options{})
	ts.Check(err)
	for i := range n {
		at := time.Date(2026, 3, 2, 9, i, 0, 0, time.UTC)
		_, err := store.Do(ctx, vigie.Command{Action: "signal.report", At: at}, func(b vigie.Books) error {
			return b.Signals().Put(ctx, &vigie.Signal{State: vigie.SignalNew, Source: "tip", Title: "a site without declaration"})
		})
		ts.Check(err)
	}
	ts.Check(store.Close())
}

// tamper is the script command `tamper HOME SQL`: somebody with the disk in hand changes the store, below the program.
func tamper(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: tamper HOME SQL")
	}
	db, err := sql.Open("sqlite", filepath.Join(ts.MkAbs(args[0]), "casework.db"))
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(err)
	ts.Check(db.Close())
}
