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

// positions is the family that the house makes of the network: where an entity stands in it.
func positions() Family {
	f := Family{
		ID: networkFamily, Meaning: networkMeaning, File: "network", Builtin: true, Reads: []string{"link", "inspection"},
		SQL: `-- One row is an entity and a date: where it stood in the network as it was last drawn by then.
SELECT c.entity_id, c.as_of, p.* EXCLUDE (entity_id, as_of, drawn_on)
FROM cohort AS c
LEFT JOIN position AS p ON p.entity_id = c.entity_id AND p.as_of = c.as_of
`,
	}
	for _, m := range networkMeasures {
		x := Feature{
			Name: m.name, Type: "number", Meaning: m.meaning, Unit: m.unit, Window: "all", Missing: networkMissing,
			Sentence: m.sentence, Innocent: m.innocent,
		}
		if m.dated {
			x.Date = lastFound
		}
		f.Features = append(f.Features, x)
	}
	f.Features = append(f.Features, Feature{Name: lastFound, Type: "date", Meaning: Text{
		"en": "day of the latest finding at a neighbour", "nl": "dag van de laatste vaststelling bij een buur",
		"fr": "jour du dernier constat chez un voisin", "de": "Tag der letzten Feststellung bei einem Nachbarn",
	}})
	return f
}

const lastFound = "last_found_on"

var (
	networkMeaning = Text{
		"en": "Where the entity stands among those it shares persons, addresses, sites or clients with; hubs are left out.",
		"nl": "Waar de entiteit staat tussen wie personen, adressen, werven of klanten met haar deelt; knooppunten tellen niet mee.",
		"fr": "Sa place parmi ceux qui partagent avec elle des personnes, adresses, chantiers ou clients ; les nœuds très partagés sont exclus.",
		"de": "Wo die Einheit unter denen steht, die Personen, Adressen, Baustellen oder Kunden mit ihr teilen; Knotenpunkte zählen nicht.",
	}
	networkMissing = Text{
		"en": "nobody is tied to it, so that there is nothing to say",
		"nl": "niemand is ermee verbonden, dus valt er niets te zeggen",
		"fr": "personne ne lui est lié : il n’y a rien à dire",
		"de": "niemand ist mit ihr verbunden, also gibt es nichts zu sagen",
	}
	entitiesUnit  = Text{"en": "neighbours", "nl": "buren", "fr": "voisins", "de": "Nachbarn"}
	resourcesUnit = Text{"en": "resources", "nl": "gedeelde zaken", "fr": "ressources", "de": "geteilte Dinge"}
	timesUnit     = Text{"en": "times the mean", "nl": "keer het gemiddelde", "fr": "fois la moyenne", "de": "mal der Durchschnitt"}
	shareUnit     = Text{"en": "share", "nl": "aandeel", "fr": "part", "de": "Anteil"}
	networkLawful = []Text{{
		"en": "Sharing a person, an address or a client is common and lawful; look at what is shared, and when.",
		"nl": "Een persoon, adres of klant delen is gewoon en wettig; kijk wat gedeeld wordt, en wanneer.",
		"fr": "Partager une personne, une adresse ou un client est courant et légal ; regardez ce qui est partagé, et quand.",
		"de": "Eine Person, eine Adresse oder einen Kunden zu teilen ist üblich und erlaubt; sehen Sie, was geteilt wird und wann.",
	}}
)

// networkMeasure is one column of position as a feature.
type networkMeasure struct {
	name                    string
	meaning, unit, sentence Text
	innocent                []Text
	dated                   bool
}

