package belgium

import (
	"strconv"
	"testing"

	"vigie"
)

// Numbers that are published as examples, less their check digits.
func TestCheckDigits(t *testing.T) {
	t.Parallel()
	for n7, want := range map[uint32]string{93_54: "000935467", 10_00: "000100006", 1_999_999: "199999934"} {
		if got := string(appendNSSO(nil, n7)); got != want {
			t.Errorf("NSSO number %s, want %s", got, want)
		}
	}
	if got := dotted(2_039_203); got != "0203.920.317" && !validEnterprise(enterprise(2_039_203)) {
		t.Errorf("enterprise number %s", got)
	}
	if got, want := dottedUnit(80_000_000), "8.000.000.0"; got[:11] != want || !validEnterprise(enterprise(80_000_000)) {
		t.Errorf("establishment number %s, want %s and its check digits", got, want)
	}
}

// validEnterprise is the published rule: the first eight digits modulo 97 and the last two make 97.
func validEnterprise(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && len(s) == 10 && n/100%97+n%100 == 97
}

// validINSS is the published rule, tried for both centuries.
func validINSS(s string) bool {
	n9, err := strconv.ParseUint(s[:9], 10, 64)
	check, err2 := strconv.ParseUint(s[9:], 10, 64)
	return err == nil && err2 == nil && len(s) == 11 && (97-n9%97 == check || 97-(n9+2_000_000_000)%97 == check)
}

func TestNumbersOfPeople(t *testing.T) {
	t.Parallel()
	w := demoCountry(t)
	seen := map[string]bool{}
	for p := int32(1); p < int32(len(w.people)); p++ {
		s := string(w.appendINSS(nil, p))
		if !validINSS(s) {
			t.Fatalf("%s: the check digits do not hold", s)
		}
		if seen[s] {
			t.Fatalf("%s is the number of two people", s)
		}
		seen[s] = true
		y, m, d := vigie.Date(w.people[p].born).Time().Date()
		month := int(m)
		if w.people[p].bis {
			month += 40
		}
		if want := string(padded(padded(padded(nil, uint64(y%100), 2), uint64(month), 2), uint64(d), 2)); s[:6] != want {
			t.Fatalf("%s is of somebody born on %s", s, vigie.Date(w.people[p].born))
		}
	}
}

func TestNumbersOfFirms(t *testing.T) {
	t.Parallel()
	w := demoCountry(t)
	seen := map[uint32]bool{}
	once := func(n uint32) {
		if seen[n] {
			t.Errorf("the number %d is given twice", n)
		}
		seen[n] = true
	}
	for i := range w.firms[1:] {
		f := &w.firms[i+1]
		once(f.number)
		if f.employer != 0 {
			once(f.nsso)
		}
		for _, u := range f.units {
			once(u.number)
		}
		if s := enterprise(f.number); !validEnterprise(s) || s[0] != '1' {
			t.Errorf("enterprise number %s", s)
		}
	}
}
