-- One row is a quarter of an employer as it was known on the date, beside the quartiles of all employers of its sector.
WITH quarter AS (
  SELECT c.entity_id AS asked, c.as_of, h.entity_id, h.quarter_on, h.hours, y.yield
  FROM cohort AS c
  JOIN derived.hours_quarter AS h ON h.months = 3 AND h.known_on <= c.as_of AND (h.known_until IS NULL OR h.known_until > c.as_of)
  LEFT JOIN derived.yield_quarter AS y ON y.entity_id = h.entity_id AND y.quarter_on = h.quarter_on AND y.known_on <= c.as_of
    AND (y.known_until IS NULL OR y.known_until > c.as_of)
),
placed AS (
  SELECT q.*, e.sector
  FROM quarter AS q
  ASOF JOIN entity AS e ON e.entity_id = q.entity_id AND e.known_on <= q.as_of
)
SELECT o.entity_id, o.as_of, o.quarter_on AS period_on, count(p.entity_id) AS peers,
  any_value(o.hours) AS hours, quantile_cont(p.hours, 0.25) AS hours_low, median(p.hours) AS hours_mid, quantile_cont(p.hours, 0.75) AS hours_high,
  any_value(o.yield) AS yield, quantile_cont(p.yield, 0.25) AS yield_low, median(p.yield) AS yield_mid, quantile_cont(p.yield, 0.75) AS yield_high
FROM placed AS o
JOIN placed AS p ON p.asked = o.asked AND p.as_of = o.as_of AND p.quarter_on = o.quarter_on AND p.sector = o.sector
WHERE o.entity_id = o.asked
GROUP BY o.entity_id, o.as_of, o.quarter_on
