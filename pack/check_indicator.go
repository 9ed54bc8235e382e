package pack

import (
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"
)

var (
	indicatorFiles  = []string{"def.yaml", "query.sql", "test.txtar"}
	indicatorKinds  = []string{Matching, Pattern}
	indicatorPlaces = []string{"count", "weight", "first", "last"}
)

// isIndicatorFile tells whether a file stands where one of an indicator does.
func isIndicatorFile(name string) bool {
	return strings.Count(name, "/") == 2 && slices.Contains(indicatorFiles, path.Base(name))
}

func (r *reader) readIndicators() {
	for _, folder := range r.indicatorFolders() {
		x := Indicator{File: folder + "/def.yaml", Query: folder + "/query.sql"}
		d := newDocument(x.File, r.pack.Languages)
		if !slices.Contains(r.files, x.File) {
			r.fault(Pos{File: x.File}, "is missing", "say there what the indicator asks, or delete the folder; `vigie new indicator` writes one to begin with")
			continue
		}
		if !r.load(d) {
			continue
		}
		d.decode(d.root, reflect.ValueOf(&x).Elem(), "")
		checkID(d, "indicator", &x.ID)
		r.checkIndicator(d, &x)
		fillIndicator(&x)
		x.SQL = r.queryBeside(d, "indicator", x.Query, "write the query whose rows are the evidence")
		x.Tests = r.testsBeside(d, folder+"/test.txtar")
		r.pack.Indicators = append(r.pack.Indicators, x)
	}
	if len(r.pack.Indicators) > 0 && strings.TrimSpace(r.pack.Positive) == "" && !r.broken["pack.yaml"] {
		r.docs["pack.yaml"].fault("positive", "positive is missing",
			"write what counts as a finding, such as i.outcome = 'fault': the indicators are held against it")
	}
}

// indicatorFolders are the folders below indicator/, in order.
func (r *reader) indicatorFolders() []string {
	var found []string
	for _, f := range r.files {
		if folder := path.Dir(f); path.Dir(folder) == "indicator" && !slices.Contains(found, folder) {
			found = append(found, folder)
		}
	}
	return found
}

// testsBeside reads the cases. What they say is checked by the room that runs them.
func (r *reader) testsBeside(d *document, file string) string {
	if !slices.Contains(r.files, file) {
		d.fault("indicator", file+" is missing", "write a case in which it fires and one in which it does not; docs/packs.md shows how")
		return ""
	}
	content, ok := r.content(file)
	if !ok {
		r.broken[file] = true
	}
	return string(content)
}

func (r *reader) checkIndicator(d *document, x *Indicator) {
	if x.ID == firedColumn || strings.HasSuffix(x.ID, lastSuffix) {
		d.fault("indicator", fmt.Sprintf("indicator %q has a name that is taken", x.ID), "choose another: a feature of the house has it")
	}
	checkVersion(d, "version", x.Version)
	if x.Kind == "" {
		d.fault("kind", "kind is missing", "write matching, if registers are held against each other, or pattern")
	}
	d.oneOf("kind", x.Kind, indicatorKinds)
	checkQuestion(d, x.Question)
	d.need("why", x.Why, "write why a yes matters")
	if len(x.Innocent) == 0 {
		d.fault("innocent", "innocent is missing", "list the explanations without fault that an inspector should check first")
	}
	for i, t := range x.Innocent {
		d.need(fmt.Sprintf("innocent[%d]", i), t, "write an explanation without fault")
	}
	r.checkThose(d, x)
	if strings.TrimSpace(x.LegalBasis) == "" {
		d.fault("legal_basis", "legal_basis is missing", "name the rule that is broken if the answer is yes and has no innocent explanation")
	}
	if len(x.Reads) == 0 {
		d.fault("reads", "reads is missing", "list the sources, contract views and derived tables that the query names: by them the purpose is checked")
	}
	d.once("reads", "reads", x.Reads)
	checkWindow(d, "window", x.Window)
	checkChanges(d, "threshold", x.Threshold)
	for i, v := range x.Threshold {
		if v.Value <= 0 {
			d.fault(fmt.Sprintf("threshold[%d]", i), fmt.Sprintf("threshold is %s", plain(v.Value)), "write the weight from which it fires, more than 0")
		}
	}
	d.need("unit", x.Unit, "write what the weight counts, such as day|days")
	d.checkForms("unit", x.Unit)
	checkIndicatorSentence(d, x)
	if _, err := ParsePeriod(x.FollowUp); x.FollowUp != "" && err != nil {
		d.fault("follow_up", fmt.Sprintf("follow_up %q is no period", shorten(x.FollowUp)), "write it in ISO 8601, such as P6M")
	}
	if strings.TrimSpace(x.Owner) == "" {
		d.fault("owner", "owner is missing", "write which team keeps it right")
	}
}

// checkQuestion wants a question: a name that can not be answered by yes or no hides what is claimed.
func checkQuestion(d *document, q Text) {
	d.need("question", q, "write a question that is answered by yes or no")
	for _, l := range d.languages {
		if s := strings.TrimSpace(q[l]); s != "" && !strings.HasSuffix(s, "?") {
			at := "question"
			if d.has(at + "." + l) {
				at += "." + l
			}
			d.fault(at, fmt.Sprintf("question %q asks nothing", shorten(s)), "end it with ?, and let it be answered by yes or no")
		}
	}
}

// checkThose checks the ids that the indicator takes from elsewhere in the pack.
func (r *reader) checkThose(d *document, x *Indicator) {
	var sectors, phenomena []string
	for _, s := range r.pack.Sectors {
		sectors = append(sectors, s.ID)
	}
	for _, p := range r.pack.Phenomena {
		phenomena = append(phenomena, p.ID)
	}
	d.once("sectors", "sector", x.Sectors)
	for i, s := range x.Sectors {
		if len(sectors) > 0 {
			d.oneOf(fmt.Sprintf("sectors[%d]", i), s, sectors)
		}
	}
	switch {
	case len(phenomena) > 0:
		d.oneOf("phenomenon", x.Phenomenon, phenomena)
	case x.Phenomenon != "" && !r.broken["pack.yaml"]:
		d.fault("phenomenon", fmt.Sprintf("phenomenon %q is not among phenomena of pack.yaml, which names none", shorten(x.Phenomenon)), "name it there, with its meaning")
	}
	if file := "methodology/" + x.Methodology + ".md"; x.Methodology != "" && !slices.Contains(r.files, file) {
		d.fault("methodology", file+" is missing", "write it, or leave methodology out until there is one")
	}
}

func checkIndicatorSentence(d *document, x *Indicator) {
	d.need("sentence", x.Sentence, "write how a reason says it, with {count}, {weight}, {first} and {last}")
	d.checkPlaces("sentence", "sentence", x.Sentence, indicatorPlaces, nil)
	d.need("detail", x.Detail, "write what a piece of evidence shows, with the columns of the query as places")
	d.checkPlaces("detail", "detail", x.Detail, nil, nil)
}

// checkIndicators holds their queries against what they read.
func (r *reader) checkIndicators(known map[string]bool) {
	for i := range r.pack.Indicators {
		x := &r.pack.Indicators[i]
		q := question{what: "indicator " + x.ID, id: x.ID, reads: x.Reads, sql: x.SQL, file: x.Query, doc: x.File}
		if named := r.checkReads(q, known); named["cohort"] {
			r.fault(Pos{x.Query, 1}, "the query reads cohort", "give evidence for all of history, each row with its known_on: the room asks as of a date")
		}
	}
}
