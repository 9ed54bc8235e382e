package harbour

// Report is what was written, so that a reader of the demo can hold the figures it gets against what was planted.
type Report struct {
	Files     []File         // in the order in which they are best loaded
	Employers int            // that stand in the register
	Hiding    int            // employers that hid work at some time
	Visits    map[string]int // inspections by channel, as far as they were closed
	Findings  map[string]int // of these, those that ended in a regularisation or a report
}

// File is one extract.
type File struct {
	Name string
	Rows int // good ones
	Dirt int // rows that a careful reader refuses
}

func newReport() Report {
	return Report{Visits: map[string]int{}, Findings: map[string]int{}}
}
