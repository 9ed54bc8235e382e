package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

// Expired is what of one register may not be kept any longer.
type Expired struct {
	Source    string     `json:"source"`
	Retention string     `json:"retention"`
	Before    vigie.Date `json:"before"`   // what began before this day is past its period
	Rows      int64      `json:"rows"`     // in the lake
	Extracts  int64      `json:"extracts"` // as received, that hold nothing else
	Rejects   int64      `json:"rejects"`  // refused rows of these
}

// None tells whether there is nothing.
func (e Expired) None() bool { return e.Rows+e.Extracts+e.Rejects == 0 }

// PastRetention counts what may not be kept any longer as of a day, of each register of which there is any.
//
//  1. The period of a row begins on the day on which it became known. In a register that says how things stand (the pack says so, or its rows
//     count from the day of the extract), it begins on the day on which the row stood no more: who is still enrolled is not forgotten.
//  2. An extract as received is past its period when it was made before that day and none of its rows is kept.
func PastRetention(ctx context.Context, l *lake.Lake, p *pack.Pack, asOf vigie.Date, registers string) ([]Expired, error) {
	var out []Expired
	for i := range p.Sources {
		e, err := pastRetention(ctx, l, &p.Sources[i], asOf, registers)
		if err != nil {
			return nil, fmt.Errorf("retention of %s: %w", p.Sources[i].ID, err)
		}
		if !e.None() {
			out = append(out, e)
		}
	}
	return out, nil
}

func pastRetention(ctx context.Context, q lake.Querier, s *pack.Source, asOf vigie.Date, registers string) (Expired, error) {
	before, err := periodBegan(s, asOf)
	if err != nil {
		return Expired{}, err
	}
	e := Expired{Source: s.ID, Retention: s.Retention, Before: before}
	err = q.QueryRow(ctx, "SELECT count(*) FROM register."+lake.Name(s.ID)+" WHERE "+past(s, before)).Scan(&e.Rows)
	if err != nil {
		return e, err
	}
	if err := q.QueryRow(ctx, "SELECT count(*) FROM reject WHERE batch_id IN ("+emptied(s, before)+")").Scan(&e.Rejects); err != nil {
		return e, err
	}
	files, err := extractsOf(ctx, q, s, before, registers)
	e.Extracts = int64(len(files))
	return e, err
}

// periodBegan is the first day on which a period that is not over on the day may have begun.
func periodBegan(s *pack.Source, asOf vigie.Date) (vigie.Date, error) {
	period, err := pack.ParsePeriod(s.Retention)
	if err != nil {
		return 0, err
	}
	return vigie.DateOf(asOf.Time().AddDate(-period.Years, -period.Months, -period.Days)), nil
}

// past is the condition that a row's period is over.
func past(s *pack.Source, before vigie.Date) string {
	begins := "known_on"
	if s.Stands || s.KnownOn.Column == "" {
		begins = "known_until" // NULL: it stands
	}
	return fmt.Sprintf("%s < DATE '%s'", begins, before)
}

// emptied is a query for the extracts made before the day of which no row may be kept.
func emptied(s *pack.Source, before vigie.Date) string {
	return fmt.Sprintf(`SELECT batch_id FROM batch WHERE source = %s AND extract_on < DATE '%s'
AND batch_id NOT IN (SELECT batch_id FROM register.%s WHERE NOT coalesce(%s, false))`, lake.Quote(s.ID), before, lake.Name(s.ID), past(s, before))
}

// extractsOf are the files of the extracts of which nothing may be kept, where they are still there. A file that another extract shares stays.
func extractsOf(ctx context.Context, q lake.Querier, s *pack.Source, before vigie.Date, registers string) ([]string, error) {
	gone := emptied(s, before)
	f, err := q.Frame(ctx, "SELECT DISTINCT content, file FROM batch WHERE batch_id IN ("+gone+") AND content NOT IN (SELECT content FROM batch WHERE batch_id NOT IN ("+gone+"))")
	if err != nil {
		return nil, err
	}
	var files []string
	for i := range f.Rows {
		path := filepath.Join(registers, f.Columns[0].Texts[i]+extension(f.Columns[1].Texts[i]))
		if _, err := os.Stat(path); err == nil {
			files = append(files, path)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return files, nil
}

// Retain takes out what may not be kept any longer as of a day, and writes down how much it was. Rows go in one transaction a register; the files
// after it, so that a kill leaves at most files, which the next call finds.
func Retain(ctx context.Context, l *lake.Lake, p *pack.Pack, asOf vigie.Date, o Options) ([]Expired, error) {
	found, err := PastRetention(ctx, l, p, asOf, o.Registers)
	if err != nil {
		return nil, err
	}
	for _, e := range found {
		for i := range p.Sources {
			if s := &p.Sources[i]; s.ID == e.Source {
				if err := retain(ctx, l, s, e, asOf, o); err != nil {
					return nil, fmt.Errorf("retention of %s: %w", s.ID, noRoom(err))
				}
			}
		}
	}
	return found, nil
}

func retain(ctx context.Context, l *lake.Lake, s *pack.Source, e Expired, asOf vigie.Date, o Options) error {
	files, err := extractsOf(ctx, l, s, e.Before, o.Registers)
	if err != nil {
		return err
	}
	rejects, err := l.Frame(ctx, "SELECT DISTINCT batch_id FROM reject WHERE batch_id IN ("+emptied(s, e.Before)+")")
	if err != nil {
		return err
	}
	for _, id := range rejects.Columns[0].Numbers {
		files = append(files, filepath.Join(o.rejects(), fmt.Sprintf("%s-%.0f.csv", s.ID, id)))
	}
	err = l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM reject WHERE batch_id IN ("+emptied(s, e.Before)+")"); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "DELETE FROM register."+lake.Name(s.ID)+" WHERE "+past(s, e.Before)); err != nil {
			return err
		}
		for what, many := range map[string]int64{"rows": e.Rows, "extracts": e.Extracts, "rejects": e.Rejects} {
			if many == 0 {
				continue
			}
			_, err := tx.Exec(ctx, "INSERT INTO removed VALUES (CAST(? AS DATE), ?, ?, ?, CAST(? AS DATE), ?)", asOf.String(), what, s.ID, e.Retention, e.Before.String(), many)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, path := range files {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return syncDir(o.Registers)
}
