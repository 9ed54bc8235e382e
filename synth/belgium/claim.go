package belgium

import "vigie/internal/chance"

// claim is what an employer says of temporary unemployment in a month.
type claim struct {
	reason claimReason
	share  float32 // of workers concerned
	days   float32 // a worker
	abuse  float32 // share of workers for whom it is claimed though they work
}

type claimReason uint8

const (
	noClaim claimReason = iota
	economic
	weather
	forceMajeure
)

var claimReasons = []string{"", "economic", "weather", "force-majeure"}

// claims are those of a firm, month by month. Both registers that tell of it ask here, so that they agree.
func (w *world) claims(i int32, f *firm, key uint64) (all [months]claim) {
	d, sec := keyed(key, int(i)), &w.sectors[f.sector]
	honest, share, days := w.assume.of("tu-honest"), w.assume.of("tu-workers"), w.assume.of("tu-days")
	for m := range months {
		c := &all[m]
		u, hard := d.float(), d.float()
		_, month, _ := firstOf(m).Time().Date()
		winter := month <= 2 || month == 12
		switch {
		case f.exposed && w.crisis[m] > 0 && u < .25+w.crisis[m]:
			*c = claim{reason: forceMajeure, share: float32(w.crisis[m] * (.6 + .4*hard)), days: float32(8 + 14*w.crisis[m])}
		case winter && u < sec.weather:
			*c = claim{reason: weather, share: float32(.3 + .6*hard), days: float32(2 + 6*hard)}
		case u > 1-honest:
			*c = claim{reason: economic, share: float32(share * (.5 + hard)), days: float32(days * (.4 + 1.2*hard))}
		}
		if len(f.frauds) == 0 {
			continue
		}
		if b := w.bendOn(i, firstOf(m)+14); b.idle > 0 {
			if c.reason == noClaim {
				*c = claim{reason: economic, days: float32(6 + 8*hard)}
			}
			c.abuse = b.idle
		}
	}
	return all
}

// claimed is the days of a month that are claimed for a worker, and whether it worked all the same.
func (c *claim) claimed(key uint64, s *spell, month int) (days int, worked bool) {
	from, to := firstOf(month), firstOf(month+1)-1
	if c.reason == noClaim || s.worker != oth || s.terms&(hidden|partner|fictitious) != 0 || s.from > from || s.to < to {
		return 0, false
	}
	if c.reason != forceMajeure && s.terms&blue == 0 {
		return 0, false
	}
	u := chance.Mix(chance.Mix(key^uint64(s.person)) ^ uint64(month))
	worked = float32(u>>40)/(1<<24) < c.abuse
	if u = chance.Mix(u); !worked && float32(u>>40)/(1<<24) >= c.share {
		return 0, false
	}
	days = 1 + int(c.days*(.5+float32(u&1023)/1024))
	return min(days, 21), worked
}
