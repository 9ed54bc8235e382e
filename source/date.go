package source

import (
	"fmt"
	"strings"
)

// layout is a strftime form, as a list of steps. Understood are %Y %y %m %d %H %M %S %f %b %B %j %T %F and %%.
type layout struct {
	steps []byte // a directive's letter, or 0 for a literal
	signs []byte // the literal
	iso   bool   // exactly %Y-%m-%d, which has a way of its own
	open  bool   // the value may stop after the day, or go on with a fraction of a second
}

func parseLayout(form string) (layout, error) {
	form = strings.NewReplacer("%T", "%H:%M:%S", "%F", "%Y-%m-%d").Replace(form)
	l := layout{iso: form == "%Y-%m-%d"}
	for i := 0; i < len(form); i++ {
		if form[i] != '%' {
			l.steps, l.signs = append(l.steps, 0), append(l.signs, form[i])
			continue
		}
		i++
		switch {
		case i == len(form):
			return l, fmt.Errorf("the form %q ends in %%", form)
		case form[i] == '%':
			l.steps, l.signs = append(l.steps, 0), append(l.signs, '%')
		case strings.IndexByte("YymdHMSfbBj", form[i]) >= 0:
			l.steps, l.signs = append(l.steps, form[i]), append(l.signs, 0)
		default:
			return l, fmt.Errorf("the form %q: %%%c is not understood; use %%Y %%y %%m %%d %%b %%j %%H %%M %%S %%f", form, form[i])
		}
	}
	return l, nil
}

// moment is what was read so far.
type moment struct{ year, month, day, hour, minute, second, micro, ofYear int }

// parse reads all of b by the form. Days that do not exist are not moved to the next month: they are refused.
func (l *layout) parse(b []byte) (days int32, micros int64, ok bool) {
	if l.iso {
		days, ok = parseISO(b)
		return days, 0, ok
	}
	m := moment{year: 1970, month: 1, day: 1}
	for i, step := range l.steps {
		if l.open && len(b) == 0 && i > 0 && l.steps[i-1] == 'd' {
			break
		}
		if step == 0 {
			if len(b) == 0 || b[0] != l.signs[i] {
				return 0, 0, false
			}
			b = b[1:]
			continue
		}
		if b, ok = m.read(step, b); !ok {
			return 0, 0, false
		}
	}
	if l.open && len(b) > 1 && b[0] == '.' {
		if b, ok = m.read('f', b[1:]); !ok {
			return 0, 0, false
		}
	}
	if len(b) > 0 || m.hour > 23 || m.minute > 59 || m.second > 59 {
		return 0, 0, false
	}
	if m.ofYear > 0 {
		days, ok = civil(m.year, 1, 1)
		return days + int32(m.ofYear) - 1, m.micros(), ok && m.ofYear <= 365+leap(m.year)
	}
	days, ok = civil(m.year, m.month, m.day)
	return days, m.micros(), ok
}

func (m *moment) micros() int64 {
	return (int64(m.hour*3600+m.minute*60+m.second))*1e6 + int64(m.micro)
}

// read takes one directive off b.
func (m *moment) read(step byte, b []byte) (rest []byte, ok bool) {
	var n int
	switch step {
	case 'Y':
		n, b, ok = number(b, 4, 4)
		m.year = n
	case 'y': // as strptime does: 69 to 99 are of the last century
		n, b, ok = number(b, 2, 2)
		if m.year = 2000 + n; n >= 69 {
			m.year = 1900 + n
		}
	case 'm':
		m.month, b, ok = number(b, 1, 2)
	case 'd':
		m.day, b, ok = number(b, 1, 2)
	case 'H':
		m.hour, b, ok = number(b, 1, 2)
	case 'M':
		m.minute, b, ok = number(b, 1, 2)
	case 'S':
		m.second, b, ok = number(b, 1, 2)
	case 'j':
		m.ofYear, b, ok = number(b, 1, 3)
		ok = ok && m.ofYear > 0
	case 'f':
		long := len(b)
		m.micro, b, ok = number(b, 1, 6)
		for i := long - len(b); i < 6; i++ {
			m.micro *= 10
		}
	default:
		m.month, b, ok = monthName(b, step == 'B')
	}
	return b, ok
}

// number reads between least and most digits.
func number(b []byte, least, most int) (n int, rest []byte, ok bool) {
	i := 0
	for i < len(b) && i < most && b[i]-'0' <= 9 {
		n = n*10 + int(b[i]-'0')
		i++
	}
	return n, b[i:], i >= least
}

var months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

func monthName(b []byte, long bool) (int, []byte, bool) {
	for i, name := range months {
		if !long {
			name = name[:3]
		}
		if len(b) >= len(name) && strings.EqualFold(text(b[:len(name)]), name) {
			return i + 1, b[len(name):], true
		}
	}
	return 0, b, false
}

// parseISO reads yyyy-mm-dd.
func parseISO(b []byte) (int32, bool) {
	if len(b) != 10 || b[4] != '-' || b[7] != '-' {
		return 0, false
	}
	var n [10]int
	for i, c := range b {
		if i == 4 || i == 7 {
			continue
		}
		if c -= '0'; c > 9 {
			return 0, false
		}
		n[i] = int(c)
	}
	return civil(n[0]*1000+n[1]*100+n[2]*10+n[3], n[5]*10+n[6], n[8]*10+n[9])
}

var lengths = [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func leap(y int) int {
	if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
		return 1
	}
	return 0
}

// civil is the number of days from 1970-01-01 to a day of the Gregorian calendar, if it is one. It counts from March, so
// that the day that is not always there comes last (H. Hinnant, chrono-Compatible Low-Level Date Algorithms).
func civil(y, m, d int) (int32, bool) {
	if m < 1 || m > 12 || d < 1 {
		return 0, false
	}
	last := lengths[m-1]
	if m == 2 {
		last += leap(y)
	}
	if d > last {
		return 0, false
	}
	if m <= 2 {
		y--
	}
	era := y / 400
	if y < 0 {
		era = (y - 399) / 400
	}
	yoe := y - era*400
	doy := (153*((m+9)%12)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return int32(era*146097 + doe - 719468), true
}
