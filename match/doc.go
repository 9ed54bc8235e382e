// Package match says which records are of one person or one firm, after Fellegi and Sunter (1969): standardise, block,
// compare, estimate, weigh, cluster. docs/method/match.md tells the method and its sources.
//
// The usual way in is ReadSpec, which reads how to match (what is standardised, which pairs are looked at, how they are
// compared) and gives every fault with its line; Load reads the records, and Link does the rest. A Result holds the links
// with their weights, the entities, and the model, from which Explain tells why two records were taken for one or not.
//
// What is promised:
//   - The same records, spec, judgements and seed give the same result, to the bit, on any number of threads.
//   - Each pair is compared once, however many blocking rules bring it together.
//   - What is missing is no evidence, for or against.
//   - Entities are a function of the links and the judgements: no link joins what a person has told apart, and the link
//     that was given up for it is named.
//   - A record that was there before keeps its entity's id when others are added.
package match
