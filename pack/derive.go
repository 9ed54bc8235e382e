package pack

// Derive is a table that is computed from registers once a run, for all of history, before indicators and features read
// it as derived.<id>. Its rows carry their own knowledge dates, so that one table answers for every as-of date:
//
//	dated  a row counts on a date if known_on <= as_of AND (known_until IS NULL OR known_until > as_of)
//	delta  measures add up: the value on a date is their sum over the rows with known_on <= as_of
type Derive struct {
	ID      string   `yaml:"derive"`
	Meaning Text     `yaml:"meaning"` // what one row is
	Kind    string   `yaml:"kind"`    // dated or delta
	Reads   []string `yaml:"reads"`   // sources, contract views, and other derived tables as derived.<id>

	SQL  string `yaml:"-"`
	File string `yaml:"-"` // the .sql, for messages
	Pos  Pos    `yaml:"-"`
}

const (
	Dated = "dated"
	Delta = "delta"
)

// derivedSchema is where SQL finds derived tables.
const derivedSchema = "derived."

// Table is the name by which SQL and reads know the table.
func (d *Derive) Table() string { return derivedSchema + d.ID }

// DerivesFor are the derived tables behind what is read, in the order in which they are to be computed.
func (p *Pack) DerivesFor(reads ...string) []Derive {
	needed := map[string]bool{}
	var mark func(names []string)
	mark = func(names []string) {
		for _, name := range names {
			for i := range p.Derives {
				if d := &p.Derives[i]; d.Table() == name && !needed[d.ID] {
					needed[d.ID] = true
					mark(d.Reads)
				}
			}
		}
	}
	mark(reads)
	var found []Derive
	for _, d := range p.Derives {
		if needed[d.ID] {
			found = append(found, d)
		}
	}
	return found
}

// ordered puts tables behind those that they read, and otherwise keeps the order of names. Those of a circle come last,
// each with the way around it.
func ordered(derives []Derive) (out []Derive, circles map[string][]string) {
	at := map[string]int{}
	for i := range derives {
		at[derives[i].Table()] = i
	}
	const untouched, open, done = 0, 1, 2
	state := make([]int, len(derives))
	circles = map[string][]string{}
	var visit func(i int, way []string)
	visit = func(i int, way []string) {
		way = append(way, derives[i].Table())
		state[i] = open
		for _, name := range derives[i].Reads {
			j, ok := at[name]
			switch {
			case !ok || state[j] == done:
			case state[j] == open:
				circles[derives[i].ID] = append(from(way, name), name)
			default:
				visit(j, way)
			}
		}
		state[i] = done
		out = append(out, derives[i])
	}
	for i := range derives {
		if state[i] == untouched {
			visit(i, nil)
		}
	}
	return out, circles
}

// from is the way from where it first passes a name.
func from(way []string, name string) []string {
	for i := range way {
		if way[i] == name {
			return append([]string{}, way[i:]...)
		}
	}
	return nil
}
