package pack

import (
	"fmt"
	"slices"
	"strings"
)

var traceKinds = []string{Transfer, Serial, Circle, Letterbox}

// checkTraces checks the patterns of network.yaml: each key that its kind of pattern needs, and none that it does not read.
func checkTraces(d *document, n *Network) {
	var names []string
	for i := range n.Patterns {
		t := &n.Patterns[i]
		at := fmt.Sprintf("patterns[%d]", i)
		names = append(names, t.ID)
		if !tableForm.MatchString(t.ID) {
			d.fault(at+".pattern", fmt.Sprintf("pattern %q is no name", shorten(t.ID)), "begin with a letter and use small letters, digits and _: its table is called derived.pattern_<name>")
		}
		d.need(at+".meaning", t.Meaning, "write what people call it")
		d.need(at+".sentence", t.Sentence, "write how a finding says it, with {"+strings.Join(tracePlaces, "}, {")+"}")
		d.checkPlaces(at+".sentence", "sentence", t.Sentence, tracePlaces, nil)
		if t.Kind == "" {
			d.fault(at+".trace", "trace is missing"+d.in(at), "write transfer, serial, circle or letterbox")
		}
		d.oneOf(at+".trace", t.Kind, traceKinds)
		checkTraceKeys(d, at, t)
		checkTraceAmounts(d, at, t)
	}
	d.once("patterns", "pattern", names)
}

// traceKeys are the keys that each kind needs; share, at_most and before_days have a meaning when they are left out.
var traceKeys = map[string]struct{ needs, may []string }{
	Transfer:  {[]string{"kinds", "failed", "before_days", "after_days", "at_least"}, []string{"share"}},
	Serial:    {[]string{"kinds", "failed", "before_days", "within_days", "at_least"}, nil},
	Circle:    {[]string{"contracts", "within_days", "longest"}, nil},
	Letterbox: {[]string{"kinds", "workers", "at_least"}, []string{"at_most"}},
}

func checkTraceKeys(d *document, at string, t *Trace) {
	kind, ok := traceKeys[t.Kind]
	if !ok {
		return
	}
	has := slices.Concat(kind.needs, kind.may)
	for _, key := range kind.needs {
		if !d.has(at + "." + key) {
			d.fault(at+"."+key, key+" is missing"+d.in(at), fmt.Sprintf("a %s needs %s", t.Kind, strings.Join(kind.needs, ", ")))
		}
	}
	for _, key := range []string{"kinds", "failed", "workers", "before_days", "after_days", "within_days", "at_least", "at_most", "share", "longest", "contracts"} {
		if d.has(at+"."+key) && !slices.Contains(has, key) {
			d.fault(at+"."+key, fmt.Sprintf("%s says nothing of a %s", key, t.Kind), fmt.Sprintf("delete it; a %s has %s", t.Kind, strings.Join(has, ", ")))
		}
	}
	if t.Kind == Circle && d.has(at+".contracts") {
		checkTraceContracts(d, at+".contracts", t.Contracts)
	}
}

func checkTraceContracts(d *document, at string, c TraceContracts) {
	if c.Table == "" {
		d.fault(at+".table", "table is missing"+d.in(at), "name the source or derived table in which contracts stand, with known_on and known_until")
	}
	for _, column := range []struct{ key, name string }{{"giver", c.Giver}, {"taker", c.Taker}, {"begins", c.Begins}, {"ref", c.Ref}} {
		if !tableForm.MatchString(column.name) {
			d.fault(at+"."+column.key, fmt.Sprintf("%s is %q%s", column.key, shorten(column.name), d.in(at)), "write a column of the table of contracts")
		}
	}
}

func checkTraceAmounts(d *document, at string, t *Trace) {
	for _, days := range []struct {
		key string
		n   int
	}{{"before_days", t.BeforeDays}, {"after_days", t.AfterDays}, {"within_days", t.WithinDays}} {
		if days.n < 0 {
			d.fault(at+"."+days.key, fmt.Sprintf("%s is %d", days.key, days.n), "write a number of days")
		}
	}
	if t.Share < 0 || t.Share > 1 {
		d.fault(at+".share", fmt.Sprintf("share is %s", plain(t.Share)), "write a share from 0 to 1")
	}
	if d.has(at+".longest") && (t.Longest < 2 || t.Longest > 5) {
		d.fault(at+".longest", fmt.Sprintf("longest is %d", t.Longest), "write from 2 to 5: more contracts make circles by chance, and take long to walk")
	}
	checkChanges(d, at+".at_least", t.AtLeast)
	checkChanges(d, at+".at_most", t.AtMost)
	for i, v := range t.AtLeast {
		if v.Value < 2 {
			d.fault(fmt.Sprintf("%s.at_least[%d]", at, i), fmt.Sprintf("at_least is %s", plain(v.Value)), "write 2 or more: one alone is no pattern")
		}
	}
}
