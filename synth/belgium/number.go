package belgium

import (
	"vigie"
)

// padded appends n with so many digits.
func padded(b []byte, n uint64, digits int) []byte {
	var buf [20]byte
	for i := digits - 1; i >= 0; i-- {
		buf[i] = byte('0' + n%10)
		n /= 10
	}
	return append(b, buf[:digits]...)
}

// appendEnterprise appends the 10 digits of an enterprise number (or, from 2 on, an establishment number): 8 digits, then 97
// minus their remainder by 97.
func appendEnterprise(b []byte, n8 uint32) []byte {
	return padded(b, uint64(n8)*100+uint64(97-n8%97), 10)
}

// enterprise is an enterprise number as 10 digits.
func enterprise(n8 uint32) string { return string(appendEnterprise(nil, n8)) }

// dotted is an enterprise number as KBO writes it: 0999.999.999.
func dotted(n8 uint32) string {
	s := enterprise(n8)
	return s[:4] + "." + s[4:7] + "." + s[7:]
}

// dottedUnit is an establishment number as KBO writes it: 9.999.999.999.
func dottedUnit(n8 uint32) string {
	s := enterprise(n8)
	return s[:1] + "." + s[1:4] + "." + s[4:7] + "." + s[7:]
}

// appendNSSO appends the 9 digits of an NSSO number: 7 digits, then 96 minus the remainder of a hundred times them by 97.
func appendNSSO(b []byte, n7 uint32) []byte {
	return padded(b, uint64(n7)*100+96-uint64(n7)*100%97, 9)
}

// appendINSS appends the 11 digits of a national number: date of birth, a counter that is odd for men and even for women,
// and 97 minus the remainder by 97, with a 2 before the nine digits for those born from 2000. A BIS number has 40 added to
// the month.
func (w *world) appendINSS(b []byte, id int32) []byte {
	p := &w.people[id]
	y, m, d := vigie.Date(p.born).Time().Date()
	month := uint64(m)
	if p.bis {
		month += 40
	}
	n9 := uint64(y%100)*10_000_000 + month*100_000 + uint64(d)*1000 + uint64(p.counter)
	whole := n9
	if y >= 2000 {
		whole += 2_000_000_000
	}
	return padded(b, n9*100+97-whole%97, 11)
}

// quarterOf is a quarter as the declarations write it: 20231.
func quarterOf(d vigie.Date) int {
	y, m, _ := d.Time().Date()
	return y*10 + (int(m)+2)/3
}
