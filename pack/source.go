package pack

// Source is one register: what its extracts look like, when what it says became known, and by what right it is used.
// Its rows are read in SQL as the table of its name, with the columns below and:
//
//	known_on     the first day on which the row counts
//	known_until  the day from which it does not any more, because a later extract corrected or ended it, or NULL
//	batch_id     the extract it came with
type Source struct {
	ID    string   `yaml:"source"`
	Title Text     `yaml:"title"`
	Files []string `yaml:"files"` // names or glob patterns below the data folder: *.csv, *.csv.gz, *.csv.zst, *.parquet

	Format  Format   `yaml:"format"`
	Extract Extract  `yaml:"extract"`
	Key     []string `yaml:"key"`      // the columns that name a row; a later extract corrects by them
	KnownOn Known    `yaml:"known_on"` // the knowledge date

	LegalBasis string   `yaml:"legal_basis"` // the law, deliberation or licence
	Purposes   []string `yaml:"purposes"`    // what it may be used for
	Retention  string   `yaml:"retention"`   // how long it may be kept, as an ISO 8601 period such as P5Y
	// Stands: its rows say how things are until a later extract says otherwise, so that the period of one begins when it stands no more. Otherwise
	// it begins when the row became known.
	Stands bool `yaml:"stands"`

	Columns []Column    `yaml:"columns"`
	Rules   []BatchRule `yaml:"rules"`
	// RefuseBatchOver is the share of refused rows, 0 to 1, above which the whole batch is refused. Zero: any
	// refused row refuses the batch.
	RefuseBatchOver float64 `yaml:"refuse_batch_over"`

	Pos Pos `yaml:"-"`
}

// Format is how an extract is written. Compression follows from the file's name; nothing here is guessed.
type Format struct {
	Delimiter string `yaml:"delimiter"` // "," unless said
	Quote     string `yaml:"quote"`     // "\"" unless said
	Encoding  string `yaml:"encoding"`  // utf-8 unless said; latin-1, windows-1252, utf-16 are understood
	Decimal   string `yaml:"decimal"`   // "." unless said
	Date      string `yaml:"date"`      // strftime form, %Y-%m-%d unless said
	Timestamp string `yaml:"timestamp"` // strftime form, "%Y-%m-%d %H:%M:%S" unless said
}

// Extract says on which day an extract was made, the day from which its corrections count, and what it means when a row is
// not in it any more.
type Extract struct {
	// On is a fixed date, for an extract that is made once.
	On string `yaml:"on"`
	// FileName is a regular expression whose one group is the date, for dated files.
	FileName string `yaml:"file_name"`
	// Beside is the file in the same folder in which the date stands.
	Beside *Beside `yaml:"beside"`

	// Full are patterns of those Files that hold the whole register: what is not in one of them has ended on its day.
	Full []string `yaml:"full"`
	// Deletes are files that tell what has ended.
	Deletes *Deletes `yaml:"deletes"`
}

// Beside is a CSV with the day of the extracts in its folder, written in the format of the source.
type Beside struct {
	File   string            `yaml:"file"`   // its name, without a folder
	Where  map[string]string `yaml:"where"`  // which row of it: the text that stands in each of these columns; the only one unless said
	Column string            `yaml:"column"` // the column with the day
}

// Deletes are extracts with nothing but the columns By: every row with these values has ended on their day. A file of the
// same day that brings rows back is read after them.
type Deletes struct {
	Files []string `yaml:"files"`
	By    []string `yaml:"by"` // declared columns; all of the key, a part of it, or others
}

// Known is the rule for the knowledge date of a row: the column that says when it became known and how many days
// later it could be used, or, with no column, the day of the extract.
type Known struct {
	Column   string `yaml:"column"`
	PlusDays int    `yaml:"plus_days"`
	// Why tells what the rule assumes; every reader of a figure depends on it.
	Why string `yaml:"why"`
}

// Column is one column of a register.
type Column struct {
	Name     string `yaml:"name"`    // as SQL sees it
	From     string `yaml:"from"`    // the header in the extract; the name unless said
	Type     string `yaml:"type"`    // text, integer, number, date, timestamp, boolean
	Meaning  Text   `yaml:"meaning"` // what it says
	Required bool   `yaml:"required"`
	// Missing are the texts that mean "no value", besides the empty field.
	Missing []string    `yaml:"missing"`
	Min     *string     `yaml:"min"` // smallest number or earliest date allowed
	Max     *string     `yaml:"max"`
	Codes   []string    `yaml:"codes"`   // the only values allowed
	Pattern string      `yaml:"pattern"` // a regular expression the whole value must match
	Check   *CheckDigit `yaml:"check_digits"`
	// Digits takes out everything that is not a digit: 0123.456.789 is stored as 0123456789. A text with check digits is
	// stored so anyway.
	Digits bool `yaml:"digits"`
	// Pseudonym replaces the value by a keyed hash at the door: for numbers and names of persons.
	Pseudonym bool `yaml:"pseudonym"`
	// Protected says why no score may depend on the column, however it is computed: name, language, nationality, origin or
	// free-text. It may be shown, and it may tie records; a test changes it everywhere and expects the same features, findings and
	// labels.
	Protected string `yaml:"protected"`

	Pos Pos `yaml:"-"`
}

// CheckDigit is a checksum over the digits of a value; separators are taken out first.
type CheckDigit struct {
	Modulus int `yaml:"modulus"` // 97 for most register numbers
	Payload int `yaml:"payload"` // how many leading digits it is computed over
	// Multiply: the payload is multiplied by it before the remainder is taken; 1 unless said.
	Multiply int `yaml:"multiply"`
	// Complement: the check is modulus - remainder, otherwise it is the remainder.
	Complement bool `yaml:"complement"`
	// From: the check is from - remainder; it stands for Complement where that is not the modulus itself.
	From *int `yaml:"from"`
	// Digits is how many digits the check takes: as many as the largest remainder unless said.
	Digits int `yaml:"digits"`
	// Prefixes are tried in front of the payload, one after the other: numbers given since 2000 often count with
	// a leading 2. Empty: none.
	Prefixes []string `yaml:"prefixes"`
}

// BatchRule is a rule that one column can not state. Its SQL selects the rows at fault from `batch`, the batch being
// loaded, and may look at any register already loaded; it returns line (of the batch) and reason.
type BatchRule struct {
	ID      string `yaml:"id"`
	Meaning Text   `yaml:"meaning"`
	SQL     string `yaml:"sql"`

	Pos    Pos `yaml:"-"`
	SQLPos Pos `yaml:"-"` // of the first line of the SQL
}
