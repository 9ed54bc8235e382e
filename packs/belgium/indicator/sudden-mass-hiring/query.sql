-- One row is a month in which an employer hired at least ten people and twice as many as in the whole year before, by what was known
-- on the fifteenth after it.
WITH monthly AS ( -- what was known of a month on the fifteenth after it
  SELECT entity_id, month, sum(hires) AS hires
  FROM derived.hiring_month
  WHERE known_on <= month + INTERVAL 1 MONTH + INTERVAL 14 DAY
  GROUP BY entity_id, month
),
rolling AS (
  SELECT entity_id, month, hires,
    coalesce(sum(hires) OVER (PARTITION BY entity_id ORDER BY month RANGE BETWEEN INTERVAL 12 MONTHS PRECEDING AND INTERVAL 1 MONTH PRECEDING), 0) AS before
  FROM monthly
),
began AS (SELECT min(month) AS month FROM monthly)
SELECT
  y.entity_id,
  CAST(y.month AS DATE) AS happened_on,
  CAST(y.month + INTERVAL 1 MONTH + INTERVAL 14 DAY AS DATE) AS known_on,
  CAST(NULL AS DATE) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  y.hires, y.before,
  'dimona/' || y.entity_id || '/' || CAST(y.month AS VARCHAR) AS source_ref
FROM rolling AS y
JOIN began AS b ON y.month >= b.month + INTERVAL 12 MONTH
WHERE y.hires >= 10 AND y.hires >= 2 * y.before
