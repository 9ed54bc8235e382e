-- One row is a quarter in which an employer's turnover for each declared hour was at least half as much again as in the same quarter of the year before,
-- for the days on which just these figures were known.
SELECT n.entity_id, n.quarter_on AS happened_on,
  greatest(n.known_on, b.known_on) AS known_on,
  CASE WHEN n.known_until IS NULL OR b.known_until < n.known_until THEN b.known_until ELSE n.known_until END AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  n.yield, b.yield AS yield_before,
  'turnover/' || n.entity_id || '/' || CAST(n.quarter_on AS VARCHAR) AS source_ref
FROM derived.yield_quarter AS n
JOIN derived.yield_quarter AS b ON b.entity_id = n.entity_id AND b.quarter_on = CAST(n.quarter_on - INTERVAL 1 YEAR AS DATE)
  AND (b.known_until IS NULL OR b.known_until > n.known_on) AND (n.known_until IS NULL OR n.known_until > b.known_on)
WHERE n.yield >= 1.5 * b.yield
