package harbour

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"vigie"
)

// registers are the extracts while they are written.
type registers struct {
	employers, corrected, closures, declarations, turnover, complaints, visits, inspections *extract
}

func openRegisters(dir string, seed uint64) (*registers, error) {
	r := &registers{}
	var failed error
	open := func(into **extract, name, columns string, form form) {
		if failed == nil {
			*into, failed = openExtract(dir, name, strings.Fields(columns), form, seed)
		}
	}
	const employers = "number name legal_form sector territory lat lon started_on registered_on manager premises"
	open(&r.employers, "employers-"+firstExtracted.String()+".csv", employers, form{number: 0, date: 7, code: 3})
	open(&r.corrected, "employers-"+extracted.String()+".csv", employers, form{number: 0, date: 7, code: 3})
	end := "-" + extracted.String() + ".csv"
	open(&r.closures, "closures"+end, "number ended_on cause unpaid published_on", form{number: 0, date: 1, code: 2})
	open(&r.declarations, "declarations"+end+".gz", "number month workers part_time hours declared_on", form{number: 0, date: 5, code: 2})
	// The tax register writes as it always has: semicolons, decimal commas, the day first.
	open(&r.turnover, "turnover"+end, "number quarter_end turnover filed_on", form{number: 0, date: 3, code: 2, comma: ';'})
	open(&r.complaints, "complaints"+end, "complaint number received_on kind", form{number: 1, date: 2, code: 3})
	open(&r.visits, "visits"+end, "inspection number inspected_on team", form{number: 1, date: 2, code: 0})
	open(&r.inspections, "inspections"+end, "inspection number inspected_on closed_on channel outcome phenomenon assessed collected selection_probability team",
		form{number: 1, date: 2, code: 5})
	return r, failed
}

func (r *registers) all() []*extract {
	return []*extract{r.employers, r.corrected, r.closures, r.declarations, r.turnover, r.complaints, r.visits, r.inspections}
}

// close closes all files and reports them.
func (r *registers) close(report *Report) error {
	var errs []error
	for _, x := range r.all() {
		errs = append(errs, x.close())
		report.Files = append(report.Files, File{x.name, x.rows, x.dirt})
	}
	return errors.Join(errs...)
}

// A register holds what reached it by the day of its extract, and nothing later.

func (w *world) close(e *employer) {
	published := e.ended + 4 + vigie.Date(w.rng.IntN(20))
	unpaid := 0.0
	if e.cause == "bankruptcy" {
		unpaid = math.Round(e.staff * (500 + 2500*w.rng.Float64()))
	}
	if published <= extracted {
		w.out.closures.write(e.number, e.ended.String(), e.cause, money(unpaid), published.String())
	}
}

func (w *world) writeDeclaration(e *employer, month vigie.Date, workers, partTime int, hours float64, on vigie.Date) {
	if on <= extracted {
		w.out.declarations.write(e.number, month.String(), strconv.Itoa(workers), strconv.Itoa(partTime), money(hours), on.String())
	}
}

func (w *world) writeTurnover(e *employer, quarterEnd vigie.Date, turnover float64, on vigie.Date) {
	if on <= extracted {
		w.out.turnover.write(e.number, dayFirst(quarterEnd), strings.Replace(strconv.FormatFloat(turnover, 'f', 2, 64), ".", ",", 1), dayFirst(on))
	}
}

func (w *world) writeComplaint(id string, e *employer, on vigie.Date, kind string) {
	if on <= extracted {
		w.out.complaints.write(id, e.number, on.String(), kind)
	}
}

func (w *world) writeInspection(id string, v visit, on, closed vigie.Date, r result, team string) {
	w.out.visits.write(id, v.e.number, on.String(), team)
	if closed > extracted {
		return // the visit is in the diary, what it found is not yet in the register
	}
	assessed, collected, chance := "", "", ""
	if r.assessed > 0 {
		assessed, collected = money(r.assessed), money(r.collected)
	}
	if v.chance > 0 {
		chance = strconv.FormatFloat(v.chance, 'f', 5, 64)
	}
	w.out.inspections.write(id, v.e.number, on.String(), closed.String(), v.channel, r.outcome, r.phenomenon, assessed, collected, chance, team)
	w.report.Visits[v.channel]++
	if r.positive() {
		w.report.Findings[v.channel]++
	}
}

func money(v float64) string { return strconv.FormatFloat(v, 'f', 0, 64) }

func dayFirst(d vigie.Date) string {
	y, m, day := d.Time().Date()
	return fmt.Sprintf("%02d/%02d/%04d", day, int(m), y)
}
