package belgium

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
)

// writeTruth keeps what no register knows, in a folder that no pack reads: who did what from when until when, alone or in a
// network. It is for those who hold a method against what was planted.
func writeTruth(_ context.Context, w *world, s *shelf) error {
	if !w.options.Truth {
		return nil
	}
	var b bytes.Buffer
	b.WriteString("CompanyID,Phenomenon,FromDate,ToDate,Sector,Territory,Intensity,Group\n")
	rows := 0
	for i := range w.frauds {
		f := &w.frauds[i]
		if f.firm == 0 || f.until != 0 && f.until < history {
			continue
		}
		until, group := "", ""
		if f.until != 0 {
			until = f.until.String()
		}
		if f.ring != 0 {
			group = "R" + strconv.Itoa(int(f.ring))
		}
		firm := &w.firms[f.firm]
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%s,%.3f,%s\n", enterprise(firm.number), f.phenomenon, f.from, until,
			w.sectors[firm.sector].id, territories[w.territory(f.firm)], f.intensity, group)
		rows++
	}
	return s.put("truth/fraud.csv", b.Bytes(), rows)
}
