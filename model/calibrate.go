package model

import (
	"math"
	"slices"

	"vigie"
)

// Calibration turns a margin into a probability: sigmoid(Slope·margin + Shift), after Platt (1999), fitted on rows later
// than those the scorer learnt from. It never changes an order: Slope is positive.
type Calibration struct {
	Slope float64 `json:"slope"`
	Shift float64 `json:"shift"`
	Rows  int     `json:"rows"` // how many rows it was fitted on; 0: none could be spared, margins are taken as they are
}

// Probability is the calibrated score.
func (c Calibration) Probability(margin float64) float64 { return sigmoid(c.Slope*margin + c.Shift) }

// fitCalibration fits slope and shift by damped Newton steps on the log loss. Where the later rows do not support a positive
// slope, only the shift is fitted.
func fitCalibration(margins []float64, positive []bool) Calibration {
	c := Calibration{Slope: 1, Rows: len(margins)}
	pos := 0
	for _, p := range positive {
		if p {
			pos++
		}
	}
	if pos < minCount || len(positive)-pos < minCount {
		return Calibration{Slope: 1}
	}
	if c = c.descend(margins, positive, true); c.Slope > .05 {
		return c
	}
	return Calibration{Slope: 1, Rows: len(margins)}.descend(margins, positive, false)
}

// descend takes Newton steps, halved until the loss falls: a full step overshoots where the margins are too sure.
func (c Calibration) descend(margins []float64, positive []bool, slope bool) Calibration {
	loss := c.loss(margins, positive)
	for range 100 {
		step, next, shorter := c.newton(margins, positive, slope), c, 1.0
		for ; shorter > 1e-6; shorter /= 2 {
			next = Calibration{c.Slope - shorter*step[0], c.Shift - shorter*step[1], c.Rows}
			if next.loss(margins, positive) <= loss {
				break
			}
		}
		gained := loss - next.loss(margins, positive)
		if gained < 0 {
			return c
		}
		if c, loss = next, loss-gained; gained < 1e-12*loss {
			return c
		}
	}
	return c
}

func (c Calibration) loss(margins []float64, positive []bool) float64 {
	loss := 0.0
	for i, m := range margins {
		z := c.Slope*m + c.Shift
		if positive[i] {
			z = -z
		}
		loss += math.Log1p(math.Exp(-math.Abs(z))) + max(z, 0)
	}
	return loss
}

func (c Calibration) newton(margins []float64, positive []bool, slope bool) [2]float64 {
	var ga, gb, haa, hab, hbb float64
	for i, m := range margins {
		p := c.Probability(m)
		d, h := p-truth(positive[i]), p*(1-p)
		ga, gb = ga+d*m, gb+d
		haa, hab, hbb = haa+h*m*m, hab+h*m, hbb+h
	}
	if !slope {
		return [2]float64{0, gb / (hbb + 1e-12)}
	}
	haa, hbb = haa+1e-9, hbb+1e-9
	det := haa*hbb - hab*hab
	return [2]float64{(hbb*ga - hab*gb) / det, (haa*gb - hab*ga) / det}
}

// Reliability compares what was said with what happened, in bands of equal size.
type Reliability struct {
	Bands []Band       `json:"bands"`
	Brier vigie.Figure `json:"brier"` // mean squared error of the probabilities
}

// Band is a tenth of the judged rows, by score.
type Band struct {
	Rows     int     `json:"rows"`
	Said     float64 `json:"said"`     // mean probability
	Happened float64 `json:"happened"` // share of positives
}

func reliability(probability []float64, positive []bool, bands int) []Band {
	order := make([]int, len(probability))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case probability[a] < probability[b]:
			return -1
		case probability[a] > probability[b]:
			return 1
		}
		return 0
	})
	var out []Band
	for b := range bands {
		part := order[b*len(order)/bands : (b+1)*len(order)/bands]
		if len(part) == 0 {
			continue
		}
		var said, happened float64
		for _, i := range part {
			said, happened = said+probability[i], happened+truth(positive[i])
		}
		n := float64(len(part))
		out = append(out, Band{Rows: len(part), Said: said / n, Happened: happened / n})
	}
	return out
}
