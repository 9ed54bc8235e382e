-- One row is a month in which an employer put at least three people on economic unemployment, and hired at least a third as
-- many new people as it sent home, as long as both are known so. A count of a month is the sum of its rows known by then.
WITH idle AS ( -- people on economic unemployment in a month, from when until when it was known so
  SELECT enterprise_number AS entity_id, CAST(date_trunc('month', month) AS DATE) AS month, inss, known_on, known_until
  FROM temporary_unemployment
  WHERE reason = 'economic' AND days >= 3
),
idle_change AS (
  SELECT entity_id, month, known_on, 1 AS n FROM idle
  UNION ALL
  SELECT entity_id, month, known_until, -1 FROM idle WHERE known_until IS NOT NULL
),
idle_state AS (
  SELECT entity_id, month, known_on, sum(sum(n)) OVER past AS persons, lead(known_on) OVER past AS known_until
  FROM idle_change
  GROUP BY entity_id, month, known_on
  WINDOW past AS (PARTITION BY entity_id, month ORDER BY known_on)
),
hired_state AS (
  SELECT entity_id, month, known_on, sum(sum(hires)) OVER past AS hires, lead(known_on) OVER past AS known_until
  FROM derived.hiring_month AS h
  SEMI JOIN idle AS i ON i.entity_id = h.entity_id AND i.month = h.month
  GROUP BY entity_id, month, known_on
  WINDOW past AS (PARTITION BY entity_id, month ORDER BY known_on)
)
SELECT
  i.entity_id,
  i.month AS happened_on,
  greatest(i.known_on, h.known_on) AS known_on,
  least(i.known_until, h.known_until) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  i.persons, h.hires,
  'temporary_unemployment/' || i.entity_id || '/' || CAST(i.month AS VARCHAR) AS source_ref
FROM idle_state AS i
JOIN hired_state AS h ON h.entity_id = i.entity_id AND h.month = i.month
WHERE i.persons >= 3 AND h.hires * 3 >= i.persons
  AND coalesce(least(i.known_until, h.known_until), DATE '9999-12-31') > greatest(i.known_on, h.known_on)
