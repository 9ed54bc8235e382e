package belgium

import (
	"math"

	"vigie/internal/chance"
)

// want is the staff that a firm wants in a month.
func (l *labour) want(f *firm) float64 {
	sec := &l.sectors[f.sector]
	years := float64(l.month) / 12
	want := float64(f.staff) * math.Exp(float64(f.growth)*years) * l.season(sec)
	if at := int16(l.month); at >= f.shock && at < f.shockEnds {
		want *= .6
	}
	if age := l.on - f.employer; age < 365 && f.employer > history {
		want *= .5 + .5*float64(age)/365
	}
	return want
}

// season is how busy a sector is in a month, against its mean.
func (l *labour) season(sec *sector) float64 {
	_, m, _ := l.on.Time().Date()
	return 1 - .5*sec.summer*math.Cos(2*math.Pi*float64(m-1)/12)
}

// studentSeason is how many students work in a month, against the mean.
func (l *labour) studentSeason() float64 {
	switch _, m, _ := l.on.Time().Date(); m {
	case 7, 8:
		return 2.4
	case 6, 9, 12:
		return 1
	}
	return .7
}

// dither is a number in [0, 1) that a firm keeps, so that a want of 1.4 is 1 for some firms and 2 for others, and not now one
// and now the other.
func (l *labour) dither(i int32, what uint64) float64 {
	return float64(chance.Mix(l.salt^uint64(i)<<8^what)>>11) / (1 << 53)
}

func whole(v, dither float64) int { return int(v + dither) }

func boolean(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
