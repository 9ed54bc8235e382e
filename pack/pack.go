package pack

import "vigie"

// Pack is a pack as read. Slices are sorted by name, so that equal folders give equal packs.
type Pack struct {
	ID        string   `yaml:"pack"`        // its name, also its folder's
	Version   int      `yaml:"version"`     // raised whenever a figure may change
	Name      Text     `yaml:"name"`        // what people call it
	Languages []string `yaml:"languages"`   // of its texts; the first is the one to fall back on
	TimeZone  string   `yaml:"time_zone"`   // the zone in which its dates are dates
	Unit      Text     `yaml:"unit"`        // what one entity is: employer, food business …
	Currency  string   `yaml:"currency"`    // ISO 4217, for amounts
	Groups    []Area   `yaml:"territories"` // territories by id, when the pack names them; otherwise the data does
	Sectors   []Area   `yaml:"sectors"`     // sectors by id, likewise

	// FileLanguage is in which language an employer's file is kept, by territory; where there is none, in that of who writes it.
	FileLanguage map[string]string `yaml:"file_language"`

	Directorates []Directorate `yaml:"directorates"` // who sends inspectors
	Services     []Area        `yaml:"services"`     // who inspects, by the id that stands in the data
	Channels     []Channel     `yaml:"channels"`     // how an entity comes to be inspected, by the id that stands in the data
	Phenomena    []Phenomenon  `yaml:"phenomena"`    // mechanisms of fraud that have a name here
	Thresholds   []Threshold   `yaml:"thresholds"`   // amounts and limits of the law, by date
	// Words are what people call other values in the data: a list of words by the name of the parameter or column, each by value.
	Words map[string]map[string]Text `yaml:"words"`
	// Positive is what counts as a finding when an indicator is held against inspections: an SQL condition over i.
	Positive string `yaml:"positive"`

	Sources       []Source          `yaml:"-"` // source/*.yaml
	Contract      []Contract        `yaml:"-"` // contract/*.sql
	Matches       []Match           `yaml:"-"` // match/*.yaml with match/*.sql
	Derives       []Derive          `yaml:"-"` // derive/*.yaml with derive/*.sql, in the order of their computation
	Indicators    []Indicator       `yaml:"-"` // indicator/*/
	Network       *Network          `yaml:"-"` // network.yaml; nil: none
	Families      []Family          `yaml:"-"` // feature/*.yaml with feature/*.sql, and those that the house makes of indicators and network
	Models        []Model           `yaml:"-"` // model/*.yaml
	Drawings      []Drawing         `yaml:"-"` // drawing/*.yaml with drawing/*.sql
	Methodologies []Methodology     `yaml:"-"` // methodology/*.md
	Boundaries    *vigie.Boundaries `yaml:"-"` // boundary/*.geojson; nil: a map is drawn from points alone
	Casework      *Casework         `yaml:"-"` // casework.yaml; nil: nobody decides with it

	Hash        string `yaml:"-"` // SHA-256 of its files, names and contents; see list in folder.go
	Pos         Pos    `yaml:"-"` // of pack.yaml
	PositivePos Pos    `yaml:"-"` // of the first line of the condition
}

// Directorate is a part of the inspectorate: of a territory, or of a theme wherever it turns up.
type Directorate struct {
	ID   string `yaml:"id"`
	Kind string `yaml:"kind"` // territorial or thematic
	Name Text   `yaml:"name"`
}

// Channel is a way by which an entity comes to be inspected.
type Channel struct {
	ID      string `yaml:"id"`      // the value that stands in the data
	Selects string `yaml:"selects"` // by what it selects: chosen, drawn, systematic or reported; see channel.go
	Name    Text   `yaml:"name"`
}

// Phenomenon is a mechanism of fraud as the pack's inspections name it.
type Phenomenon struct {
	ID      string `yaml:"id"` // the value that stands in the data
	Name    Text   `yaml:"name"`
	Meaning Text   `yaml:"meaning"`
}

// Area is a territory, a sector or a service: the value that stands in the data, and what people call it.
type Area struct {
	ID   string `yaml:"id"`
	Name Text   `yaml:"name"`
}

// Contract is one of the views that every pack must provide; the path below it works for any pack that does.
type Contract struct {
	View string // entity, link, inspection or event
	SQL  string // one SELECT over the registers
	File string // for messages
}

// View is a contract view's name and its columns, in order: the columns a pack's SQL must give.
type View struct {
	Name    string
	Columns []ViewColumn
}

// ViewColumn is one column of a contract view and its DuckDB type.
type ViewColumn struct{ Name, Type string }

// Views are the contract: with them the labels and the targets work for any pack, and what is to come: network and timeline
// as well. An empty answer is written `SELECT … WHERE false`, never left out.
var Views = []View{
	{"entity", []ViewColumn{
		{"entity_id", "VARCHAR"}, {"name", "VARCHAR"}, {"kind", "VARCHAR"}, {"sector", "VARCHAR"}, {"territory", "VARCHAR"},
		{"lat", "DOUBLE"}, {"lon", "DOUBLE"}, {"started_on", "DATE"}, {"ended_on", "DATE"}, {"known_on", "DATE"}}},
	{"link", []ViewColumn{
		{"entity_id", "VARCHAR"}, {"resource_id", "VARCHAR"}, {"resource_kind", "VARCHAR"}, {"from_on", "DATE"}, {"to_on", "DATE"},
		{"known_on", "DATE"}, {"weight", "DOUBLE"}}},
	{"inspection", []ViewColumn{
		{"inspection_id", "VARCHAR"}, {"entity_id", "VARCHAR"}, {"inspected_on", "DATE"}, {"known_on", "DATE"}, {"channel", "VARCHAR"},
		{"outcome", "VARCHAR"}, {"phenomenon", "VARCHAR"}, {"amount_assessed", "DOUBLE"}, {"amount_collected", "DOUBLE"},
		{"selection_probability", "DOUBLE"}, {"inspector_group", "VARCHAR"}, {"known_until", "DATE"}}},
	{"event", []ViewColumn{
		{"entity_id", "VARCHAR"}, {"happened_on", "DATE"}, {"known_on", "DATE"}, {"kind", "VARCHAR"}, {"detail", "VARCHAR"},
		{"source_ref", "VARCHAR"}, {"known_until", "DATE"}}},
}
