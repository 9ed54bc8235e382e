package belgium

// ground is what the data files hold: places, trades and names.
type ground struct {
	towns   []town
	streets []street
	sectors []sector
}

// town is a postcode.
type town struct {
	zip       string
	nl, fr    string // names
	territory uint8  // index in territories
	language  uint8  // nl or fr; in Brussels a firm chooses
	lat, lon  float64
	weight    float64
}

// territories are the ten provinces and Brussels.
var territories = []string{
	"antwerp", "limburg", "east-flanders", "west-flanders", "flemish-brabant", "walloon-brabant", "hainaut", "liege",
	"luxembourg", "namur", "brussels",
}

const (
	nl uint8 = iota
	fr
)

var languages = []string{"nl", "fr"}

// street is a street's name in both languages.
type street struct{ nl, fr string }

// sector is a trade with what is usual in it; its numbers come from assumptions.yaml.
type sector struct {
	id                      string // construction, cleaning, horeca, transport, agriculture, retail, temp-agency, metal, care, other
	committee               string // joint committee
	class                   string // employer class
	naces                   []string
	share                   float64 // of employers
	staff                   float64 // workers on average
	partTime                float64 // share of workers
	blue                    float64 // share of manual workers
	wage                    float64 // euros an hour
	reference               uint8   // full-time week, in quarters of an hour
	churn                   float64 // share of workers who leave in a year
	season                  [12]float64
	crisis                  float64 // how hard the closures of 2020 and 2021 hit
	weather                 float64 // days of weather unemployment a worker and winter month
	students, flexi, extras float64 // share of work done by each
	natural                 float64 // share of sole traders
	births                  float64 // new employers a year, as a share
	deaths                  float64
	turnover                float64 // euros an hour really worked, without VAT
}
