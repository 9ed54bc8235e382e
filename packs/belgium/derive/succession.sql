-- One row is an employer and a failed firm from which it has staff, as was known from known_on until known_until: how many
-- workers had come over, and whether a manager or the address were the same.
WITH paired AS ( -- only failed firms of which at least one worker came
  SELECT t.*
  FROM derived.succession_tie AS t
  SEMI JOIN (SELECT entity_id, failed FROM derived.succession_tie WHERE kind = 'worker') AS w
    ON w.entity_id = t.entity_id AND w.failed = t.failed
),
change AS (
  SELECT entity_id, failed, failed_on, kind, happened_on, known_on, 1 AS change FROM paired
  UNION ALL
  SELECT entity_id, failed, failed_on, kind, happened_on, known_until, -1 FROM paired WHERE known_until IS NOT NULL
),
daily AS ( -- what became known on a day, less what was withdrawn
  SELECT entity_id, failed, failed_on, known_on,
    coalesce(sum(change) FILTER (WHERE kind = 'worker'), 0) AS moved,
    coalesce(sum(change) FILTER (WHERE kind = 'manager'), 0) AS managers,
    coalesce(sum(change) FILTER (WHERE kind = 'address'), 0) AS addresses,
    min(happened_on) FILTER (WHERE kind = 'worker') AS happened_on
  FROM change
  GROUP BY entity_id, failed, failed_on, known_on
)
SELECT entity_id, failed, failed_on,
  sum(moved) OVER past AS moved,
  sum(managers) OVER past > 0 AS same_manager,
  sum(addresses) OVER past > 0 AS same_address,
  min(happened_on) OVER past AS happened_on,
  known_on,
  lead(known_on) OVER past AS known_until
FROM daily
WINDOW past AS (PARTITION BY entity_id, failed ORDER BY known_on)
QUALIFY sum(moved) OVER past > 0
