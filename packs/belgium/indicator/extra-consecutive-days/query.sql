-- One row is a day of occasional work that follows on as many days in a row, for the same employer, as are allowed.
WITH told AS (
  SELECT entity_id, inss, period, from_on, to_on, known_on, known_until, date_diff('day', from_on, coalesce(to_on, from_on)) AS more
  FROM derived.employment
  WHERE worker_type = 'EXT'
),
spread AS ( -- its days, a month at most
  SELECT entity_id, inss, period, from_on AS day, known_on, known_until FROM told
  UNION ALL
  SELECT t.entity_id, t.inss, t.period, t.from_on + CAST(s.n AS INTEGER), t.known_on, t.known_until
  FROM told AS t
  JOIN generate_series(1, 30) AS s(n) ON s.n <= t.more
  WHERE t.more > 0
),
day AS ( -- a day of a worker, as first known
  SELECT *
  FROM spread
  QUALIFY row_number() OVER (PARTITION BY entity_id, inss, day ORDER BY known_on, period) = 1
),
second AS ( -- days that follow on another: only these can be too many
  SELECT *
  FROM day
  QUALIFY lag(day) OVER (PARTITION BY entity_id, inss ORDER BY day) = day - 1
)
SELECT
  d.entity_id,
  d.day AS happened_on,
  greatest(d.known_on, max(b.known_on)) AS known_on,
  least(d.known_until, min(b.known_until)) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  'day ' || CAST(count(*) + 1 AS VARCHAR) || ' in a row of an occasional worker' AS detail,
  'dimona/' || d.period AS source_ref
FROM second AS d
JOIN threshold AS t ON t.id = 'occasional-row' AND (t.from_on IS NULL OR t.from_on <= d.day)
  AND (t.until_on IS NULL OR t.until_on > d.day)
JOIN day AS b ON b.entity_id = d.entity_id AND b.inss = d.inss AND b.day < d.day AND b.day >= d.day - CAST(t.value AS INTEGER)
GROUP BY d.entity_id, d.inss, d.day, d.period, d.known_on, d.known_until, t.value
HAVING count(*) = t.value
  AND coalesce(least(d.known_until, min(b.known_until)), DATE '9999-12-31') > greatest(d.known_on, max(b.known_on))
