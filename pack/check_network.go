package pack

import (
	"fmt"
	"strings"
)

var networkSteps = []string{"month", "quarter"}

// checkNetwork checks network.yaml; positive is the pack's own idea of a finding.
func checkNetwork(d *document, n *Network, positive string) {
	d.need("meaning", n.Meaning, "write which ties say something about fraud, and which do not")
	if len(n.Kinds) == 0 {
		d.fault("kinds", "kinds is missing", "list the kinds of resources over which findings spread, by link.resource_kind")
	}
	var names []string
	for i, k := range n.Kinds {
		at := fmt.Sprintf("kinds[%d]", i)
		names = append(names, k.Kind)
		if k.Kind == "" {
			d.fault(at+".kind", "kind is missing"+d.in(at), "write the resource_kind as the view link gives it")
		}
		d.need(at+".name", k.Name, "write what people call such a resource")
		if k.Weight < 0 {
			d.fault(at+".weight", fmt.Sprintf("weight is %v", k.Weight), "write how much such a tie counts, above zero; 1 unless said")
		}
		if k.Hub < 0 || k.Hub == 1 {
			d.fault(at+".hub", fmt.Sprintf("hub is %d", k.Hub), "write how many entities a resource may tie before it says nothing, at least 2; 0 for no limit")
		}
	}
	d.once("kinds", "kind", names)
	if n.Alpha < 0 || n.Alpha >= 1 {
		d.fault("alpha", fmt.Sprintf("alpha is %v", n.Alpha), "write the share of a score that comes from neighbours, from 0 to below 1; 0.85 is usual")
	}
	for key, days := range map[string]int{"link_half_life_days": n.LinkHalfLifeDays, "finding_half_life_days": n.FindingHalfLifeDays} {
		if days < 0 {
			d.fault(key, fmt.Sprintf("%s is %d", key, days), "write a number of days, or leave it out for no decay")
		}
	}
	d.oneOf("every", n.Every, networkSteps)
	checkTraces(d, n)
	d.faults = append(d.faults, checkCondition(n.FindingPos, n.Finding)...)
	if strings.TrimSpace(n.Finding) == "" && strings.TrimSpace(positive) == "" {
		d.fault("finding", "finding is missing", "write which inspections found something, as a condition over i; or say it for the whole pack as positive in pack.yaml")
	}
}
