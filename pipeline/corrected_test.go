package pipeline_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vigie/lake"
	"vigie/model"
	"vigie/pack"
	"vigie/packs"
	"vigie/pipeline"
	"vigie/source"
)

// corrections are what a register of a pack says differently later: a third of the inspections get another outcome 200 days after they became
// known, and one in seven is withdrawn. A pack whose extracts were made once has none.
var corrections = map[string]string{
	"belgium": `
CREATE TEMP TABLE corrected AS SELECT *, hash(inspection) % 21 AS lot FROM register.inspections WHERE known_until IS NULL;
UPDATE register.inspections SET known_until = known_on + 200 WHERE known_until IS NULL AND hash(inspection) % 21 < 10;
INSERT INTO register.inspections BY NAME
SELECT * EXCLUDE (lot) REPLACE (known_on + 200 AS known_on, CASE WHEN outcome IN ('none', 'advice') THEN 'report-3' ELSE 'none' END AS outcome)
FROM corrected WHERE lot < 7;
DROP TABLE corrected;
UPDATE register.bankruptcy SET known_until = known_on + 150 WHERE known_until IS NULL AND hash(enterprise_number) % 3 = 0`,
	"harbour": `
CREATE TEMP TABLE corrected AS SELECT *, hash(inspection) % 21 AS lot FROM register.inspections WHERE known_until IS NULL;
UPDATE register.inspections SET known_until = known_on + 200 WHERE known_until IS NULL AND hash(inspection) % 21 < 10;
INSERT INTO register.inspections BY NAME
SELECT * EXCLUDE (lot) REPLACE (known_on + 200 AS known_on, CASE WHEN outcome = 'none' THEN 'report' ELSE 'none' END AS outcome)
FROM corrected WHERE lot < 7;
DROP TABLE corrected`,
}

// feedback is what inspectors tell of visits that no register knows, and correct ninety days later, every second time once more.
const feedback = `
CREATE TEMP TABLE visited AS
SELECT inspection_id, entity_id, inspected_on + 3 AS inspected_on, known_on FROM inspection WHERE outcome IS NOT NULL AND known_until IS NULL AND hash(inspection_id) % 5 = 0;
INSERT INTO told BY NAME
SELECT 'a' || inspection_id AS feedback_id, entity_id, inspected_on, known_on + 5 AS known_on, 'ranked' AS channel, 'none' AS outcome, 'g' AS inspector_group FROM visited
UNION ALL BY NAME
SELECT 'b' || inspection_id AS feedback_id, 'a' || inspection_id AS corrects, entity_id, inspected_on, known_on + 95 AS known_on, 'ranked' AS channel,
  (SELECT max(outcome) FROM inspection) AS outcome, 'g' AS inspector_group FROM visited
UNION ALL BY NAME
SELECT 'c' || inspection_id AS feedback_id, 'b' || inspection_id AS corrects, entity_id, inspected_on, known_on + 185 AS known_on, 'ranked' AS channel,
  'none' AS outcome, 'g' AS inspector_group FROM visited WHERE hash(inspection_id) % 2 = 0;
DROP TABLE visited`

