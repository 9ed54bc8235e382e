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
  SELECT
    l.entity_id, l.as_of, l.quarter_end, l.turnover, b.turnover AS turnover_before,
    l.turnover / l.hours AS per_hour,
    b.turnover / b.hours AS per_hour_before
  FROM latest AS l
  LEFT JOIN worked AS b
    ON b.entity_id = l.entity_id AND b.as_of = l.as_of AND date_diff('quarter', b.quarter_end, l.quarter_end) = 4
),
everyone AS ( -- all employers' quarters as they were known 52 days later, when nearly all had filed
  SELECT e.sector, t.number, t.quarter_end + 52 AS settled_on, t.turnover / nullif(sum(d.hours), 0) AS per_hour
  FROM turnover AS t
  JOIN declarations AS d
    ON d.number = t.number AND date_diff('quarter', d.month, t.quarter_end) = 0
      AND d.known_on <= t.quarter_end + 52 AND (d.known_until IS NULL OR d.known_until > t.quarter_end + 52)
  JOIN employers AS e
    ON e.number = t.number AND e.known_on <= t.quarter_end + 52 AND (e.known_until IS NULL OR e.known_until > t.quarter_end + 52)
  WHERE t.known_on <= t.quarter_end + 52 AND (t.known_until IS NULL OR t.known_until > t.quarter_end + 52)
  GROUP BY e.sector, t.number, t.quarter_end, t.turnover
  HAVING count(*) = 3
),
usual AS ( -- a sector's median; it counts from the day on which it is settled
  SELECT sector, settled_on, median(per_hour) AS per_hour
  FROM everyone
  GROUP BY sector, settled_on
),
self AS ( -- the employer's sector as the register had it on the date
  SELECT c.entity_id, c.as_of, e.sector
  FROM cohort AS c
  JOIN employers AS e
    ON e.number = c.entity_id AND e.known_on <= c.as_of AND (e.known_until IS NULL OR e.known_until > c.as_of)
  QUALIFY row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY e.known_on DESC) = 1
)
SELECT -- said to the whole percent: more digits would be more than the registers know
  c.entity_id,
  c.as_of,
  p.per_hour AS turnover_per_hour,
  p.per_hour / nullif(u.per_hour, 0) AS times_sector,
  round(100 * (p.per_hour / nullif(p.per_hour_before, 0) - 1)) AS per_hour_change,
  round(100 * (p.turnover / nullif(p.turnover_before, 0) - 1)) AS turnover_change,
  p.quarter_end
FROM cohort AS c
LEFT JOIN compared AS p ON p.entity_id = c.entity_id AND p.as_of = c.as_of
LEFT JOIN self AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
ASOF LEFT JOIN usual AS u ON u.sector = s.sector AND u.settled_on <= c.as_of
