package pack

// Match says which records are compared to find those of one person, firm or thing (match/<id>.sql), and what their entities may
// be used for. How they are compared stands in the same match/<id>.yaml, and is read by the room match.
type Match struct {
	ID      string   `yaml:"match"`
	Meaning Text     `yaml:"meaning"` // what one entity is
	Use     string   `yaml:"use"`     // risk or review
	Reads   []string `yaml:"reads"`   // sources

	SQL  string `yaml:"-"` // one row is a record as it was first known, with known_on
	File string `yaml:"-"` // the .sql, for messages
	Spec []byte `yaml:"-"` // the .yaml as written
	Pos  Pos    `yaml:"-"`
}

const (
	// UseRisk: queries read the entities as resolved.<id>. Nothing protected is compared, and nothing is learnt from records that
	// came later.
	UseRisk = "risk"
	// UseReview: the entities are for people to look at. Names may be compared, and no query may read what comes of it.
	UseReview = "review"
)

// resolvedSchema is where SQL finds the entities of a match.
const resolvedSchema = "resolved."

// Table is the name by which SQL and reads know the entities.
func (m *Match) Table() string { return resolvedSchema + m.ID }

// YAML is the file of the spec.
func (m *Match) YAML() string { return "match/" + base(m.File) + ".yaml" }

// ResolvedColumns are those of resolved.<id>: which entity a record is of, and from when until when.
var ResolvedColumns = []ViewColumn{
	{"source", "VARCHAR"}, {"record", "VARCHAR"}, {"entity", "VARCHAR"}, {"known_on", "DATE"}, {"known_until", "DATE"},
}

// Protected are the columns of a source that may move no score.
func (s *Source) Protected() []string {
	var names []string
	for _, c := range s.Columns {
		if c.Protected != "" {
			names = append(names, c.Name)
		}
	}
	return names
}
