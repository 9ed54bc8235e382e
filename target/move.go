package target

import (
	"context"
	_ "embed"

	"vigie"
	"vigie/lake"
)

//go:embed sql/move.sql
var moveSQL string

// Move is a place among the first visits of a territory that would change hands if the version in the shadow chose.
type Move struct {
	Model      string   `json:"model"`
	Champion   string   `json:"champion"`   // the version that chooses
	Challenger string   `json:"challenger"` // the one in its shadow
	EntityID   string   `json:"entity"`
	Name       string   `json:"name"`
	Sector     string   `json:"sector"`
	Territory  string   `json:"territory"`
	Capacity   int      `json:"capacity"` // visits that one list asks of the territory
	Moved      string   `json:"moved" enum:"comes,goes"`
	RankNow    int      `json:"rankNow"`
	RankThen   int      `json:"rankThen"`
	ScoreNow   float64  `json:"scoreNow"`
	ScoreThen  float64  `json:"scoreThen"`
	Why        []Weight `json:"why"` // the features that the two weigh most differently
}

// Weight is how far a feature moves a score by each of two versions, in log-odds.
type Weight struct {
	Feature    string  `json:"feature"`
	Champion   float64 `json:"champion"`
	Challenger float64 `json:"challenger"`
}

// Moves are those of a model's newest run, a territory's together, the most surprising first; none where nothing runs in its shadow.
func Moves(ctx context.Context, l *lake.Lake, model string) ([]Move, error) {
	rows, err := l.Query(ctx, moveSQL, model)
	if err != nil {
		return nil, vigie.Errorf(vigie.Internal, "read what would change: %w", err)
	}
	defer rows.Close()
	moves := []Move{}
	for rows.Next() {
		m, w := Move{Model: model}, Weight{}
		var position int
		if err := rows.Scan(&m.Champion, &m.Challenger, &m.EntityID, &m.Name, &m.Sector, &m.Territory, &m.Capacity, &m.Moved, &m.RankNow, &m.RankThen, &m.ScoreNow, &m.ScoreThen,
			&position, &w.Feature, &w.Champion, &w.Challenger); err != nil {
			return nil, err
		}
		if n := len(moves); n == 0 || moves[n-1].EntityID != m.EntityID {
			moves = append(moves, m)
		}
		if last := &moves[len(moves)-1]; position > 0 {
			last.Why = append(last.Why, w)
		}
	}
	return moves, rows.Err()
}
