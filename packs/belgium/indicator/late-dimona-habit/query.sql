-- One row is a worker who was declared later after the start than a weekend or a failure explains. It weighs as a share, in percent, of
-- all whom the employer declared in the twelve months to that month, ten at least, and counts from the first of the month after.
WITH late AS ( -- an employment, as first declared
  SELECT e.entity_id, e.period, e.from_on, e.days_late, e.known_on, CAST(date_trunc('month', e.known_on) AS DATE) AS month
  FROM derived.employment AS e
  JOIN threshold AS t ON t.id = 'late-dimona-days' AND (t.from_on IS NULL OR t.from_on <= e.from_on)
  AND (t.until_on IS NULL OR t.until_on > e.from_on)
  WHERE e.days_late > t.value AND e.days_late <= 366 AND e.known_on = e.received_on + 1
  QUALIFY row_number() OVER (PARTITION BY e.period ORDER BY e.known_on, e.from_on) = 1
),
told AS ( -- how many were declared in a month
  SELECT h.entity_id, CAST(date_trunc('month', h.known_on) AS DATE) AS month, sum(h.hires) FILTER (WHERE h.hires > 0) AS hires
  FROM derived.hiring_month AS h
  SEMI JOIN late AS l ON l.entity_id = h.entity_id
  GROUP BY h.entity_id, date_trunc('month', h.known_on)
),
yearly AS (
  SELECT entity_id, month, sum(hires) OVER (PARTITION BY entity_id ORDER BY month RANGE BETWEEN INTERVAL 11 MONTH PRECEDING AND CURRENT ROW) AS hires
  FROM told
)
SELECT
  l.entity_id,
  l.from_on AS happened_on,
  CAST(l.month + INTERVAL 1 MONTH AS DATE) AS known_on,
  CAST(NULL AS DATE) AS known_until,
  100.0 / greatest(y.hires, 10) AS weight,
  l.days_late, y.hires,
  'dimona/' || l.period AS source_ref
FROM late AS l
JOIN yearly AS y ON y.entity_id = l.entity_id AND y.month = l.month
