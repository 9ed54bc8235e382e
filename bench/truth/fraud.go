package main

import (
	"encoding/csv"
	"fmt"
	"os"

	"vigie"
)

// fraud is one row of the truth: an entity was at it from a day, until another or still.
type fraud struct {
	entity, phenomenon string
	from, until        vigie.Date // until is 0 when it goes on
}

func (f fraud) on(day vigie.Date) bool { return f.from <= day && (f.until == 0 || f.until > day) }

func readTruth(path string) ([]fraud, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	for _, name := range []string{"CompanyID", "Phenomenon", "FromDate", "ToDate"} {
		if _, ok := at[name]; !ok {
			return nil, fmt.Errorf("%s: no column %s", path, name)
		}
	}
	var frauds []fraud
	for i, row := range rows[1:] {
		one := fraud{entity: row[at["CompanyID"]], phenomenon: row[at["Phenomenon"]]}
		if one.from, err = vigie.ParseDate(row[at["FromDate"]]); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, i+2, err)
		}
		if text := row[at["ToDate"]]; text != "" {
			if one.until, err = vigie.ParseDate(text); err != nil {
				return nil, fmt.Errorf("%s: line %d: %w", path, i+2, err)
			}
		}
		frauds = append(frauds, one)
	}
	return frauds, nil
}

// active are the phenomena that each entity was at on the day.
func active(frauds []fraud, day vigie.Date) map[string][]string {
	at := map[string][]string{}
	for _, f := range frauds {
		if f.on(day) {
			at[f.entity] = append(at[f.entity], f.phenomenon)
		}
	}
	return at
}
