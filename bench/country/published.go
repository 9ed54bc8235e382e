package main

// figure is a published value with its public source.
type figure struct{ value, source string }

// published values by table and row. Values that are only known roughly say "about".
var published = map[string]map[string]figure{
	"Employers and companies": {
		"employers":                       {"240,000", "press on joint controls, February 2013; the size option scales it"},
		"workers for each employer":       {"11", "2.7 million workers of 240,000 employers, the same"},
		"companies for each employer":     {"1.6", "390,000 companies with ties in the published network studies on Belgian social fraud (AFRAID, 2015)"},
		"natural persons among companies": {"40 %", "entities without a seat address in the company register's open data, third-party analysis, October 2025"},
		"construction":                    {"about 11 %", "NSSO statistics, rounded; demo enlarges it"},
		"cleaning":                        {"about 2 %", "NSSO statistics, rounded; demo enlarges it"},
		"horeca":                          {"about 10 %", "NSSO statistics, rounded; demo enlarges it"},
		"retail":                          {"about 15 %", "NSSO statistics, rounded"},
	},
	"Inspections by sector": {
		"construction":  {"21 %", "social inspection, 2011 (19,719 controls); 24 % was aimed at"},
		"horeca":        {"25 to 32 %", "social inspection, 2011; national figures of about 2014"},
		"other sectors": {"", "retail and wholesale alone were 20 % in 2011"},
	},
	"Inspections by channel": {
		"random":       {"", "Ireland, about 5 % of tax audits; aimed at 2 %"},
		"new-employer": {"", "1,540 first visits were closed in 2018, 663 in 2021 (NSSO yearly reports)"},
		"joint":        {"about 15 %", "14,559 joint controls (2022) of more than 100,000 inspections a year, all sectors"},
	},
	"Visits that found something": {
		"joint, all":          {"32 to 37 %", "joint controls 2012 (32 %), 2013 (35 %), 2022 (37 %), first quarter of 2025 (34 %)"},
		"joint, construction": {"38 %", "joint controls, 2013"},
		"joint, cleaning":     {"36 %", "joint controls, 2013"},
		"joint, horeca":       {"47 to 56 %", "joint controls, 2013 and first quarter of 2025"},
		"random, all":         {"12 %", "random controls in French retail (12 % of establishments irregular); no Belgian figure"},
	},
	"What was established in horeca, for each undeclared worker case": {
		"undeclared-workers": {"1", "Dimona: 165 infringements, first quarter of 2025"},
		"undeclared-hours":   {"0.65 to 0.71", "part-time rules: 108 to 165 (first quarter of 2025), 808 to 1,141 (2016)"},
		"benefit-cumulation": {"0.19 to 0.29", "unemployment: 31 to 165 (first quarter of 2025), 327 to 1,141 (2016)"},
	},
	"Amounts": {
		"collected of what was assessed":                     {"less than all", "Battaglini et al. 2025 on Italian tax audits: payment rises less than detection"},
		"assessed a visit, other channels than random (EUR)": {"about ten times random", "Ireland 2005: EUR 36,933 targeted, EUR 3,437 random"},
	},
	"Tips": {
		"retained":                             {"63 %", "contact point for fair competition, 2022: 4,540 of 7,202"},
		"rejected: address-insufficient":       {"25.9 %", "the same: 633"},
		"rejected: counterparty-insufficient":  {"25.9 %", "the same: 633"},
		"rejected: already-handled":            {"22.7 %", "the same: 555"},
		"rejected: inopportune":                {"25.5 %", "the same: 623"},
		"tips a year for each 1,000 employers": {"30", "the same: 7,202, of 240,000 employers"},
	},
}
