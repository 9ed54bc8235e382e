package belgium

// district is what differs between territories: how readily firms cheat, and how inspectors work. Assumptions, apart from
// the order of the hit rates of joint controls by judicial district in 2012: Nivelles 52 %, Mons 46 %, Brussels 44 %,
// Antwerp 34 %, Ghent 32 %.
type district struct {
	temptation float64 // of firms, against 1
	zeal       float64 // visits, against 1
	sharp      float64 // eye for what is there, against 1
	teams      int
}

// districts stand in the order of territories.
var districts = []district{
	{1.00, 1.05, 0.97, 4}, // antwerp
	{0.90, 0.95, 0.98, 2}, // limburg
	{0.88, 0.95, 0.96, 3}, // east-flanders
	{0.82, 0.90, 0.98, 3}, // west-flanders
	{0.90, 0.95, 1.00, 2}, // flemish-brabant
	{1.00, 1.05, 1.10, 1}, // walloon-brabant
	{1.18, 1.10, 1.05, 3}, // hainaut
	{1.12, 1.00, 1.02, 3}, // liege
	{0.85, 0.85, 0.98, 1}, // luxembourg
	{0.92, 0.90, 1.00, 1}, // namur
	{1.28, 1.25, 1.04, 4}, // brussels
}

// territory of a firm, as an index.
func (w *world) territory(i int32) int { return int(w.towns[w.firms[i].seat.town].territory) }
