-- One row is a quarter in which the wages that an employer declared are, an hour, below the guaranteed minimum, as long as known so.
WITH payroll AS ( -- a quarter as it was declared, from when until when it was known so: the sum of what had come in
  SELECT entity_id, quarter_on, known_on, sum(sum(wage)) OVER past AS wage, sum(sum(hours)) OVER past AS hours, lead(known_on) OVER past AS known_until
  FROM derived.employer_quarter
  GROUP BY entity_id, quarter_on, known_on
  WINDOW past AS (PARTITION BY entity_id, quarter_on ORDER BY known_on)
)
SELECT
  p.entity_id,
  p.quarter_on AS happened_on,
  p.known_on,
  p.known_until,
  CAST(1 AS DOUBLE) AS weight,
  'EUR ' || CAST(CAST(p.wage / p.hours AS DECIMAL(9, 2)) AS VARCHAR) || ' an hour, EUR ' || CAST(CAST(t.value AS DECIMAL(9, 2)) AS VARCHAR) || ' is the minimum' AS detail,
  'dmfa_worker/' || p.entity_id || '/' || CAST(p.quarter_on AS VARCHAR) AS source_ref
FROM payroll AS p
JOIN threshold AS t ON t.id = 'minimum-hourly-wage' AND (t.from_on IS NULL OR t.from_on <= p.quarter_on)
  AND (t.until_on IS NULL OR t.until_on > p.quarter_on)
WHERE p.hours > 100 AND p.wage < t.value * p.hours
