package pack

// Network says how known findings spread over the ties of the contract's view link (network.yaml). What comes out are features of
// the built-in family network.
type Network struct {
	Meaning Text `yaml:"meaning"`
	// Kinds are the resources over which it spreads, by link.resource_kind; others do not tie.
	Kinds []NetworkKind `yaml:"kinds"`
	// Alpha is the share of a score that comes from neighbours: 0.85 unless said.
	Alpha float64 `yaml:"alpha"`
	// LinkHalfLifeDays is in how many days a tie that has ended counts half.
	LinkHalfLifeDays int `yaml:"link_half_life_days"`
	// FindingHalfLifeDays is in how many days a finding counts half.
	FindingHalfLifeDays int `yaml:"finding_half_life_days"`
	// Finding is what counts as one: an SQL condition over i, an inspection; the pack's positive unless said.
	Finding string `yaml:"finding"`
	// Every is the step of the dates on which the network is drawn: month or quarter. A feature is of the last such date.
	Every string `yaml:"every"`
	// Patterns are what to look for besides.
	Patterns []Trace `yaml:"patterns"`

	Pos        Pos `yaml:"-"`
	FindingPos Pos `yaml:"-"`
}

// NetworkKind is one kind of resource.
type NetworkKind struct {
	Kind string `yaml:"kind"`
	Name Text   `yaml:"name"` // what people call it
	// Weight multiplies the tie's own.
	Weight float64 `yaml:"weight"`
	// Hub is how many entities a resource may tie; one that ties more is a hub (an accountant's address, an agency) and says
	// nothing. 0: no limit.
	Hub int `yaml:"hub"`
}

const networkFamily = "network" // the built-in family of positions

// positions is the family that the house makes of the network: where an entity stands in it. What each column means stands in
// builtin.yaml.
func positions() Family {
	return Family{
		ID: networkFamily, Meaning: builtin().Network.Meaning, File: "network", Builtin: true, Reads: []string{"link", "inspection"},
		Features: builtin().Network.Features,
		SQL: `-- One row is an entity and a date: where it stood in the network as it was last drawn by then.
SELECT c.entity_id, c.as_of, p.* EXCLUDE (entity_id, as_of, drawn_on)
FROM cohort AS c
LEFT JOIN position AS p ON p.entity_id = c.entity_id AND p.as_of = c.as_of
`,
	}
}
