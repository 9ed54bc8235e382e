// Package fraud reads the truth that an invented country keeps apart: who was at fault, from when, until when.
package fraud

import (
	"encoding/csv"
	"fmt"
	"os"

	"vigie"
)

// Fraud is one row of the truth: an entity was at it from a day, until another or still.
type Fraud struct {
	Entity, Phenomenon string
	From, Until        vigie.Date // Until is 0 when it goes on
}

// On tells whether the entity was at it on the day.
func (f Fraud) On(day vigie.Date) bool { return f.From <= day && (f.Until == 0 || f.Until > day) }

// Read reads the file truth/fraud.csv of an invented country.
func Read(path string) ([]Fraud, error) {
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
	var frauds []Fraud
	for i, row := range rows[1:] {
		one := Fraud{Entity: row[at["CompanyID"]], Phenomenon: row[at["Phenomenon"]]}
		if one.From, err = vigie.ParseDate(row[at["FromDate"]]); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, i+2, err)
		}
		if text := row[at["ToDate"]]; text != "" {
			if one.Until, err = vigie.ParseDate(text); err != nil {
				return nil, fmt.Errorf("%s: line %d: %w", path, i+2, err)
			}
		}
		frauds = append(frauds, one)
	}
	return frauds, nil
}

// Active are the phenomena that each entity was at on the day.
func Active(frauds []Fraud, day vigie.Date) map[string][]string {
	at := map[string][]string{}
	for _, f := range frauds {
		if f.On(day) {
			at[f.Entity] = append(at[f.Entity], f.Phenomenon)
		}
	}
	return at
}
