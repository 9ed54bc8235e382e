package source

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vigie/pack"
)

func TestParseNumberIsTheNearestFloat(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[+-]?[0-9]{1,12}(\.[0-9]{0,12})?(e-?[0-9]{1,2})?`).Draw(t, "number")
		want, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Skip(s)
		}
		if got, ok := parseNumber([]byte(s), '.'); !ok || got != want {
			t.Fatalf("%s is %v, want %v", s, got, want)
		}
		if got, ok := parseNumber([]byte(strings.Replace(s, ".", ",", 1)), ','); !ok || got != want {
			t.Fatalf("%s with a comma is %v, want %v", s, got, want)
		}
	})
	for _, s := range []string{"", ".", "-", "+", "1.2.3", "1,000", "0x10", "1_000", "inf", "NaN", "1e999", "1 2", "e5", "--1", "1.5€"} {
		if x, ok := parseNumber([]byte(s), '.'); ok && s != "" {
			t.Errorf("%q is read as %v", s, x)
		}
	}
}

func TestParseInteger(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"0", "-0", "+7", "007", "999999999999999999", "9223372036854775807", "-9223372036854775808", "1.0", "", "-", "9223372036854775808", "1a", " 1"} {
		want, err := strconv.ParseInt(s, 10, 64)
		if got, ok := parseInteger([]byte(s)); ok != (err == nil) || ok && got != want {
			t.Errorf("%q is %d %v, want %d %v", s, got, ok, want, err)
		}
	}
}

func TestEveryDayOfTwoCenturies(t *testing.T) {
	t.Parallel()
	layouts := map[string]string{"%Y-%m-%d": "2006-01-02", "%d/%m/%Y": "02/01/2006", "%Y%m%d": "20060102", "%d %b %Y": "02 Jan 2006", "%Y-%j": "2006-002"}
	day := time.Date(1890, 1, 1, 0, 0, 0, 0, time.UTC)
	for range 220 * 366 {
		for form, goForm := range layouts {
			l, err := parseLayout(form)
			if err != nil {
				t.Fatal(err)
			}
			s := day.Format(goForm)
			if got, _, ok := l.parse([]byte(s)); !ok || int64(got) != day.Unix()/86400 {
				t.Fatalf("%s by %s is %d, want %d", s, form, got, day.Unix()/86400)
			}
		}
		day = day.AddDate(0, 0, 1)
	}
}

func TestDaysAndTimesThatAreRefused(t *testing.T) {
	t.Parallel()
	for form, values := range map[string][]string{
		"%Y-%m-%d":          {"2023-02-29", "1900-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00", "2024-1-1", "24-01-01", "2024-01-01 ", "2024-01-01T00:00:00", "", "abcd-ef-gh"},
		"%d/%m/%Y":          {"31/04/2024", "01-01-2024", "1/1/24", "01/01/20245"},
		"%Y-%m-%d %H:%M:%S": {"2024-01-01", "2024-01-01 24:00:00", "2024-01-01 10:60:00", "2024-01-01 10:00:61"},
		"%Y-%j":             {"2023-366", "2023-000"},
	} {
		l, _ := parseLayout(form)
		for _, s := range values {
			if d, _, ok := l.parse([]byte(s)); ok {
				t.Errorf("%q by %s is read as day %d", s, form, d)
			}
		}
	}
	l, _ := parseLayout("%Y-%m-%d %H:%M:%S.%f")
	if d, micros, ok := l.parse([]byte("1970-01-02 01:02:03.5")); !ok || d != 1 || micros != 3723500000 {
		t.Errorf("%d %d %v", d, micros, ok)
	}
	if _, err := parseLayout("%Q"); err == nil {
		t.Error("an unknown directive is understood")
	}
}

// TestCheckDigits compares with arithmetic on whole numbers of any size.
func TestCheckDigits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := &pack.CheckDigit{Modulus: rapid.SampledFrom([]int{97, 11, 89}).Draw(t, "modulus"), Payload: rapid.IntRange(1, 20).Draw(t, "payload"),
			Complement: rapid.Bool().Draw(t, "complement"), Prefixes: rapid.SampledFrom([][]string{nil, {"2"}, {"1", "20"}}).Draw(t, "prefixes"),
			Multiply: rapid.SampledFrom([]int{0, 1, 100, 999_983}).Draw(t, "multiply")}
		if from := rapid.IntRange(0, 98).Draw(t, "from"); from > 0 && !c.Complement {
			c.From = &from
		}
		digits := rapid.StringMatching(fmt.Sprintf("[0-9]{%d}", c.Payload+2)).Draw(t, "digits")
		want := false
		for _, prefix := range append([]string{""}, c.Prefixes...) {
			n, _ := new(big.Int).SetString(prefix+digits[:c.Payload], 10)
			r := new(big.Int).Mod(n.Mul(n, big.NewInt(int64(max(c.Multiply, 1)))), big.NewInt(int64(c.Modulus))).Int64()
			switch {
			case c.Complement:
				r = int64(c.Modulus) - r
			case c.From != nil:
				r = int64(*c.From) - r
			}
			check, _ := strconv.ParseInt(digits[c.Payload:], 10, 64)
			want = want || r == check
		}
		if got := c.Right([]byte(digits)); got != want {
			t.Fatalf("%s with %+v: %v, want %v", digits, c, got, want)
		}
	})
}

// TestDigits reads numbers as people write them, with check digits of several registers and without.
func TestDigits(t *testing.T) {
	t.Parallel()
	from := 96
	nsso := &pack.CheckDigit{Modulus: 97, Payload: 7, Multiply: 100, From: &from}
	mod11 := &pack.CheckDigit{Modulus: 11, Payload: 9, Digits: 1}
	for _, test := range []struct {
		check              *pack.CheckDigit
		written, is, fault string
	}{
		{nsso, "0009354-67", "000935467", ""},
		{nsso, "0001000-06", "000100006", ""},
		{nsso, "1999999-34", "199999934", ""},
		{nsso, "000935467", "000935467", ""},
		{nsso, "0009354-68", "", "has wrong check digits"},
		{nsso, "9354-67", "", "has 6 digits where there are 9"},
		{mod11, "123456786", "", "has 9 digits where there are 10"},
		{mod11, "1234567895", "1234567895", ""},             // 123456789 is 5 more than a multiple of 11
		{mod11, "0000000100", "", "has wrong check digits"}, // the remainder is 10, which one digit can not say
		{nil, "0123.456.789", "0123456789", ""},
		{nil, " 2.123.456.789 ", "2123456789", ""},
		{nil, "12/34-5 6", "123456", ""},
		{nil, "12a", "", "is not a number of digits and separators"},
		{nil, "-.-", "", "has no digits"},
	} {
		s := &pack.Source{}
		c, err := newColumn(s, pack.Column{Name: "n", Type: "text", Digits: true, Check: test.check})
		if err != nil {
			t.Fatal(err)
		}
		var v value
		if fault := c.read([]byte(test.written), &v); fault != test.fault || fault == "" && string(v.text) != test.is {
			t.Errorf("%q: %q %q, want %q %q", test.written, v.text, fault, test.is, test.fault)
		}
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	among := []string{"Declared On", "employer_number", "amounnt", "x"}
	for name, want := range map[string]string{"declared_on": "Declared On", "amount": "amounnt", "employer-number": "employer_number", "telephone": ""} {
		if got := nearest(name, among); got != want {
			t.Errorf("nearest to %s is %q, want %q", name, got, want)
		}
	}
}

func TestZeroIsOneKey(t *testing.T) {
	t.Parallel()
	if math.Float64bits(math.Copysign(0, -1)+0) != 0 {
		t.Error("-0 and 0 would be two keys")
	}
}
