package harbour

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Names are made of syllables that mean nothing, with accents, because registers have them.
var (
	heads  = []string{"Bra", "Cé", "Dor", "Éf", "Fal", "Gri", "Hol", "Ïv", "Jor", "Kel", "Lu", "Mör", "Nas", "Ob", "Pré", "Quin", "Ros", "Sül", "Tar", "Ul", "Vel", "Wen", "Yd", "Zan"}
	middle = []string{"be", "dra", "fi", "go", "ka", "li", "mo", "né", "pu", "ra", "sö", "ti", "va", "zu", "ço", "ñe"}
	tails  = []string{"ck", "dis", "fen", "gar", "lin", "mar", "nor", "pas", "rit", "sel", "tor", "vik", "xo", "zën"}
)

// trades are the words behind the name, by sector.
var trades = map[string][]string{
	"hospitality":  {"Café", "Brasserie", "Inn", "Kitchen", "Bistro", "Rooms", "Fish Bar", "Bakery Café"},
	"construction": {"Builders", "Roofing", "Façades", "Scaffolds", "Masonry", "Drywall", "Renovation", "Tiling"},
	"cleaning":     {"Cleaning", "Windows", "Office Care", "Ship Cleaning", "Housekeeping", "Night Cleaning"},
	"retail":       {"Stores", "Market", "Chandlery", "Hardware", "Textiles", "Grocery"},
	"transport":    {"Haulage", "Parcels", "Quay Transport", "Couriers", "Cold Freight", "Removals"},
}

// nameOf invents a firm's name.
func nameOf(rng *rand.Rand, sector string) string {
	var b strings.Builder
	b.WriteString(pick(rng, heads))
	for range 1 + rng.IntN(2) {
		b.WriteString(pick(rng, middle))
	}
	if rng.IntN(3) > 0 {
		b.WriteString(pick(rng, tails))
	}
	return b.String() + " " + pick(rng, trades[sector])
}

func pick[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }

// numberOf is the register number of the nth employer: eight digits and two check digits, so that eight and check add up
// to a multiple of 97. It begins with 9, as no register does that we know uses this check.
func numberOf(nth int) string {
	payload := 90_000_000 + scatter(nth, 9_999_991)
	return fmt.Sprintf("%08d%02d", payload, 97-payload%97)
}

// codeOf is the pseudonymous code of the nth manager, or of the nth premises.
func codeOf(letter string, nth int) string {
	return fmt.Sprintf("%s-%07d", letter, scatter(nth, 9_999_991))
}

// scatter spreads small numbers over a prime range without meeting twice, so that codes do not tell who came first.
func scatter(n, prime int) int { return (n*7_654_321 + 1_234_567) % prime }
