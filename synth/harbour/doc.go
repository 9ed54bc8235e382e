// Package harbour invents a small harbour country and writes its registers as extracts, like those of any register: what
// `vigie demo` loads, and what tests and screenshots show. Nobody in it exists: numbers, names, places and managers are made
// from syllables and digits, and its coast lies in the open ocean.
//
// Some of its employers hide work. What they hide stands nowhere in the registers, but it leaves traces there before
// anybody finds it: turnover too high for the hours declared, part-time contracts that multiply, staff that falls while
// turnover holds, late declarations, managers who left a bankrupt firm behind, complaints. Inspectors go where they expect
// something, so what they find says little of the others; about six visits in a hundred are drawn at random, and say it.
//
// The same options give the same bytes, on the same kind of machine. Nothing asks the clock.
package harbour
