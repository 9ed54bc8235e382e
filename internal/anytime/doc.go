// Package anytime is about evidence that may be looked at every day. An interval of a fixed sample holds at the one look that was planned; whoever
// looks daily and stops when it pleases is deceived far more often than the level says. What stands here holds at all looks together:
//
//	share := anytime.Share{Hits: 12, N: 40}
//	low, high := share.Bounds(0.05)                       // of one arm
//	test := anytime.NewTest(anytime.Ratio, 1.2, design)   // of "the lift is at most 1.2"
//	e := test.Evidence(tested, compared)                  // 20 or more refutes it at level 0.05, whenever it is looked at
//
// All of it follows from counts, so that anybody can compute it again with a spreadsheet. The formulas, what they assume and where they come from
// are in docs/method/fieldtest.md. It knows numbers only.
package anytime
