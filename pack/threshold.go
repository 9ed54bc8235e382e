package pack

import (
	"fmt"
	"strings"

	"vigie"
)

// Threshold is an amount or a limit that changes with the law. SQL reads them as threshold(id, from_on, until_on, value).
type Threshold struct {
	ID         string  `yaml:"id"`
	Meaning    Text    `yaml:"meaning"`
	Unit       Text    `yaml:"unit"`
	LegalBasis string  `yaml:"legal_basis"`
	Values     Changes `yaml:"values"`
}

// Changes are the values of something that changed, the oldest first. In YAML it is a list of from and value, or one number,
// which always held.
type Changes []Change

// Change is a value and the first day on which it held; "" says that it always did.
type Change struct {
	From  string  `yaml:"from"`
	Value float64 `yaml:"value"`
}

// ThresholdSQL is the view threshold as a query. A row holds from from_on to the day before until_on; NULL is without end.
func (p *Pack) ThresholdSQL() string {
	var rows []string
	for _, t := range p.Thresholds {
		rows = append(rows, t.Values.rows(t.ID)...)
	}
	return changesSQL(rows)
}

// IndicatorThresholdSQL is the same of the weights from which each indicator fires.
func (p *Pack) IndicatorThresholdSQL() string {
	var rows []string
	for i := range p.Indicators {
		x := &p.Indicators[i]
		rows = append(rows, x.Threshold.rows(x.ID)...)
	}
	return changesSQL(rows)
}

// rows are the rows of VALUES; ids are names of the reader's checking, and hold no quotes.
func (c Changes) rows(id string) []string {
	day := func(s string) string {
		if s == "" {
			return "NULL"
		}
		return "'" + s + "'"
	}
	var rows []string
	for i, v := range c {
		until := ""
		if i+1 < len(c) {
			until = c[i+1].From
		}
		rows = append(rows, fmt.Sprintf("('%s', %s, %s, %s)", id, day(v.From), day(until), plain(v.Value)))
	}
	return rows
}

func changesSQL(rows []string) string {
	where := ""
	if len(rows) == 0 {
		rows, where = []string{"('', NULL, NULL, 0)"}, " WHERE false"
	}
	return "SELECT CAST(id AS VARCHAR) AS id, CAST(from_on AS DATE) AS from_on, CAST(until_on AS DATE) AS until_on, CAST(value AS DOUBLE) AS value\nFROM (VALUES " +
		strings.Join(rows, ",\n  ") + ") AS t(id, from_on, until_on, value)" + where
}

func checkThresholds(d *document, all []Threshold) {
	checkAreas(d, "thresholds", areas(all, func(x Threshold) Area { return Area{x.ID, x.Meaning} }))
	for i, t := range all {
		at := fmt.Sprintf("thresholds[%d]", i)
		if t.ID != "" && !idForm.MatchString(t.ID) {
			d.fault(at+".id", fmt.Sprintf("threshold %q is no name", shorten(t.ID)), "begin with a letter and use small letters, digits, _ and -")
		}
		d.need(at+".unit", t.Unit, "write what it counts, such as euros a year")
		if strings.TrimSpace(t.LegalBasis) == "" {
			d.fault(at+".legal_basis", "legal_basis is missing"+d.in(at), "name the law or decree that sets it")
		}
		if len(t.Values) == 0 {
			d.fault(at+".values", "values is missing"+d.in(at), "list from: and value:, the oldest first")
		}
		checkChanges(d, at+".values", t.Values)
	}
}

// checkChanges checks that each value has its day, in their order. The first may have none, if it always held.
func checkChanges(d *document, at string, c Changes) {
	var last vigie.Date
	for i, v := range c {
		here := fmt.Sprintf("%s[%d]", at, i)
		if d.has(here) && !d.has(here+".value") {
			d.fault(here+".value", "value is missing"+d.in(here), "write a number")
		}
		if v.From == "" && i == 0 {
			continue
		}
		day := d.date(here+".from", v.From)
		if day == nil {
			continue
		}
		if i > 0 && *day <= last {
			d.fault(here+".from", fmt.Sprintf("from %s is not after the one before", v.From), "list the oldest first, each day once")
		}
		last = *day
	}
}
