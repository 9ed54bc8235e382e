-- One row is an employer and a date, with its VAT turnover and purchases held against the hours and wages it declared. Who works
-- with hands that are not declared earns more an hour than hands can.
WITH filed AS ( -- the quarters of two years and a half whose return was known on the date
  SELECT c.entity_id, c.as_of, t.quarter_on, t.turnover, t.purchases, t.filed_on
  FROM cohort AS c
  JOIN derived.turnover_quarter AS t
    ON t.entity_id = c.entity_id AND t.known_on <= c.as_of AND (t.known_until IS NULL OR t.known_until > c.as_of)
      AND t.quarter_on > c.as_of - INTERVAL 30 MONTH
),
worked AS ( -- of these, the quarters that were declared for staff as well
  SELECT f.entity_id, f.as_of, f.quarter_on, f.turnover, f.purchases, sum(q.hours) AS hours, sum(q.wage) AS wage, sum(q.tu_hours) AS tu_hours,
    sum(q.workers) AS workers
  FROM filed AS f
  JOIN derived.employer_quarter AS q ON q.entity_id = f.entity_id AND q.quarter_on = f.quarter_on AND q.known_on <= f.as_of
  GROUP BY ALL
  HAVING sum(q.hours) > 0
),
counted AS (
  SELECT *, row_number() OVER (PARTITION BY entity_id, as_of ORDER BY quarter_on DESC) AS back
  FROM worked
),
compared AS ( -- the last four quarters against the four before, so that the season cancels out
  SELECT
    entity_id,
    as_of,
    sum(turnover) FILTER (WHERE back <= 4) AS turnover,
    sum(purchases) FILTER (WHERE back <= 4) AS purchases,
    sum(hours) FILTER (WHERE back <= 4) AS hours,
    sum(wage) FILTER (WHERE back <= 4) AS wage,
    sum(tu_hours) FILTER (WHERE back <= 4) AS tu_hours,
    sum(turnover) FILTER (WHERE back BETWEEN 5 AND 8) AS turnover_before,
    sum(purchases) FILTER (WHERE back BETWEEN 5 AND 8) AS purchases_before,
    sum(hours) FILTER (WHERE back BETWEEN 5 AND 8) AS hours_before,
    sum(tu_hours) FILTER (WHERE back BETWEEN 5 AND 8) AS tu_hours_before,
    count(*) FILTER (WHERE back BETWEEN 5 AND 8) AS quarters_before,
    max(quarter_on) AS quarter_on,
    avg(workers) FILTER (WHERE back <= 4) AS workers
  FROM counted
  GROUP BY entity_id, as_of
  HAVING max(quarter_on) > as_of - INTERVAL 12 MONTH -- older figures say nothing of today
),
returns AS ( -- how it files: the returns of the last year, and those after the 25th of the month in which they are due
  SELECT entity_id, as_of,
    count(*) FILTER (WHERE quarter_on > as_of - INTERVAL 17 MONTH AND quarter_on <= as_of - INTERVAL 5 MONTH) AS filed_4q,
    count(*) FILTER (WHERE filed_on > quarter_on + INTERVAL 3 MONTH + INTERVAL 24 DAY AND quarter_on > as_of - INTERVAL 17 MONTH) AS late_4q,
    min(quarter_on) AS first_on
  FROM filed
  GROUP BY entity_id, as_of
),
everyone AS ( -- all employers' quarters, as they were known four months after their end
  SELECT t.entity_id, t.quarter_on, CAST(t.quarter_on + INTERVAL 7 MONTH AS DATE) AS settled_on, any_value(t.turnover) AS turnover,
    any_value(t.purchases) AS purchases, sum(q.hours) AS hours, sum(q.workers) AS workers
  FROM derived.turnover_quarter AS t
  JOIN derived.employer_quarter AS q
    ON q.entity_id = t.entity_id AND q.quarter_on = t.quarter_on AND q.known_on <= t.quarter_on + INTERVAL 7 MONTH
  WHERE t.known_on <= t.quarter_on + INTERVAL 7 MONTH AND (t.known_until IS NULL OR t.known_until > t.quarter_on + INTERVAL 7 MONTH)
  GROUP BY t.entity_id, t.quarter_on
  HAVING sum(q.hours) > 0
),
sized AS ( -- with their sector, and their size: where the owner works along, a small firm earns more for each hour that is declared
  SELECT e.sector, x.settled_on, x.turnover / x.hours AS per_hour, x.purchases / nullif(x.turnover, 0) AS purchases_share,
    CASE WHEN x.workers < 3 THEN 1 WHEN x.workers < 6 THEN 2 WHEN x.workers < 12 THEN 3 WHEN x.workers < 25 THEN 4 ELSE 5 END AS size_class
  FROM everyone AS x
  ASOF JOIN entity AS e ON e.entity_id = x.entity_id AND e.known_on <= x.settled_on
),
usual AS ( -- the medians of a sector and size; they count from the day on which they are settled
  SELECT sector, size_class, settled_on, median(per_hour) AS per_hour, median(purchases_share) AS purchases_share
  FROM sized
  GROUP BY sector, size_class, settled_on
  HAVING count(*) >= 5
),
self AS ( -- the employer's sector as known on the date, and its size
  SELECT p.entity_id, p.as_of, e.sector,
    CASE WHEN p.workers < 3 THEN 1 WHEN p.workers < 6 THEN 2 WHEN p.workers < 12 THEN 3 WHEN p.workers < 25 THEN 4 ELSE 5 END AS size_class
  FROM compared AS p
  ASOF JOIN entity AS e ON e.entity_id = p.entity_id AND e.known_on <= p.as_of
)
SELECT -- said to the whole euro and percent: more digits would be more than the registers know
  c.entity_id,
  c.as_of,
  round(p.turnover / p.hours) AS per_hour,
  round(p.turnover / p.hours / nullif(u.per_hour, 0), 2) AS times_peers,
  CASE WHEN p.quarters_before = 4 THEN round(100 * (p.turnover / p.hours * nullif(p.hours_before, 0) / nullif(p.turnover_before, 0) - 1)) END AS per_hour_change,
  CASE WHEN p.quarters_before = 4 THEN round(100 * (p.turnover / nullif(p.turnover_before, 0) - 1)) END AS turnover_change,
  CASE WHEN p.quarters_before = 4 THEN round(100 * (p.turnover / nullif(p.turnover_before, 0) - p.hours / nullif(p.hours_before, 0))) END AS turnover_beyond_hours,
  round(100 * p.wage / nullif(p.turnover, 0)) AS wage_share,
  round(100 * p.purchases / nullif(p.turnover, 0)) AS purchases_share,
  round(p.purchases / nullif(p.turnover, 0) / nullif(u.purchases_share, 0), 2) AS purchases_times_peers,
  CASE WHEN p.quarters_before = 4 THEN round(100 * (p.purchases / nullif(p.turnover, 0) - p.purchases_before / nullif(p.turnover_before, 0))) END AS purchases_change,
  round(100 * (p.turnover - p.purchases - p.wage) / nullif(p.turnover, 0)) AS margin_left,
  CASE WHEN p.quarters_before = 4 AND p.turnover > p.turnover_before AND p.tu_hours > p.tu_hours_before
    THEN round(100 * (p.tu_hours - p.tu_hours_before) / p.hours, 1) WHEN p.quarters_before = 4 THEN 0 END AS idle_while_growing,
  r.late_4q,
  CASE WHEN r.first_on <= c.as_of - INTERVAL 17 MONTH THEN greatest(0, 4 - r.filed_4q) END AS missing_4q,
  CAST(p.quarter_on + INTERVAL 3 MONTH AS DATE) - 1 AS quarter_end,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN compared AS p ON p.entity_id = c.entity_id AND p.as_of = c.as_of
LEFT JOIN returns AS r ON r.entity_id = c.entity_id AND r.as_of = c.as_of
LEFT JOIN self AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
ASOF LEFT JOIN usual AS u ON u.sector = s.sector AND u.size_class = s.size_class AND u.settled_on <= c.as_of
