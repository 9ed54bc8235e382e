package harbour

import "math"

// result is what an inspection ends in. The ladder is an inspector's discretion: nothing, advice, a warning with a deadline, a
// regularisation, an official report.
type result struct {
	outcome             string
	phenomenon          string
	assessed, collected float64
}

// positive is a finding that costs the employer something.
func (r result) positive() bool { return r.outcome == "regularisation" || r.outcome == "report" }

// The base rates that the country is drawn by, so that figures of the demo look like those of an office.
//
//   - Drawn at random, inspections found 12 % of establishments at fault in French retail, and 10 to 12 % in seven years of
//     sweeps through tourism in the north (answers of the government to the Assemblée nationale on undeclared work).
//   - Targeted, the joint inspections of Belgium found 32 % in 2012, 35 % in 2013, 37 % in 2022 and 34 % in early 2025;
//     in 2013 47 % in hotels and restaurants, 38 % in construction and 36 % in cleaning (yearly figures of the ministry).
//   - What is assessed is not what is paid: a few per cent after a bankruptcy.

// result draws what a team finds: what there is, if it sees it, and otherwise what may be found anywhere.
func (w *world) result(e *employer, month int, strict float64) result {
	hidden := e.hiding(month)
	if hidden > 0 && w.chance(strict*math.Min(1, .62+.9*hidden)) {
		return w.finding(e, hidden)
	}
	u := w.rng.Float64()
	switch {
	case u < .012: // an honest mistake, put right
		return result{"regularisation", "working time", math.Round(300 + 900*w.rng.Float64()), 0}.paid(.95)
	case u < .012+.08*strict:
		return result{outcome: "warning", phenomenon: "working time"}
	case u < .012+.24*strict:
		return result{outcome: "advice", phenomenon: "working time"}
	}
	return result{outcome: "none"}
}

// finding is hidden work that was found.
func (w *world) finding(e *employer, hidden float64) result {
	r := result{outcome: "regularisation", phenomenon: string(e.hidden.would)}
	if w.chance(.35 + .5*hidden + .1*float64(min(3, e.known.findings))) {
		r.outcome = "report"
	}
	hours := e.staff * 160 * hidden * (3 + 6*w.rng.Float64()) // of some months back
	r.assessed = math.Round(hours*9/10) * 10                  // what is due on an hour
	if e.hidden.would == phoenix {
		return r.paid(.06)
	}
	return r.paid(.35 + .5*w.rng.Float64())
}

// paid sets what was collected: what is assessed is not what is paid.
func (r result) paid(share float64) result {
	r.collected = math.Round(r.assessed * share)
	return r
}
