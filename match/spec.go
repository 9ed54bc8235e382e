package match

import (
	"vigie/pack"
)

// Spec says how records are matched: match/*.yaml of a pack, or a file by itself.
type Spec struct {
	ID      string    `yaml:"match"`
	Version int       `yaml:"version"`
	Meaning pack.Text `yaml:"meaning"` // what one entity is
	// Use and Reads are for a spec of a pack, see pack.Match.
	Use   string   `yaml:"use"`
	Reads []string `yaml:"reads"`
	// Task is dedupe (the records of one source among themselves), link (those of two sources with each other) or both.
	Task   string `yaml:"task"`
	Key    string `yaml:"id"` // the column that names a record
	Format Format `yaml:"format"`

	// Words are lists for the steps replace and drop, besides those that Vigie has.
	Words  map[string]map[string]string `yaml:"words"`
	Fields []Field                      `yaml:"fields"`

	// Keys are identifiers: two records with the same one are the same, unless they contradict each other.
	Keys    []StrongKey  `yaml:"keys"`
	Block   []string     `yaml:"block"`
	Compare []Comparison `yaml:"compare"`
	Train   Train        `yaml:"train"`
	// Lambda is the chance that two records drawn at random are of one entity, where it is known already. With it and with m and u of
	// every comparison nothing is estimated.
	Lambda float64 `yaml:"lambda"`

	Accept   float64 `yaml:"accept"` // the probability from which a pair is linked
	Review   float64 `yaml:"review"` // the probability from which a pair is worth a look
	OneToOne bool    `yaml:"one_to_one"`
	MaxPairs int     `yaml:"max_pairs"` // more than these are not compared: the rules are too wide

	Truth Truth `yaml:"truth"`
}

// Format is how the files are written.
type Format struct {
	Delimiter string `yaml:"delimiter"`
}

// Field is a value of a record, made alike.
type Field struct {
	Name string `yaml:"name"`
	// From are the column's headers; the first that a file has is read. The name unless said.
	From []string `yaml:"from"`
	// Of are fields that this one is made of instead, joined by spaces.
	Of      []string         `yaml:"of"`
	Clean   []string         `yaml:"clean"`
	Missing []string         `yaml:"missing"` // texts that mean "no value", as cleaned
	Check   *pack.CheckDigit `yaml:"check_digits"`
}

// StrongKey is an identifier by which records are linked without weighing.
type StrongKey struct {
	Field string `yaml:"field"`
	// ContradictedBy are comparisons: when each of them that can be made finds nothing alike, the key is taken to be wrong.
	ContradictedBy []string `yaml:"contradicted_by"`
	// AtMost is on how many records a key may stand; one on more is a stand-in, such as 0000000000.
	AtMost int `yaml:"at_most"`
}

// Comparison compares one field of two records. Its levels are tried in order, the best first; a pair that is on none of
// them is on the last, "else".
type Comparison struct {
	Field  string   `yaml:"field"`
	Levels []string `yaml:"levels"`
	// TermFrequency lets agreement on a rare value say more than on a frequent one.
	TermFrequency bool `yaml:"term_frequency"`
	// M and U are given where they are known already, a probability a level and one for "else"; they are estimated otherwise.
	M []float64 `yaml:"m"`
	U []float64 `yaml:"u"`
}

// Train is how m and u are estimated.
type Train struct {
	// Block are the rules whose pairs the estimation of m looks at, one after the other; the blocking rules unless said.
	Block      []string `yaml:"block"`
	Sample     int      `yaml:"sample"`     // of random pairs for u, and at most of a rule's pairs for m
	Iterations int      `yaml:"iterations"` // at most
	Tolerance  float64  `yaml:"tolerance"`  // the change of a probability below which it ends
}

// Truth is where the true entities can be read, for judging the result.
type Truth struct {
	Entity  string   `yaml:"entity"`  // the column that names the true entity
	Pattern string   `yaml:"pattern"` // a regular expression whose group is the entity, when it is a part of the column
	Pairs   []string `yaml:"pairs"`   // or the two columns that name a true pair
}

// The tasks.
const (
	dedupe = "dedupe"
	link   = "link"
	both   = "both"
)
