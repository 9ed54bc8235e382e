package harbour

import (
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"vigie"
)

// writeTruth keeps what no register knows: one row is a time in which an employer hid work. It is for those who test a
// method against what was planted.
func writeTruth(dir string, everyone []*employer) error {
	f, err := os.Create(filepath.Join(dir, "truth.csv"))
	if err != nil {
		return vigie.Errorf(vigie.Unavailable, "write truth: %w", err)
	}
	c := csv.NewWriter(f)
	errs := []error{c.Write([]string{"number", "scheme", "from_on", "until_on", "share_of_hours"})}
	for _, e := range everyone {
		for _, s := range e.past {
			until := ""
			if s.until != 0 {
				until = s.until.String()
			}
			errs = append(errs, c.Write([]string{e.number, string(s.kind), s.from.String(), until, strconv.FormatFloat(s.share, 'f', 3, 64)}))
		}
	}
	c.Flush()
	return errors.Join(append(errs, c.Error(), f.Close())...)
}
