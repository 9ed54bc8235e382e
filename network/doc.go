// Package network says who is tied to whom, and how near an entity stands to what was found elsewhere.
//
// Entities are tied to resources (persons, addresses, sites, clients) by the contract's view link. On dates at equal steps the
// network is drawn as it was known: ties that had ended count less with time, hubs are left out, findings of inspections
// count as known and less with time. From the findings scores spread over the ties (BiRank); beside them stand plain measures
// that a person can check: how many neighbours, how many of them with findings, how long ago, who shares two resources at once.
//
// Position writes them for the cohort. Ego and Paths give one entity's surroundings to read.
//
// An entity's own findings start from it and come back to it. Measures of neighbours never count the entity itself, and
// exposure is given without what it gave itself.
package network
