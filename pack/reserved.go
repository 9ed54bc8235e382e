package pack

import "strings"

// Names that a pack can not give, because rooms or the engine have them already.

// tables are the contract's views and the lake's tables, of today and of the rooms the drawing names.
var tables = words(`entity link inspection event
	cohort batch reject extract labelled listed outcome as_of_date run score contribution target reason feature model source label
	resolved_entity edge finding judgement feedback told verdict freshness threshold evidence firing precision built derived resolved linkage_error review`)

// ownColumns are the columns that every register has beside its own.
var ownColumns = words("as_of entity_id known_on known_until batch_id line")

// keywords are those that the engine does not read as a name unless it is quoted.
var keywords = words(`all analyse analyze and any array as asc asymmetric both case cast check collate column constraint
	create default deferrable desc describe distinct do else end except false fetch for foreign from group having in initially
	intersect into join lambda lateral leading limit not null offset on only or order pivot primary qualify references returning
	select show some summarize symmetric table then to trailing true union unique unpivot using variadic when where window with`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}
