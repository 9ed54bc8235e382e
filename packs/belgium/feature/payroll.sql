-- One row is an employer and a date, with the wages, days and contributions that its quarterly declarations said by then: the last
-- quarter that was known beside that of a year earlier, and how far the last four lie apart.
WITH declared AS ( -- the quarters of the last 27 months, as they were known on the date
  SELECT
    c.entity_id, c.as_of, q.quarter_on,
    sum(q.workers) AS workers, sum(q.hours) AS hours, sum(q.days) AS days, sum(q.part_time_hours) AS part_time_hours, sum(q.wage) AS wage,
    sum(q.contributions) AS contributions, sum(q.reductions) AS reductions
  FROM cohort AS c
  JOIN derived.employer_quarter AS q
    ON q.entity_id = c.entity_id AND q.known_on <= c.as_of AND q.quarter_on > c.as_of - INTERVAL 27 MONTH
  GROUP BY c.entity_id, c.as_of, q.quarter_on
  HAVING sum(q.workers) > 0
),
latest AS (
  SELECT entity_id, as_of, max(quarter_on) AS quarter_on
  FROM declared
  GROUP BY entity_id, as_of
),
compared AS (
  SELECT
    l.entity_id, l.as_of, l.quarter_on,
    max(d.workers) FILTER (WHERE d.quarter_on = l.quarter_on) AS workers,
    max(d.hours) FILTER (WHERE d.quarter_on = l.quarter_on) AS hours,
    max(d.days) FILTER (WHERE d.quarter_on = l.quarter_on) AS days,
    max(d.part_time_hours) FILTER (WHERE d.quarter_on = l.quarter_on) AS part_time_hours,
    max(d.wage) FILTER (WHERE d.quarter_on = l.quarter_on) AS wage,
    max(d.contributions) FILTER (WHERE d.quarter_on = l.quarter_on) AS contributions,
    max(d.reductions) FILTER (WHERE d.quarter_on = l.quarter_on) AS reductions,
    max(d.workers) FILTER (WHERE d.quarter_on = l.quarter_on - INTERVAL 12 MONTH) AS workers_before,
    max(d.hours) FILTER (WHERE d.quarter_on = l.quarter_on - INTERVAL 12 MONTH) AS hours_before,
    max(d.days) FILTER (WHERE d.quarter_on = l.quarter_on - INTERVAL 12 MONTH) AS days_before,
    max(d.wage) FILTER (WHERE d.quarter_on = l.quarter_on - INTERVAL 12 MONTH) AS wage_before,
    max(d.contributions) FILTER (WHERE d.quarter_on = l.quarter_on - INTERVAL 12 MONTH) AS contributions_before,
    max(d.wage) FILTER (WHERE d.quarter_on > l.quarter_on - INTERVAL 12 MONTH) AS most_wage_4q,
    min(d.wage) FILTER (WHERE d.quarter_on > l.quarter_on - INTERVAL 12 MONTH) AS least_wage_4q,
    max(d.hours / d.workers) FILTER (WHERE d.quarter_on > l.quarter_on - INTERVAL 12 MONTH) AS most_hours_4q,
    min(d.hours / d.workers) FILTER (WHERE d.quarter_on > l.quarter_on - INTERVAL 12 MONTH) AS least_hours_4q,
    count(*) FILTER (WHERE d.quarter_on > l.quarter_on - INTERVAL 12 MONTH) AS quarters
  FROM latest AS l
  JOIN declared AS d ON d.entity_id = l.entity_id AND d.as_of = l.as_of
  GROUP BY l.entity_id, l.as_of, l.quarter_on
)
SELECT
  c.entity_id,
  c.as_of,
  round(q.wage / nullif(q.hours, 0), 1) AS wage_per_hour,
  round(q.wage / 3 / nullif(q.workers, 0), -1) AS wage_per_worker,
  least(round(100.0 * (q.wage - q.wage_before) / nullif(q.wage_before, 0)), 1000) AS wage_change,
  least(round(100.0 * (q.wage / nullif(q.hours, 0)) / nullif(q.wage_before / nullif(q.hours_before, 0), 0) - 100), 1000) AS wage_per_hour_change,
  least(round(100.0 * (q.wage / nullif(q.workers, 0)) / nullif(q.wage_before / nullif(q.workers_before, 0), 0) - 100), 1000) AS wage_per_worker_change,
  round(100.0 * q.contributions / nullif(q.wage, 0)) AS contribution_share,
  round(100.0 * q.contributions / nullif(q.wage, 0) - 100.0 * q.contributions_before / nullif(q.wage_before, 0)) AS contribution_change,
  round(100.0 * q.reductions / nullif(q.contributions + q.reductions, 0)) AS reduction_share,
  round(q.days / 3 / nullif(q.workers, 0), 1) AS days_per_worker,
  least(round(100.0 * (q.days / nullif(q.workers, 0)) / nullif(q.days_before / nullif(q.workers_before, 0), 0) - 100), 1000) AS days_per_worker_change,
  round(q.hours / nullif(q.days, 0), 1) AS hours_per_day,
  round(100.0 * q.part_time_hours / nullif(q.hours, 0)) AS part_time_hours_share,
  CASE WHEN q.quarters >= 3 THEN round(100.0 * (q.most_wage_4q - q.least_wage_4q) / nullif(q.most_wage_4q, 0)) END AS wage_spread_4q,
  CASE WHEN q.quarters >= 3 THEN round(100.0 * (q.most_hours_4q - q.least_hours_4q) / nullif(q.most_hours_4q, 0)) END AS hours_spread_4q,
  q.quarter_on
FROM cohort AS c
LEFT JOIN compared AS q ON q.entity_id = c.entity_id AND q.as_of = c.as_of
