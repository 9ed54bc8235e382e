-- One row is a day of occasional work that follows on as many days in a row, for the same employer, as are allowed.
WITH step AS (SELECT CAST(n AS INTEGER) AS n FROM generate_series(0, 30) AS s(n)),
day AS ( -- a day of an occasional worker, as first known; no such declaration lasts over a month
  SELECT e.entity_id, e.inss, e.from_on + s.n AS day, e.period, e.known_on, e.known_until
  FROM derived.employment AS e
  JOIN step AS s ON s.n <= date_diff('day', e.from_on, coalesce(e.to_on, e.from_on))
  WHERE e.worker_type = 'EXT'
  QUALIFY row_number() OVER (PARTITION BY e.entity_id, e.inss, e.from_on + s.n ORDER BY e.known_on, e.period) = 1
)
SELECT
  d.entity_id,
  d.day AS happened_on,
  greatest(d.known_on, max(b.known_on)) AS known_on,
  least(d.known_until, min(b.known_until)) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  'day ' || CAST(count(*) + 1 AS VARCHAR) || ' in a row of an occasional worker' AS detail,
  'dimona/' || d.period AS source_ref
FROM day AS d
JOIN threshold AS t ON t.id = 'occasional-row' AND (t.from_on IS NULL OR t.from_on <= d.day)
  AND (t.until_on IS NULL OR t.until_on > d.day)
JOIN day AS b ON b.entity_id = d.entity_id AND b.inss = d.inss AND b.day < d.day AND b.day >= d.day - CAST(t.value AS INTEGER)
GROUP BY d.entity_id, d.inss, d.day, d.period, d.known_on, d.known_until, t.value
HAVING count(*) = t.value
  AND coalesce(least(d.known_until, min(b.known_until)), DATE '9999-12-31') > greatest(d.known_on, max(b.known_on))
