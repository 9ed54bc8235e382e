-- One row is a day of occasional work that follows on as many days in a row, for the same employer, as are allowed.
WITH told AS (
  SELECT entity_id, inss, period, from_on, known_on, known_until, date_diff('day', from_on, coalesce(to_on, from_on)) AS more
  FROM derived.employment
  WHERE worker_type = 'EXT'
),
day AS ( -- its days, a month at most
  SELECT entity_id, inss, period, from_on AS day, known_on, known_until FROM told
  UNION ALL
  SELECT t.entity_id, t.inss, t.period, t.from_on + CAST(s.n AS INTEGER), t.known_on, t.known_until
  FROM told AS t
  JOIN generate_series(1, 30) AS s(n) ON s.n <= t.more
  WHERE t.more > 0
),
third AS ( -- days that follow on two others: only these can be too many
  SELECT DISTINCT d.entity_id, d.inss, d.day
  FROM day AS d
  SEMI JOIN day AS b ON b.entity_id = d.entity_id AND b.inss = d.inss AND b.day = d.day - 1
  SEMI JOIN day AS a ON a.entity_id = d.entity_id AND a.inss = d.inss AND a.day = d.day - 2
),
run AS ( -- each of the days up to it, and since when it is known
  SELECT d.entity_id, d.inss, d.day, b.day AS one, t.value, min(b.known_on) AS known_on,
    CASE WHEN bool_and(b.known_until IS NOT NULL) THEN max(b.known_until) END AS known_until,
    min(CAST(b.known_on AS VARCHAR) || b.period) AS first_told
  FROM third AS d
  JOIN threshold AS t ON t.id = 'occasional-row' AND (t.from_on IS NULL OR t.from_on <= d.day)
  AND (t.until_on IS NULL OR t.until_on > d.day)
  JOIN day AS b ON b.entity_id = d.entity_id AND b.inss = d.inss AND b.day <= d.day AND b.day >= d.day - CAST(t.value AS INTEGER)
  GROUP BY d.entity_id, d.inss, d.day, b.day, t.value
)
SELECT
  entity_id,
  day AS happened_on,
  max(known_on) AS known_on,
  min(known_until) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  count(*) AS nth,
  'dimona/' || substr(min(first_told) FILTER (WHERE one = day), 11) AS source_ref
FROM run
GROUP BY entity_id, inss, day, value
HAVING count(*) = value + 1 AND coalesce(min(known_until), DATE '9999-12-31') > max(known_on)
