-- One row is a quarter in which cleaners checked in for more hours than the quarterly declaration counts, by over a tenth, as long
-- as both are known so.
WITH checked AS ( -- the hours of a quarter's check-ins and check-outs, from when until when they were known so
  SELECT entity_id, CAST(date_trunc('quarter', month) AS DATE) AS quarter_on, known_on,
    sum(sum(hours)) OVER past AS hours, lead(known_on) OVER past AS known_until
  FROM derived.cleaning_month
  GROUP BY entity_id, date_trunc('quarter', month), known_on
  WINDOW past AS (PARTITION BY entity_id, date_trunc('quarter', month) ORDER BY known_on)
),
payroll AS ( -- a quarter as it was declared, from when until when it was known so: the sum of what had come in
  SELECT entity_id, quarter_on, known_on, sum(sum(hours)) OVER past AS hours, lead(known_on) OVER past AS known_until
  FROM derived.employer_quarter
  GROUP BY entity_id, quarter_on, known_on
  WINDOW past AS (PARTITION BY entity_id, quarter_on ORDER BY known_on)
)
SELECT
  c.entity_id,
  c.quarter_on AS happened_on,
  greatest(c.known_on, p.known_on) AS known_on,
  least(c.known_until, p.known_until) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  CAST(CAST(round(c.hours) AS BIGINT) AS VARCHAR) || ' hours checked in, ' || CAST(CAST(round(p.hours) AS BIGINT) AS VARCHAR) || ' declared' AS detail,
  'cleaning_presence/' || c.entity_id || '/' || CAST(c.quarter_on AS VARCHAR) AS source_ref
FROM checked AS c
JOIN payroll AS p ON p.entity_id = c.entity_id AND p.quarter_on = c.quarter_on
JOIN threshold AS t ON t.id = 'hours-above-declared' AND (t.from_on IS NULL OR t.from_on <= c.quarter_on)
  AND (t.until_on IS NULL OR t.until_on > c.quarter_on)
WHERE c.hours > p.hours * t.value AND c.hours > p.hours + 20
  AND coalesce(least(c.known_until, p.known_until), DATE '9999-12-31') > greatest(c.known_on, p.known_on)
