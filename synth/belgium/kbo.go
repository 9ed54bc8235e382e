package belgium

import (
	"bytes"
	"context"
	"fmt"

	"vigie"
	"vigie/synth/extract"
)

// kbo is the company register while it is written: a full file each January, an update each quarter, or once a
// year where the other registers come by year. Full files hold what is
// active and no history. An update deletes whole entities, table by table, and inserts what they are now.
type kbo struct {
	*world
	days    []vigie.Date // of the snapshots
	salt    uint64
	full    map[string][]*extract.Series
	inserts map[string][]*extract.Series
	deletes map[string][]*extract.Series
}

// kboTables are the tables of the company register: their columns, and the key by which updates delete.
var kboTables = []struct{ name, key, columns string }{
	{"enterprise", "EnterpriseNumber", "EnterpriseNumber Status JuridicalSituation TypeOfEnterprise JuridicalForm JuridicalFormCAC StartDate"},
	{"establishment", "EstablishmentNumber", "EstablishmentNumber StartDate EnterpriseNumber"},
	{"denomination", "EntityNumber", "EntityNumber Language TypeOfDenomination Denomination"},
	{"address", "EntityNumber", `EntityNumber TypeOfAddress CountryNL CountryFR Zipcode MunicipalityNL MunicipalityFR StreetNL StreetFR
		HouseNumber Box ExtraAddressInfo DateStrikingOff`},
	{"activity", "EntityNumber", "EntityNumber ActivityGroup NaceVersion NaceCode Classification"},
}

func writeKbo(ctx context.Context, w *world, s *shelf) error {
	k := &kbo{
		world: w, salt: w.key("kbo"), full: map[string][]*extract.Series{}, inserts: map[string][]*extract.Series{}, deletes: map[string][]*extract.Series{},
	}
	step := 3
	if w.options.Every == "year" {
		step = 12
	}
	for m := 3; m <= 75; m += step {
		k.days = append(k.days, firstOf(m)+2)
	}
	for n := range k.days {
		if err := k.open(n, s); err != nil {
			return err
		}
	}
	return w.eachFirm(ctx, "kbo", func(i int32, f *firm, _ dice) { k.firm(i, f) })
}

// open begins the files of a snapshot.
func (k *kbo) open(n int, s *shelf) error {
	day := k.days[n]
	y, m, _ := day.Time().Date()
	full := fmt.Sprintf("kbo/KboOpenData_%04d_%d_%02d_Full/", 70+n, y, int(m))
	update := fmt.Sprintf("kbo/KboOpenData_%04d_%d_%02d_Update/", 70+n, y, int(m))
	if int(m) == 1 {
		if err := k.describe(full, day, n, "full", s); err != nil {
			return err
		}
	}
	if n > 0 {
		if err := k.describe(update, day, n, "update", s); err != nil {
			return err
		}
	}
	for _, t := range kboTables {
		for _, file := range []struct {
			into          map[string][]*extract.Series
			name, columns string
			there         bool
		}{
			{k.full, full + t.name + ".csv", t.columns, int(m) == 1},
			{k.inserts, update + t.name + "_insert.csv", t.columns, n > 0},
			{k.deletes, update + t.name + "_delete.csv", t.key, n > 0},
		} {
			var series *extract.Series
			if file.there {
				var err error
				form := extract.Form{Path: file.name, Names: []string{file.name}, Days: []vigie.Date{day}, Columns: file.columns, Seed: s.seed}
				if series, err = extract.Open(s.dir, form); err != nil {
					return err
				}
				s.series = append(s.series, series)
			}
			file.into[t.name] = append(file.into[t.name], series)
		}
	}
	return nil
}

// describe writes the meta.csv and the code.csv of a folder.
func (k *kbo) describe(folder string, day vigie.Date, n int, kind string, s *shelf) error {
	var b bytes.Buffer
	d := day.Time().Format("02-01-2006")
	fmt.Fprintf(&b, "Variable,Value\nSnapshotDate,%s\nExtractTimestamp,%s 08:09:12\nExtractType,%s\nExtractNumber,%d\nVersion,R018.00\n", d, d, kind, 70+n)
	if err := s.put(folder+"meta.csv", b.Bytes(), 5); err != nil {
		return err
	}
	codes, rows, err := k.codes()
	if err != nil {
		return err
	}
	return s.put(folder+"code.csv", codes, rows)
}

// firm writes a firm into each snapshot: whole into full files, and into updates if it changed since the snapshot before.
func (k *kbo) firm(i int32, f *firm) {
	gone := k.gone(i, f)
	before := ""
	for n, day := range k.days {
		now := k.signature(f, gone, day)
		if n > 0 && now != before {
			if before != "" {
				k.remove(n, f, k.days[n-1])
			}
			if now != "" {
				k.enter(k.inserts, n, f, day)
			}
		}
		if now != "" && k.full["enterprise"][n] != nil {
			k.enter(k.full, n, f, day)
		}
		before = now
	}
}

// gone is the day on which a firm is struck off: soon after its end, or when its bankruptcy is closed; 0 if it is there.
func (k *kbo) gone(i int32, f *firm) vigie.Date {
	if f.ended == 0 {
		return 0
	}
	d := k.dice("struck off", int(i))
	if f.bankrupt {
		return f.ended + vigie.Date(d.between(250, 900))
	}
	return f.ended + vigie.Date(d.between(3, 40))
}

// signature tells two states of a firm apart; empty if it is not in the register.
func (k *kbo) signature(f *firm, gone, day vigie.Date) string {
	if f.started > day || gone != 0 && gone <= day {
		return ""
	}
	sign := make([]byte, 0, 8+len(f.units))
	for _, yes := range []bool{
		f.moved != 0 && f.moved <= day, f.renamed != 0 && f.renamed <= day, f.bankrupt && f.ended <= day,
		f.employer != 0 && f.employer <= day, day >= newNace,
	} {
		sign = append(sign, bit(yes))
	}
	for n := range f.units {
		sign = append(sign, bit(f.units[n].open(day)))
	}
	return string(sign)
}

func bit(b bool) byte {
	if b {
		return '1'
	}
	return '0'
}

// open says whether an establishment is there on a day.
func (u *unit) open(day vigie.Date) bool { return u.started <= day && (u.ended == 0 || day < u.ended) }
