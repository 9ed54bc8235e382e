-- One row is what one of two people says of a record and the next one of the same spec, for every fifth record. They do not always agree.
INSERT INTO judgement
WITH numbered AS (
  SELECT match, source || ':' || record AS record, known_on, row_number() OVER (PARTITION BY match ORDER BY source, record) AS n
  FROM resolved_entity
  WHERE known_until IS NULL
),
pair AS (
  SELECT a.match, a.record AS record_a, b.record AS record_b, a.n, greatest(a.known_on, b.known_on) AS known_on
  FROM numbered AS a
  JOIN numbered AS b ON b.match = a.match AND b.n = a.n + 1
  WHERE a.n % 5 = 0
)
SELECT match, record_a, record_b, CASE n % 3 WHEN 0 THEN 'negative' ELSE 'positive' END, 'anna', CAST(known_on + 40 AS TIMESTAMP), 'seen'
FROM pair
UNION ALL
SELECT match, record_a, record_b, CASE n % 4 WHEN 0 THEN 'withdrawn' ELSE 'negative' END, 'ben', CAST(known_on + 200 AS TIMESTAMP), 'seen'
FROM pair
WHERE n % 2 = 0
