-- One row is one row of the cohort with what its own inspections and its sector's had shown by then: all that the simple
-- baselines use. An outcome counts from the day it is known.
-- What holds is said without NULL: an outer join on "or it is NULL" compares every row with every other.
WITH version AS (
  SELECT *, coalesce(known_on, DATE '0001-01-01') AS holds_from,
    coalesce(lead(known_on) OVER (PARTITION BY entity_id ORDER BY known_on), DATE '9999-12-31') AS holds_until
  FROM entity
),
asked AS (
  SELECT c.entity_id, c.as_of, e.sector
  FROM cohort AS c
  LEFT JOIN version AS e ON e.entity_id = c.entity_id
    AND e.holds_from <= c.as_of AND e.holds_until > c.as_of
),
told AS (
  SELECT entity_id, sector, known_on AS day, 1 AS inspections, CAST(positive AS INTEGER) AS positives, false AS ask
  FROM outcome WHERE model = $model
  UNION ALL
  SELECT entity_id, sector, known_until, -1, -CAST(positive AS INTEGER), false -- from this day it was known to be another
  FROM outcome WHERE model = $model AND known_until IS NOT NULL
  UNION ALL
  SELECT entity_id, sector, as_of, 0, 0, true FROM asked
),
counted AS (
  SELECT
    entity_id, day AS as_of, ask, sector,
    sum(inspections) OVER own AS inspections,
    sum(positives) OVER own AS positives,
    sum(inspections) OVER peers AS sector_inspections,
    sum(positives) OVER peers AS sector_positives,
    sum(inspections) OVER everyone AS all_inspections,
    sum(positives) OVER everyone AS all_positives
  FROM told
  WINDOW
    own AS (PARTITION BY entity_id ORDER BY day RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
    peers AS (PARTITION BY sector ORDER BY day RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
    everyone AS (ORDER BY day RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)
SELECT
  entity_id, as_of,
  CAST(inspections AS DOUBLE) AS inspections, CAST(positives AS DOUBLE) AS positives,
  CAST(sector_inspections AS DOUBLE) AS sector_inspections, CAST(sector_positives AS DOUBLE) AS sector_positives,
  CAST(all_inspections AS DOUBLE) AS all_inspections, CAST(all_positives AS DOUBLE) AS all_positives
FROM counted
WHERE ask
