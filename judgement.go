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

// Judged is what people said of pairs, in the order in which they said it.
func Judged(ctx context.Context, b Books, where ...Where) (all []Judgement, err error) {
	const page = 1000
	q := Query{Scope: Scope{All: true}, Where: where, Sort: "createdAt", Size: page}
	for q.Page = 1; ; q.Page++ {
		got, err := b.Judgements().List(ctx, q)
		if err != nil {
			return nil, err
		}
		all = append(all, got.Items...)
		if len(got.Items) < page {
			return all, nil
		}
	}
}
