-- One row is an employer and a date, with its turnover held against the hours it declared, as both were known then. Who works
-- with hands that are not declared earns more an hour than hands can.
WITH filed AS ( -- the quarters whose turnover was known on the date
  SELECT c.entity_id, c.as_of, t.quarter_end, t.turnover
  FROM cohort AS c
  JOIN turnover AS t
    ON t.number = c.entity_id AND t.known_on <= c.as_of AND (t.known_until IS NULL OR t.known_until > c.as_of)
      AND t.quarter_end > c.as_of - INTERVAL 27 MONTH
),
worked AS ( -- of these, the quarters of which all three months were declared
  SELECT f.entity_id, f.as_of, f.quarter_end, f.turnover, sum(d.hours) AS hours
  FROM filed AS f
  JOIN declarations AS d
    ON d.number = f.entity_id AND d.known_on <= f.as_of AND (d.known_until IS NULL OR d.known_until > f.as_of)
      AND date_diff('quarter', d.month, f.quarter_end) = 0
  GROUP BY f.entity_id, f.as_of, f.quarter_end, f.turnover
  HAVING count(*) = 3 AND sum(d.hours) > 0
),
latest AS (
  SELECT entity_id, as_of, quarter_end, turnover, hours
  FROM worked
  WHERE quarter_end > as_of - INTERVAL 9 MONTH -- older figures say nothing of today
  QUALIFY row_number() OVER (PARTITION BY entity_id, as_of ORDER BY quarter_end DESC) = 1
),
compared AS ( -- with the same quarter a year earlier, so that the season cancels out
  SELECT l.entity_id, l.as_of, l.quarter_end, l.turnover, l.hours, b.turnover AS turnover_before, b.hours AS hours_before
  FROM latest AS l
  LEFT JOIN worked AS b
    ON b.entity_id = l.entity_id AND b.as_of = l.as_of AND date_diff('quarter', b.quarter_end, l.quarter_end) = 4
)
SELECT
  c.entity_id,
  c.as_of,
  p.turnover / p.hours AS turnover_per_hour,
  100.0 * ((p.turnover / p.hours) / nullif(p.turnover_before / p.hours_before, 0) - 1) AS per_hour_change,
  100.0 * (p.turnover / nullif(p.turnover_before, 0) - 1) AS turnover_change,
  100.0 * (p.hours / p.hours_before - 1) AS hours_change,
  p.quarter_end
FROM cohort AS c
LEFT JOIN compared AS p ON p.entity_id = c.entity_id AND p.as_of = c.as_of
