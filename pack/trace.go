package pack

import (
	"embed"
	"fmt"
	"slices"
	"strings"
)

// Trace is a pattern to look for in the network: what goes over from a firm that failed, failures that follow the same person, contracts in
// a circle, many firms at one address. The house makes a dated table of each, derived.pattern_<id>, that indicators read: so
// a pattern is a finding like any other, with its evidence, its window and its precision card. Its rows are
//
//	entity_id, happened_on, known_on, known_until, weight, source_ref   what an indicator's evidence has
//	whole                 of how many (transfer), how many contracts (circle), or NULL
//	others, resources     the other firms, and what is shared or moved, set apart by "; ", or NULL
//	first_on, last_on     when it began and ended, as far as was known
type Trace struct {
	ID       string `yaml:"pattern"`
	Kind     string `yaml:"trace"`    // transfer, serial, circle or letterbox
	Meaning  Text   `yaml:"meaning"`  // what it is called
	Sentence Text   `yaml:"sentence"` // how a finding says it, with {count}, {of}, {others}, {shared}, {on}, {first} and {last}

	Kinds      []string `yaml:"kinds"`       // over which resources, by link.resource_kind: not for a circle
	Failed     []string `yaml:"failed"`      // which events make a firm a failed one, by event.kind: transfer, serial
	BeforeDays int      `yaml:"before_days"` // how long before the failure a tie may have ended, or the move begun
	AfterDays  int      `yaml:"after_days"`  // how long after it a move counts: transfer
	WithinDays int      `yaml:"within_days"` // within which time failures, or contracts, lie: serial, circle
	// AtLeast is how many resources moved (by the day of the failure), how many firms failed, how many are at the address (by the day
	// on which that became known); dated, as what is much changes.
	AtLeast Changes  `yaml:"at_least"`
	AtMost  Changes  `yaml:"at_most"` // how many workers an employer has who is taken for a letterbox
	Share   float64  `yaml:"share"`   // of all that the failed firm had, at least so much moved: transfer
	Workers []string `yaml:"workers"` // the kinds that are workers: letterbox
	Longest int      `yaml:"longest"` // how many contracts a circle may have
	// Contracts is where who gives work to whom stands: circle.
	Contracts TraceContracts `yaml:"contracts"`

	Pos Pos `yaml:"-"`
}

// TraceContracts is a dated table of contracts, and how its columns are called.
type TraceContracts struct {
	Table  string `yaml:"table"` // a source or a derived table
	Giver  string `yaml:"giver"` // entity ids of both sides
	Taker  string `yaml:"taker"`
	Begins string `yaml:"begins"`
	Ref    string `yaml:"ref"` // which contract
}

// Kinds of patterns.
const (
	Transfer  = "transfer"
	Serial    = "serial"
	Circle    = "circle"
	Letterbox = "letterbox"
)

const tracePrefix = "pattern_"

//go:embed trace/*.sql
var traceSQL embed.FS

// Table is where the pattern's rows are.
func (t *Trace) Table() string { return derivedSchema + tracePrefix + t.ID }

// derives are the tables that the house makes of the patterns.
func (n *Network) derives() []Derive {
	var found []Derive
	for i := range n.Patterns {
		t := &n.Patterns[i]
		found = append(found, Derive{ID: tracePrefix + t.ID, Meaning: t.Meaning, Kind: Dated, Reads: t.reads(), SQL: n.query(t), File: networkFamily, Pos: t.Pos})
	}
	return found
}

func (t *Trace) reads() []string {
	switch t.Kind {
	case Transfer, Serial:
		return []string{"event", "link"}
	case Circle:
		return []string{t.Contracts.Table}
	}
	return []string{"link"}
}

// query is the pattern's own query: the house's for its kind, with what the pack says filled in.
func (n *Network) query(t *Trace) string {
	text, err := traceSQL.ReadFile("trace/" + t.Kind + ".sql")
	if err != nil {
		return "" // checkTrace has said that there is no such kind
	}
	fewest := 0.
	for _, c := range t.AtLeast {
		if fewest == 0 || c.Value < fewest {
			fewest = c.Value
		}
	}
	pairs := []string{
		"{kinds}", quotedList(t.Kinds), "{failed}", quotedList(t.Failed), "{workers}", quotedList(t.Workers),
		"{before}", fmt.Sprint(t.BeforeDays), "{after}", fmt.Sprint(t.AfterDays), "{within}", fmt.Sprint(t.WithinDays),
		"{longest}", fmt.Sprint(t.Longest), "{share}", plain(t.Share), "{hub}", fmt.Sprint(n.hubOf(t.Kinds)), "{fewest}", plain(fewest),
		"{contracts}", t.Contracts.Table, "{giver}", t.Contracts.Giver, "{taker}", t.Contracts.Taker, "{begins}", t.Contracts.Begins, "{ref}", t.Contracts.Ref,
	}
	for _, day := range []string{"d.failed_on", "d.on_day", "s.on_day", "on_day"} {
		pairs = append(pairs, "{at_least: "+day+"}", t.AtLeast.on(day), "{at_most: "+day+"}", t.AtMost.on(day))
	}
	return strings.NewReplacer(pairs...).Replace(string(text))
}

// hubOf is from how many ties on a resource of these kinds says nothing: the largest of them, as with spreading.
func (n *Network) hubOf(kinds []string) int {
	const none = 1 << 30
	hub := 0
	for _, k := range n.Kinds {
		if slices.Contains(kinds, k.Kind) {
			if k.Hub == 0 {
				return none
			}
			hub = max(hub, k.Hub)
		}
	}
	if hub == 0 {
		return none
	}
	return hub
}

// on is the value that held on a day, as SQL over the column that has the day. Before the first it is the first.
func (c Changes) on(day string) string {
	if len(c) == 0 {
		return "0"
	}
	if len(c) == 1 {
		return plain(c[0].Value)
	}
	var b strings.Builder
	b.WriteString("CASE")
	for i := len(c) - 1; i > 0; i-- {
		fmt.Fprintf(&b, " WHEN %s >= DATE '%s' THEN %s", day, c[i].From, plain(c[i].Value))
	}
	return b.String() + " ELSE " + plain(c[0].Value) + " END"
}

func quotedList(names []string) string {
	if len(names) == 0 {
		return "''"
	}
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = quote(name)
	}
	return strings.Join(quoted, ", ")
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// tracePlaces are the places that a pattern's sentence may have; what stands there, network fills in.
var tracePlaces = []string{"count", "first", "last", "of", "on", "others", "shared"}
