package harbour

import (
	"fmt"
	"slices"
)

// dirtiness is the share of rows that have a spoilt copy: registers are kept by people.
const dirtiness = .003

// spoil is a copy of a row that no careful reader lets in.
func (x *extract) spoil(row []string) []string {
	bad := slices.Clone(row)
	switch x.dirt % 6 {
	case 0:
		bad[x.number] = mistyped(row[x.number])
	case 1:
		bad[x.date] = pick(x.rng, []string{"2024-02-30", "2023-13-05", "00/00/0000"})
	case 2:
		bad[x.code] = "?"
	case 3:
		bad[x.number] = ""
	case 4:
		bad = bad[:len(bad)-1] // cut short
	case 5: // the same row again
	}
	return bad
}

// mistyped changes a digit, so that the check digits no longer hold.
func mistyped(number string) string {
	at := len(number) / 2
	return fmt.Sprintf("%s%d%s", number[:at], (int(number[at]-'0')+1)%10, number[at+1:])
}
