-- One row is a judgement that the lake does not hold yet: of this person, about this pair, of this moment.
INSERT INTO judgement
SELECT $1, $2, $3, $4, $5, CAST($6 AS TIMESTAMP), $7
WHERE NOT EXISTS (
  SELECT 1
  FROM judgement
  WHERE match = $1 AND record_a = $2 AND record_b = $3 AND verdict = $4 AND judged_by = $5 AND judged_at = CAST($6 AS TIMESTAMP)
)
