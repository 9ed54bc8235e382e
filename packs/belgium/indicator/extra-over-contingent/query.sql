-- One row is a day on which an occasional worker began work here after more days of the year than the favourable contingent has.
WITH told AS (
  SELECT entity_id, inss, year(from_on) AS of_year, period, from_on, known_on
  FROM derived.employment
  WHERE worker_type = 'EXT'
),
often AS ( -- workers who come so often that it can come into question
  SELECT entity_id, inss, of_year
  FROM told
  GROUP BY entity_id, inss, of_year
  HAVING count(DISTINCT from_on) > (SELECT min(value) FROM threshold WHERE id = 'occasional-days')
),
day AS ( -- a day of such a worker, as first known
  SELECT t.*
  FROM told AS t
  SEMI JOIN often AS o ON o.entity_id = t.entity_id AND o.inss = t.inss AND o.of_year = t.of_year
  QUALIFY row_number() OVER (PARTITION BY t.entity_id, t.inss, t.from_on ORDER BY t.known_on, t.period) = 1
),
counted AS (
  SELECT *, row_number() OVER (PARTITION BY entity_id, inss, of_year ORDER BY known_on, from_on, period) AS nth
  FROM day
)
SELECT
  c.entity_id,
  c.from_on AS happened_on,
  c.known_on,
  CAST(NULL AS DATE) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  'day ' || CAST(c.nth AS VARCHAR) || ' of the year of an occasional worker' AS detail,
  'dimona/' || c.period AS source_ref
FROM counted AS c
JOIN threshold AS t ON t.id = 'occasional-days' AND (t.from_on IS NULL OR t.from_on <= c.from_on)
  AND (t.until_on IS NULL OR t.until_on > c.from_on)
WHERE c.nth > t.value
