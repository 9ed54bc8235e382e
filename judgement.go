package vigie

import "context"

// Judgement is what one person said of two records: whether they are of one entity. Judgements are added, never changed: a later one of
// the same person about the same pair takes the place of the earlier one. The lake matches by them, and can be rebuilt; they can not.
type Judgement struct {
	Record         // who said it and when are createdBy and createdAt
	Match   string `json:"match"` // the pack's spec by which the two were compared
	A       string `json:"a"`     // a record, as source:id, or id where there is one source
	B       string `json:"b"`
	Verdict string `json:"verdict"`
	Why     string `json:"why,omitempty"`
	// Seen tells that who said it could have seen before what others said of the pair. It is no second look by itself.
	Seen bool `json:"seen,omitempty"`
}

// What a person may say of a pair.
const (
	JudgedSame      = "positive"  // the two are one entity
	JudgedApart     = "negative"  // they are not
	JudgedUnsure    = "unsure"    // the records do not tell
	JudgedWithdrawn = "withdrawn" // what the same person said before no longer holds
)

// Thing says who is concerned by a judgement: who gave it. Others judge without seeing it, so that a second look is a second look.
func (j *Judgement) Thing() Thing {
	return Thing{Kind: KindPair, ID: j.ID, Owner: j.CreatedBy, Keys: []Key{UserKey(j.CreatedBy)}}
}

// Judge keeps what the actor says of two records, with whether they could have seen what others said.
func Judge(ctx context.Context, b Books, j *Judgement) error {
	who, _ := ActorOf(ctx)
	said, err := Judged(ctx, b, Where{Field: "match", Values: []string{j.Match}}, Where{Field: "recordA", Values: []string{j.A, j.B}}, Where{Field: "recordB", Values: []string{j.A, j.B}})
	if err != nil {
		return err
	}
	j.Seen = couldSee(said, who.UserID)
	return Keep(ctx, b, b.Judgements(), "pair.judge", Act{}, j)
}

// couldSee tells whether a person was ever shown what others said of a pair: as long as their own word held, when there was any.
func couldSee(said []Judgement, by string) bool {
	open, others := false, false
	for i := range said {
		if said[i].CreatedBy == by {
			open = said[i].Verdict != JudgedWithdrawn
		} else {
			others = true
		}
		if open && others {
			return true
		}
	}
	return false
}

// Judged is what people said of pairs, in the order in which they said it.
func Judged(ctx context.Context, b Books, where ...Where) ([]Judgement, error) {
	return All(ctx, b.Judgements(), Query{Scope: Scope{All: true}, Where: where})
}
