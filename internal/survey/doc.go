// Package survey estimates shares of a whole population from visits that were not made to everyone: from the chance that each of those
// visited had to be visited. It knows numbers only.
//
// The usual way in is Hajek for an estimate that rests on chances alone, and Doubly for one that leans on a guess of each outcome as
// well; Naive is what one would say without any of this. Each comes with an interval that holds for few hits too, and with how much
// there is to rest on (Kish 1965). Nothing here can mend a population of which a part had no chance at all: see Support.
package survey