var networkMeasures = []networkMeasure{
	{name: "resources", unit: resourcesUnit, meaning: Text{
		"en": "resources that it shares with others", "nl": "zaken die ze met anderen deelt", "fr": "ressources partagées avec d’autres", "de": "Dinge, die sie mit anderen teilt"}},
	{name: "hubs", unit: resourcesUnit, meaning: Text{
		"en": "resources that very many share, and that are left out", "nl": "zaken die zeer velen delen en die niet meetellen",
		"fr": "ressources partagées par un très grand nombre, et exclues", "de": "Dinge, die sehr viele teilen und die nicht zählen"}},
	{name: "neighbours", unit: entitiesUnit, meaning: Text{
		"en": "others that share a resource with it", "nl": "anderen die iets met haar delen", "fr": "autres qui partagent une ressource avec elle", "de": "andere, die etwas mit ihr teilen"}},
	{name: "close_neighbours", unit: entitiesUnit, meaning: Text{
		"en": "others that share at least two resources with it", "nl": "anderen die minstens twee zaken met haar delen",
		"fr": "autres qui partagent au moins deux ressources avec elle", "de": "andere, die mindestens zwei Dinge mit ihr teilen"}},
	{name: "found_neighbours", unit: entitiesUnit, dated: true, innocent: networkLawful, meaning: Text{
		"en": "neighbours with a finding that was known", "nl": "buren met een bekende vaststelling", "fr": "voisins ayant fait l’objet d’un constat connu", "de": "Nachbarn mit einer bekannten Feststellung"},
		sentence: Text{
			"en": "{value} neighbours had a finding, the last on {date}, against {peer} of others",
			"nl": "bij {value} buren was er een vaststelling, de laatste op {date}, tegenover {peer} bij anderen",
			"fr": "{value} voisins ont fait l’objet d’un constat, le dernier le {date}, contre {peer} chez les autres",
			"de": "bei {value} Nachbarn gab es eine Feststellung, zuletzt am {date}, gegenüber {peer} bei anderen"}},
	{name: "found_share", unit: shareUnit, dated: true, innocent: networkLawful, meaning: Text{
		"en": "share of its neighbours with a finding that was known", "nl": "aandeel van de buren met een bekende vaststelling",
		"fr": "part des voisins ayant fait l’objet d’un constat connu", "de": "Anteil der Nachbarn mit einer bekannten Feststellung"}},
	{name: "close_found", unit: entitiesUnit, dated: true, innocent: networkLawful, meaning: Text{
		"en": "of those that share two resources, neighbours with a finding", "nl": "buren met een vaststelling die minstens twee zaken delen",
		"fr": "voisins partageant deux ressources et ayant fait l’objet d’un constat", "de": "Nachbarn mit zwei geteilten Dingen und einer Feststellung"}},
	{name: "exposure", unit: timesUnit, dated: true, innocent: networkLawful, meaning: Text{
		"en": "nearness to what was found at others, spread over the ties", "nl": "nabijheid van wat bij anderen werd vastgesteld, verspreid over de banden",
		"fr": "proximité de ce qui a été constaté ailleurs, propagée par les liens", "de": "Nähe zu dem, was bei anderen festgestellt wurde, über die Verbindungen verbreitet"},
		sentence: Text{
			"en": "its ties bring it {value} times as near to known findings as the mean employer, against {peer} of others; the last was on {date}",
			"nl": "via haar banden staat ze {value} keer zo dicht bij bekende vaststellingen als gemiddeld, tegenover {peer} bij anderen; de laatste was op {date}",
			"fr": "ses liens la placent {value} fois plus près de constats connus que la moyenne, contre {peer} chez les autres ; le dernier date du {date}",
			"de": "über ihre Verbindungen steht sie {value}-mal so nah an bekannten Feststellungen wie im Durchschnitt, gegenüber {peer} bei anderen; die letzte war am {date}"}},
	{name: "worst_resource", unit: timesUnit, dated: true, innocent: networkLawful, meaning: Text{
		"en": "score of the resource nearest to findings", "nl": "score van de zaak die het dichtst bij vaststellingen staat",
		"fr": "score de la ressource la plus proche de constats", "de": "Wert der Sache, die Feststellungen am nächsten ist"}},
	{name: "mean_resource", unit: timesUnit, innocent: networkLawful, meaning: Text{
		"en": "mean score of its resources", "nl": "gemiddelde score van haar zaken", "fr": "score moyen de ses ressources", "de": "mittlerer Wert ihrer Dinge"}},
	{name: "component", unit: entitiesUnit, meaning: Text{
		"en": "how many hang together with it", "nl": "hoeveel er met haar samenhangen", "fr": "combien lui sont reliés de proche en proche", "de": "wie viele mit ihr zusammenhängen"}},
}
