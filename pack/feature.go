package pack

// Family is one SQL query and the features it gives. The query reads cohort(entity_id, as_of), which has one row for
// each entity and date to answer for, and returns one row for each of them: entity_id, as_of and the columns below. It
// may use only rows with known_on <= as_of (and, where a register corrects itself, known_until > as_of or NULL).
type Family struct {
	ID       string    `yaml:"family"`
	Meaning  Text      `yaml:"meaning"`
	Reads    []string  `yaml:"reads"` // the sources and contract views it reads
	Features []Feature `yaml:"columns"`
	SQL      string    `yaml:"-"`
	File     string    `yaml:"-"` // the .sql, for messages
	Builtin  bool      `yaml:"-"` // made by the house, not by the pack: the answers of the indicators, the positions in the network
	Pos      Pos       `yaml:"-"`
}

// Feature is one column of a family: something known of an entity on a date.
type Feature struct {
	Name    string `yaml:"name"`
	Type    string `yaml:"type"` // number, integer, boolean, category; date columns serve only as dates of others
	Meaning Text   `yaml:"meaning"`
	Unit    Text   `yaml:"unit"`
	Window  string `yaml:"window"` // the time it looks back over: all, or an ISO 8601 period such as P365D
	// Missing tells what no value means. A missing value is not available, never zero.
	Missing Text `yaml:"missing"`
	// Sentence is how a reason says it, with {value}, {peer}, {unit} and {date}; the meaning is used without one.
	Sentence Text `yaml:"sentence"`
	// Innocent are the explanations without fault that an inspector should check first.
	Innocent []Text `yaml:"innocent"`
	// Date names the column of the family that says since when the value holds.
	Date string `yaml:"date"`
	// Context is true for a circumstance (weather, season) that moves a score but is nothing about the entity; reasons
	// say it apart.
	Context bool `yaml:"context"`
	// Inspector is true when the feature says who inspects, or would.
	Inspector bool `yaml:"inspector"`
	// Evidence is true when the value is the weight of an indicator's evidence: 0 says that none is known.
	Evidence bool `yaml:"-"`

	Pos Pos `yaml:"-"`
}
