-- One row is a worker whose employment had ended and who drew unemployment benefit within two months after it, and two months to a year
-- after being hired. It weighs as a share, in percent, of all whom the employer hired in the year that ended with the month of that
-- hiring, six at least.
WITH hired AS ( -- hires of a month, by what was known three months after it
  SELECT entity_id, month, sum(hires) AS hires
  FROM derived.hiring_month
  WHERE known_on <= month + INTERVAL 3 MONTH
  GROUP BY entity_id, month
),
yearly AS (
  SELECT entity_id, month, sum(hires) OVER (PARTITION BY entity_id ORDER BY month RANGE BETWEEN INTERVAL 11 MONTH PRECEDING AND CURRENT ROW) AS hires
  FROM hired
)
SELECT
  b.entity_id,
  b.happened_on,
  greatest(b.known_on, CAST(h.month + INTERVAL 3 MONTH AS DATE)) AS known_on,
  b.known_until,
  100.0 / greatest(coalesce(h.hires, 0), 6) AS weight,
  date_diff('day', b.hired_on, b.ended_on) + 1 AS worked_days, date_diff('day', b.ended_on, b.happened_on) AS days_until, coalesce(h.hires, 0) AS hires,
  'benefit/' || b.entity_id || '/' || CAST(b.happened_on AS VARCHAR) AS source_ref
FROM derived.benefit_after AS b
LEFT JOIN yearly AS h ON h.entity_id = b.entity_id AND h.month = date_trunc('month', b.hired_on)
WHERE b.kind = 'unemployment' AND b.days_after BETWEEN 60 AND 365 AND b.ended_on < b.happened_on
  AND (b.known_until IS NULL OR b.known_until > greatest(b.known_on, CAST(h.month + INTERVAL 3 MONTH AS DATE)))
