package vigie

// Evidence is a file that belongs to an investigation. Its content is kept once, under its hash, and never changed.
type Evidence struct {
	Record
	Investigation string   `json:"investigation"`
	VisitID       string   `json:"visit,omitempty"`
	Name          string   `json:"name"`
	Type          string   `json:"type"` // media type, as looked at, not as claimed
	Size          int64    `json:"size"`
	Hash          string   `json:"hash"` // SHA-256
	Team          []string `json:"team"` // who may know, copied from the investigation
}

// Holds is what can be put into an investigation: files, for its team.
func (i *Investigation) Holds() []Thing { return []Thing{(&Evidence{Team: i.team()}).Thing()} }

func (i *Investigation) team() []string { return append([]string{i.Lead}, i.Team...) }

// Thing says who is concerned by evidence: the team of its investigation.
func (e *Evidence) Thing() Thing {
	return Thing{Kind: KindEvidence, ID: e.ID, Owner: e.CreatedBy, Keys: append(userKeys(e.Team), UserKey(e.CreatedBy))}
}
