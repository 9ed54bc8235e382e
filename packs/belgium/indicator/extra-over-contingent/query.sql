-- One row is a day on which an occasional worker works here for more days of a year than the favourable contingent has.
SELECT
  e.entity_id,
  e.from_on AS happened_on,
  e.known_on,
  CAST(NULL AS DATE) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  'day ' || CAST(e.nth AS VARCHAR) || ' of the year of an occasional worker' AS detail,
  'dimona/' || e.period AS source_ref
FROM (
  SELECT entity_id, period, from_on, known_on,
    row_number() OVER (PARTITION BY entity_id, inss, year(from_on) ORDER BY known_on, from_on, period) AS nth
  FROM (
    SELECT entity_id, inss, period, from_on, known_on
    FROM derived.employment
    WHERE worker_type = 'EXT'
    QUALIFY row_number() OVER (PARTITION BY entity_id, inss, from_on ORDER BY known_on, period) = 1
  )
) AS e
JOIN threshold AS t ON t.id = 'occasional-days' AND (t.from_on IS NULL OR t.from_on <= e.from_on)
  AND (t.until_on IS NULL OR t.until_on > e.from_on)
WHERE e.nth > t.value