// correct lets outcomes be corrected that are known already.
func correct(t *testing.T, l *lake.Lake, p *pack.Pack) {
	t.Helper()
	ctx := context.Background()
	if err := source.BuildContract(ctx, l, p); err != nil {
		t.Fatal(err)
	}
	err := l.Tx(ctx, func(ctx context.Context, tx *lake.Tx) error { // temporary tables are of one connection
		if _, err := tx.Exec(ctx, feedback); err != nil {
			return err
		}
		if query := corrections[p.ID]; query != "" {
			_, err := tx.Exec(ctx, query)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestACorrectedOutcomeIsSeenAsItWasKnown follows one inspection through what a register and an inspector said of it.
func TestACorrectedOutcomeIsSeenAsItWasKnown(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	p, _, faults, err := pack.Open("harbour", packs.FS)
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	l, err := lake.Open(ctx, lake.Memory, lake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	if err := l.Schema(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Exec(ctx, `
CREATE TABLE entity (entity_id VARCHAR, name VARCHAR, kind VARCHAR, sector VARCHAR, territory VARCHAR, lat DOUBLE, lon DOUBLE, started_on DATE, ended_on DATE, known_on DATE);
INSERT INTO entity (entity_id, sector, known_on) VALUES ('E', 'dock', '2020-01-01'), ('F', 'dock', '2020-01-01');
CREATE TABLE inspection (inspection_id VARCHAR, entity_id VARCHAR, inspected_on DATE, known_on DATE, channel VARCHAR, outcome VARCHAR, phenomenon VARCHAR,
  amount_assessed DOUBLE, amount_collected DOUBLE, selection_probability DOUBLE, inspector_group VARCHAR, known_until DATE);
INSERT INTO inspection (inspection_id, entity_id, inspected_on, known_on, outcome, amount_collected, known_until) VALUES
  ('1', 'E', '2024-01-10', '2024-02-01', 'report', 0, '2024-03-01'), ('1', 'E', '2024-01-10', '2024-03-01', 'report', 500, '2024-06-01'),
  ('1', 'E', '2024-01-10', '2024-06-01', 'none', 0, NULL);
INSERT INTO told (feedback_id, corrects, entity_id, inspected_on, known_on, outcome) VALUES
  ('a', NULL, 'F', '2024-02-10', '2024-02-12', 'none'), ('b', 'a', 'F', '2024-02-10', '2024-04-01', 'report'), ('c', 'b', 'F', '2024-02-10', '2024-05-01', 'none');
-- A register tells of F's visit after the inspector had: the inspector's word stands, and so do the corrections of it.
INSERT INTO inspection (inspection_id, entity_id, inspected_on, known_on, outcome) VALUES ('2', 'F', '2024-02-10', '2024-03-15', 'none')`); err != nil {
		t.Fatal(err)
	}
	if err := pipeline.AddTold(ctx, l); err != nil {
		t.Fatal(err)
	}
	for _, at := range []struct{ cohort, want string }{
		{"inspection", `1 from 2024-02-01 until 2024-06-01: true; 1 from 2024-06-01: false; ` +
			`feedback/a from 2024-02-12 until 2024-04-01: false; feedback/a from 2024-04-01 until 2024-05-01: true; feedback/a from 2024-05-01: false`},
		{"grid", `E@2023-12-31 from 2024-06-28: false; F@2023-12-31 from 2024-06-28: false`},
		{"short grid", `E@2023-12-31 from 2024-02-14 until 2024-06-01: true; E@2023-12-31 from 2024-06-01: false; ` +
			`F@2023-12-31 from 2024-02-14 until 2024-04-01: false; F@2023-12-31 from 2024-04-01 until 2024-05-01: true; F@2023-12-31 from 2024-05-01: false`},
	} {
		m := p.Models[0]
		m.ID = at.cohort
		m.Cohort = pack.Cohort{At: "inspection"}
		if at.cohort != "inspection" {
			m.Cohort = pack.Cohort{At: "grid", From: "2023-12-31", Until: "2023-12-31", Every: "month"}
			m.Label.Days = map[string]int{"grid": 180, "short grid": 45}[at.cohort]
		}
		m.Label.Positive, m.Label.DelayDays, m.Evaluation.Holdout.Where = "i.outcome = 'report'", 0, ""
		if err := model.Label(ctx, l, &m); err != nil {
			t.Fatal(err)
		}
		var got string
		if err := l.QueryRow(ctx, `SELECT string_agg(row_id || ' from ' || CAST(label_known_on AS VARCHAR) || coalesce(' until ' || CAST(label_known_until AS VARCHAR), '') || ': ' || CAST(label AS VARCHAR), '; '
  ORDER BY row_id, label_known_on) FROM labelled WHERE model = ?`, at.cohort).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(at.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", at.cohort, diff)
		}
	}
}
