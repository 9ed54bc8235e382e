package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"vigie"
)

// country is what was read.
type country struct {
	registered  map[string]employer // by enterprise number
	workers     map[string]int      // by enterprise number, in the quarter of reference
	inspections map[string]map[string]string
	tips        map[string]map[string]string
	frauds      []map[string]string
	companies   int // in the last full extract of the company register
	natural     int
}

type employer struct {
	sector   string
	from, to vigie.Date // to is 0 while it is there
}

// sectors by joint committee; all others are "other".
var sectors = map[string]string{
	"12400": "construction", "12100": "cleaning", "30200": "horeca", "14003": "transport", "14500": "agriculture", "31100": "retail",
	"32200": "temp-agency", "11100": "metal", "33000": "care",
}

// reference is the quarter of which sizes are told.
const reference = "20232"

func read(dir string) (*country, error) {
	c := &country{registered: map[string]employer{}, workers: map[string]int{}, inspections: map[string]map[string]string{}, tips: map[string]map[string]string{}}
	errs := []error{
		each(dir, "nsso/employer-*.csv", func(r map[string]string) {
			e := employer{sector: sectors[r["JointCommissionNbr"]]}
			if e.sector == "" {
				e.sector = "other"
			}
			var err error
			if e.from, err = vigie.ParseDate(r["StartingDate"]); err != nil || !good(r["CompanyID"]) {
				return
			}
			e.to, _ = vigie.ParseDate(r["EndingDate"])
			c.registered[r["CompanyID"]] = e
		}),
		each(dir, "dmfa/declaration-*.csv", func(r map[string]string) {
			if n, err := strconv.Atoi(r["WorkersNbr"]); err == nil && r["Quarter"] == reference {
				c.workers[r["CompanyID"]] = n
			}
		}),
		each(dir, "inspection/inspection-*.csv", func(r map[string]string) { keep(c.inspections, r, "InspectionId", "InspectedOn", "Outcome") }),
		each(dir, "tip/tip-*.csv", func(r map[string]string) { keep(c.tips, r, "TipId", "ReceivedOn", "Kind") }),
	}
	if err := each(dir, "truth/fraud.csv", func(r map[string]string) { c.frauds = append(c.frauds, r) }); err != nil && !errors.Is(err, os.ErrNotExist) {
		errs = append(errs, err)
	}
	return c, errors.Join(append(errs, c.register(dir))...)
}

// register counts the last full extract of the company register.
func (c *country) register(dir string) error {
	names, err := filepath.Glob(filepath.Join(dir, "kbo/*_Full/enterprise.csv"))
	if err != nil || len(names) == 0 {
		return fmt.Errorf("no full extract of the company register in %s", dir)
	}
	return eachOf(names[len(names)-1], func(r map[string]string) {
		c.companies++
		if r["TypeOfEnterprise"] == "1" {
			c.natural++
		}
	})
}

// keep keeps the last state of a row, unless it is spoilt.
func keep(all map[string]map[string]string, r map[string]string, key, date, code string) {
	if _, err := vigie.ParseDate(r[date]); err != nil || r[code] == "?" || !good(r["CompanyID"]) && r["CompanyID"] != "" {
		return
	}
	all[r[key]] = r
}

// good says whether an enterprise number has its check digits.
func good(number string) bool {
	if len(number) != 10 {
		return false
	}
	payload, err1 := strconv.Atoi(number[:8])
	check, err2 := strconv.Atoi(number[8:])
	return err1 == nil && err2 == nil && payload%97+check == 97
}

// each reads all extracts of a register in order.
func each(dir, pattern string, see func(map[string]string)) error {
	names, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("no extract %s in %s: %w", pattern, dir, os.ErrNotExist)
	}
	for _, name := range names {
		if err := eachOf(name, see); err != nil {
			return err
		}
	}
	return nil
}

func eachOf(name string, see func(map[string]string)) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	c := csv.NewReader(f)
	c.FieldsPerRecord = -1
	header, err := c.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for {
		fields, err := c.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if len(fields) != len(header) {
			continue // cut short
		}
		r := make(map[string]string, len(header))
		for i, h := range header {
			r[h] = fields[i]
		}
		see(r)
	}
}
