package pack

import (
	"fmt"
	"slices"
)

// groupsOf is what a labelled row knows of its entity, besides the model's features.
var groupsOf = []string{"sector", "territory", "inspector_group", "kind", "age"}

// checkGroups checks who is audited, what must not be known, and from where on a model stops.
func checkGroups(d *document, e *Evaluation, chosen map[string]*Feature) {
	known := append(slices.Clone(groupsOf), sorted(chosen)...)
	for i, g := range e.Groups {
		at := fmt.Sprintf("evaluation.groups[%d]", i)
		if !d.oneOf(at, g, known) {
			continue
		}
		f := chosen[g]
		if number := g == "age" || f != nil && f.Type != "category"; number && len(e.Bands[g]) == 0 {
			d.fault(at, fmt.Sprintf("%s is a number, and nothing says where its groups begin", g), fmt.Sprintf("write bands: {%s: [3, 10]} beside groups", g))
		}
	}
	d.once("evaluation.groups", "group", e.Groups)
	for _, g := range sorted(e.Bands) {
		at := "evaluation.bands." + g
		if !slices.Contains(e.Groups, g) {
			d.fault(at, fmt.Sprintf("%s is not among the groups", g), "delete it, or add it to groups")
		}
		if !slices.IsSorted(e.Bands[g]) {
			d.fault(at, "the limits are not in order", "write the lowest first")
		}
	}
	for _, g := range sorted(e.Proxies) {
		at := "evaluation.proxies." + g
		if chosen[g] != nil {
			d.fault(at, fmt.Sprintf("%s is a feature of the model", g), "take it out of features: what a model knows needs no proxy")
			continue
		}
		d.oneOf(at, g, groupsOf)
	}
	if d.has("evaluation.stop.burden_ratio") {
		d.between("evaluation.stop.burden_ratio", e.Stop.BurdenRatio, 1, 100)
	}
	d.between("evaluation.stop.burden", e.Stop.Burden, 0, 1)
}
