package pack

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

var (
	encodings  = []string{"utf-8", "latin-1", "windows-1252", "utf-16"}
	extractEnd = []string{".csv", ".csv.gz", ".csv.zst", ".parquet"}
)

// checkSource checks what a register says of itself.
func checkSource(d *document, s *Source) {
	if tables[s.ID] || keywords[s.ID] {
		d.fault("source", fmt.Sprintf("source %q has a name that is taken", s.ID), "choose another: SQL would read it as something else")
	}
	d.need("title", s.Title, "write what people call the register")
	checkFiles(d, "files", s.Files)
	checkFormat(d, s.Format)
	checkExtract(d, s.Extract)
	checkEnds(d, s)
	checkKey(d, s)
	checkKnown(d, s)
	checkRight(d, s)
	checkColumns(d, s.Columns)
	checkRules(d, s.Rules)
	d.between("refuse_batch_over", s.RefuseBatchOver, 0, 1)
}

func checkFiles(d *document, key string, files []string) {
	if len(files) == 0 {
		d.fault(key, leaf(key)+" is missing"+d.in(parent(key)), "list names or patterns below the data folder, such as hiring-*.csv")
	}
	for i, f := range files {
		at := fmt.Sprintf("%s[%d]", key, i)
		if _, err := path.Match(f, ""); err != nil {
			d.fault(at, fmt.Sprintf("%q is no pattern", shorten(f)), "close every [")
		}
		if path.IsAbs(f) || slices.Contains(strings.Split(f, "/"), "..") || strings.Contains(f, `\`) {
			d.fault(at, fmt.Sprintf("%q leaves the data folder", shorten(f)), "write a name below it, with /")
		}
		if !slices.ContainsFunc(extractEnd, func(end string) bool { return strings.HasSuffix(f, end) }) {
			d.fault(at, fmt.Sprintf("%q ends as no extract does", shorten(f)), "the end says how it is read: "+strings.Join(extractEnd, ", "))
		}
	}
}

func checkFormat(d *document, f Format) {
	single := func(key, value string) {
		if value != "" && len([]rune(value)) != 1 {
			d.fault("format."+key, fmt.Sprintf("%s %q is not one character", key, shorten(value)), "write the one that the extract uses")
		}
	}
	single("delimiter", f.Delimiter)
	single("quote", f.Quote)
	if f.Delimiter != "" && f.Delimiter == f.Quote {
		d.fault("format.quote", fmt.Sprintf("quote and delimiter are both %q", f.Quote), "a field could not be told from its end")
	}
	d.oneOf("format.encoding", f.Encoding, encodings)
	d.oneOf("format.decimal", f.Decimal, []string{".", ","})
	checkStrftime(d, "format.date", f.Date, false)
	checkStrftime(d, "format.timestamp", f.Timestamp, true)
}

// directives are the parts of a strftime form that the source room reads.
var directives = strings.Fields("%Y %y %m %b %B %d %j %F %H %M %S %f %T %%")

var directive = regexp.MustCompile(`%.?`)

// checkStrftime checks that a form of dates names a day, and one of timestamps a time as well.
func checkStrftime(d *document, at, form string, clock bool) {
	if form == "" {
		return
	}
	has := map[string]bool{}
	for _, part := range directive.FindAllString(form, -1) {
		if !slices.Contains(directives, part) {
			d.fault(at, fmt.Sprintf("unknown part %q%s", part, d.in(at)), "known are "+strings.Join(directives, " "))
			return
		}
		has[part] = true
	}
	day := has["%F"] || (has["%Y"] || has["%y"]) && (has["%j"] || (has["%m"] || has["%b"] || has["%B"]) && has["%d"])
	time := has["%T"] || has["%H"] && has["%M"]
	if !day || clock && !time {
		what, wayOut := "does not say which day", "write %Y, %m and %d in the order of the extract, such as %d/%m/%Y"
		if day {
			what, wayOut = "does not say which time", "write %H and %M too; if there is no time, the column is a date"
		}
		d.fault(at, fmt.Sprintf("%s %q %s", at, shorten(form), what), wayOut)
	}
}

// checkPattern compiles a regular expression.
func checkPattern(d *document, at, pattern string) (*regexp.Regexp, bool) {
	re, err := regexp.Compile(pattern)
	if err != nil {
		what := strings.TrimPrefix(err.Error(), "error parsing regexp: ")
		d.fault(at, fmt.Sprintf("%s %q is no regular expression: %s", d.say(at), shorten(pattern), what), "mend it; look-ahead and back references are not known")
	}
	return re, err == nil
}

// checkRight checks the law: a register without a basis, a purpose and an end may not be read.
func checkRight(d *document, s *Source) {
	if strings.TrimSpace(s.LegalBasis) == "" {
		d.fault("legal_basis", "legal_basis is missing", "name the law, deliberation or licence by which the register is used")
	}
	if len(s.Purposes) == 0 {
		d.fault("purposes", "purposes is missing", "list what the legal basis allows it to be used for")
	}
	for i, p := range s.Purposes {
		at := fmt.Sprintf("purposes[%d]", i)
		if !idForm.MatchString(p) {
			d.fault(at, fmt.Sprintf("purpose %q is no name", shorten(p)), "use small letters, digits, _ and -, as the models do")
		}
	}
	d.once("purposes", "purpose", s.Purposes)
	if s.Retention == "" {
		d.fault("retention", "retention is missing", "write how long it may be kept, such as P5Y")
	} else if _, err := ParsePeriod(s.Retention); err != nil {
		d.fault("retention", fmt.Sprintf("retention %q is no period", shorten(s.Retention)), "write it in ISO 8601, such as P5Y or P18M")
	}
}

func checkRules(d *document, rules []BatchRule) {
	seen := map[string]bool{}
	for i, r := range rules {
		at := fmt.Sprintf("rules[%d]", i)
		switch {
		case r.ID == "":
			d.fault(at+".id", "id is missing"+d.in(at), "name the rule; refusals are counted by it")
		case !idForm.MatchString(r.ID):
			d.fault(at+".id", fmt.Sprintf("rule %q is no name", shorten(r.ID)), "use small letters, digits, _ and -")
		case seen[r.ID]:
			d.fault(at+".id", fmt.Sprintf("rule %q stands twice", r.ID), "give each its own name")
		}
		seen[r.ID] = true
		d.need(at+".meaning", r.Meaning, "write what holds of every good row")
		if strings.TrimSpace(r.SQL) == "" {
			d.fault(at+".sql", "sql is missing"+d.in(at), "select line and reason of the rows at fault FROM batch")
			continue
		}
		if wrong := checkQuery(r.SQLPos, r.SQL); len(wrong) > 0 {
			d.faults = append(d.faults, wrong...)
			continue
		}
		if !slices.ContainsFunc(tablesIn(r.SQL), func(t token) bool { return t.text == "batch" }) {
			d.fault(at+".sql", "the sql"+d.in(at)+" does not read batch", "select line and reason of the rows at fault FROM batch")
		}
	}
}
