-- One row is a year of an indicator: its evidence by the year in which it became known, and the entities for which it fired in it.
WITH years AS (
  SELECT CAST(y AS INTEGER) AS year FROM generate_series(year(CAST('{since}' AS DATE)), year(CAST('{as_of}' AS DATE))) AS t(y)
),
shown AS (
  SELECT year(known_on) AS year, count(*) AS evidence
  FROM evidence
  WHERE indicator = {indicator} AND known_on <= CAST('{as_of}' AS DATE) AND known_on >= CAST('{since}' AS DATE)
  GROUP BY year
),
fired AS (
  SELECT y.year, count(DISTINCT f.entity_id) AS entities
  FROM years AS y
  JOIN firing AS f ON f.indicator = {indicator} AND f.from_on <= CAST('{as_of}' AS DATE)
    AND year(f.from_on) <= y.year AND (f.until_on IS NULL OR f.until_on > make_date(y.year, 1, 1))
  GROUP BY y.year
)
SELECT y.year, coalesce(s.evidence, 0) AS evidence, coalesce(f.entities, 0) AS entities
FROM years AS y
LEFT JOIN shown AS s ON s.year = y.year
LEFT JOIN fired AS f ON f.year = y.year
ORDER BY y.year
