package pack

// Model is a risk model: for which entities and dates, what counts as positive, from which features, by which
// learner, judged how, and how its list becomes a campaign.
type Model struct {
	ID      string `yaml:"model"`
	Version int    `yaml:"version"`
	Name    Text   `yaml:"name"`
	Purpose string `yaml:"purpose"` // must be allowed by every source its features read
	Meaning Text   `yaml:"meaning"` // what a high score says, and what it does not

	Cohort     Cohort     `yaml:"cohort"`
	Label      Label      `yaml:"label"`
	Features   Select     `yaml:"features"`
	Learner    Learner    `yaml:"learner"`
	Evaluation Evaluation `yaml:"evaluation"`
	Campaign   Campaign   `yaml:"campaign"`

	File string `yaml:"-"`
	Pos  Pos    `yaml:"-"`
}

// Cohort says which rows a model learns from and is judged on. With At "inspection" every inspection is a row and its
// as-of date is LeadDays before it. With At "grid" the as-of dates are those of Every between From and Until, for all
// entities active on them, and the label looks at the inspections of the following Label.Days days.
type Cohort struct {
	At       string `yaml:"at"`        // inspection or grid
	LeadDays int    `yaml:"lead_days"` // inspection: how many days before it the score is due; at least 1
	From     string `yaml:"from"`      // grid: the first as-of date
	Until    string `yaml:"until"`     // grid: the last
	Every    string `yaml:"every"`     // grid: month, quarter or week
	// Where narrows the rows: an SQL condition over i (the contract's inspection) and e (its entity).
	Where string `yaml:"where"`
	// Active narrows whom a list may name: an SQL condition over e and as_of, besides started and not ended.
	Active string `yaml:"active"`

	WherePos  Pos `yaml:"-"` // of the first line of the condition
	ActivePos Pos `yaml:"-"`
}

// Label is a versioned definition of positive: it is a policy decision, and a figure is worth nothing without it.
type Label struct {
	Version  int    `yaml:"version"`
	Meaning  Text   `yaml:"meaning"`
	Positive string `yaml:"positive"` // an SQL condition over i
	Days     int    `yaml:"days"`     // grid: the label timespan
	// DelayDays is how long after an inspection its outcome counts as known for training, besides its known_on.
	DelayDays int `yaml:"delay_days"`

	PositivePos Pos `yaml:"-"` // of the first line of the condition
}

// Select names features: whole families, or single columns as family.column; Except takes columns out again.
type Select struct {
	Of     []string `yaml:"of"`
	Except []string `yaml:"except"`
}

// Learner holds the parameters of the learner; zero values take its defaults.
type Learner struct {
	Kind           string         `yaml:"kind"` // boosting, or logistic
	Rounds         int            `yaml:"rounds"`
	EarlyStop      int            `yaml:"early_stop"` // rounds without gain on the later part of the training period; 0: none
	ValidateShare  float64        `yaml:"validate_share"`
	LearningRate   float64        `yaml:"learning_rate"`
	MaxDepth       int            `yaml:"max_depth"`
	MaxBins        int            `yaml:"max_bins"`
	MinChildWeight float64        `yaml:"min_child_weight"`
	L1             float64        `yaml:"l1"`
	L2             float64        `yaml:"l2"`
	RowSample      float64        `yaml:"row_sample"`
	ColumnSample   float64        `yaml:"column_sample"`
	Bags           int            `yaml:"bags"`           // models with different seeds, averaged; 1 unless said
	Monotone       map[string]int `yaml:"monotone"`       // family.column: +1 or -1
	HalfLifeDays   int            `yaml:"half_life_days"` // weight of an inspection halves with this age; 0: no decay
	ByChance       float64        `yaml:"by_chance"`      // how many times an inspection that a draw decided may count, by one over its chance; 0: each once
	Pos            Pos            `yaml:"-"`
}

// Evaluation says on what the model is judged. Everything is later than what it was trained on.
type Evaluation struct {
	Holdout Holdout `yaml:"holdout"`
	Rolling Rolling `yaml:"rolling"`
	// FoundBy is the day inside the holdout for which the share found in the first part is given.
	FoundBy string `yaml:"found_by"`
	// Groups are audited apart: sector, territory, inspector_group, kind or age of the entity, or a feature of the model as family.column.
	Groups []string `yaml:"groups"`
	// Bands cut a group that is a number, age in years or a feature, into parts: each limit begins one.
	Bands map[string][]float64 `yaml:"bands"`
	// Proxies are what the model must not know, and what of it is looked for in its features: a group that is no feature, and one of its values.
	Proxies map[string]string `yaml:"proxies"`
	Stop    Stop              `yaml:"stop"`
	// Bootstrap is how many resamples the intervals rest on; 1000 unless said.
	Bootstrap int `yaml:"bootstrap"`
}

// Stop is from where on the model makes no list. A limit of 0 is none.
type Stop struct {
	BurdenRatio float64 `yaml:"burden_ratio"` // how many times as often a group may be visited for nothing as all others, shown to be more
	Burden      float64 `yaml:"burden"`       // the share of visits that may find nothing in a group, shown to be more
}

// Holdout is one training period and one later test period, by inspection date, ends included.
type Holdout struct {
	TrainFrom  string `yaml:"train_from"`
	TrainUntil string `yaml:"train_until"`
	TestFrom   string `yaml:"test_from"`
	TestUntil  string `yaml:"test_until"`
	// Where narrows the rows of both periods, and of nothing else: an SQL condition over i and e. It serves to compare with
	// a result that somebody published on a part of the register.
	Where string `yaml:"where"`

	WherePos Pos `yaml:"-"`
}

// Rolling trains up to each step's start and judges the step, from From to Until, ends included.
type Rolling struct {
	From  string `yaml:"from"`
	Until string `yaml:"until"`
	Every string `yaml:"every"` // month or quarter
}

// Campaign says how a list is filled under a capacity.
type Campaign struct {
	Capacity     int            `yaml:"capacity"`       // visits a territory, unless Territories says otherwise
	Territories  map[string]int `yaml:"territories"`    // capacity by territory
	Ranked       float64        `yaml:"ranked"`         // .85 unless said
	Near         float64        `yaml:"near"`           // .10 unless said
	Random       float64        `yaml:"random"`         // .05 unless said
	Estimate     float64        `yaml:"estimate"`       // 0 unless said: drawn from everyone below the cut so that what the whole would show is known best
	NearWindow   int            `yaml:"near_window"`    // how many places below the cut the near arm draws from, as a multiple of its size; 5 unless said
	CoolDownDays int            `yaml:"cool_down_days"` // no target after an inspection in these days
}

// Visits are how many a territory can make.
func (c Campaign) Visits(territory string) int {
	if n, ok := c.Territories[territory]; ok {
		return n
	}
	return c.Capacity
}
