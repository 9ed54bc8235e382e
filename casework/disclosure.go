package casework

import "vigie"

var disclosures = &noun[vigie.Disclosure]{
	kind: vigie.KindDisclosure, table: "disclosures",
	fields: []field[vigie.Disclosure]{
		{"state", func(d *vigie.Disclosure) any { return d.State }},
		{"service", func(d *vigie.Disclosure) any { return d.Service }},
		{"planItem", func(d *vigie.Disclosure) any { return d.PlanItem }},
		{"expiresOn", func(d *vigie.Disclosure) any { return d.ExpiresOn }},
	},
}
