-- One row is a worker who was declared later after the start than a weekend or a failure explains. It weighs as a share, in percent, of
-- all whom the employer declared in the year to that day, ten at least.
WITH told AS ( -- an employment, as first declared
  SELECT entity_id, period, from_on, days_late, known_on
  FROM derived.employment
  QUALIFY row_number() OVER (PARTITION BY period ORDER BY known_on) = 1
),
counted AS (
  SELECT *, count(*) OVER (PARTITION BY entity_id ORDER BY known_on RANGE BETWEEN INTERVAL 365 DAY PRECEDING AND CURRENT ROW) AS told
  FROM told
)
SELECT
  c.entity_id,
  c.from_on AS happened_on,
  c.known_on,
  CAST(NULL AS DATE) AS known_until,
  100.0 / greatest(c.told, 10) AS weight,
  'declared ' || CAST(c.days_late AS VARCHAR) || ' days after the start, one of ' || CAST(c.told AS VARCHAR) || ' in a year' AS detail,
  'dimona/' || c.period AS source_ref
FROM counted AS c
JOIN threshold AS t ON t.id = 'late-dimona-days' AND (t.from_on IS NULL OR t.from_on <= c.from_on)
  AND (t.until_on IS NULL OR t.until_on > c.from_on)
WHERE c.days_late > t.value AND c.days_late <= 366
