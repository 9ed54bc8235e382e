-- One row is an employer and a date, with its last quarter that can be compared held against the median of its sector and size class.
-- A quarter can be compared 75 days after its end, when its medians count; the size is that of the employer in that quarter.
WITH asked AS ( -- that quarter, and the one a year before
  SELECT entity_id, as_of, CAST(date_trunc('quarter', as_of - 75) - INTERVAL 3 MONTH AS DATE) AS quarter_on FROM cohort
),
own AS ( -- the employer's quarter as it was known on the date
  SELECT
    a.entity_id, a.as_of, q.quarter_on,
    sum(q.workers) AS workers, sum(q.occupations) AS occupations, sum(q.part_time) AS part_time, sum(q.flexi + q.occasional + q.students) AS flexible,
    sum(q.hours) AS hours, sum(q.tu_hours) AS tu_hours, sum(q.sick_hours) AS sick_hours, sum(q.wage) AS wage, sum(q.mean_hours) AS mean_hours,
    sum(q.reference_hours) AS reference_hours
  FROM asked AS a
  JOIN derived.employer_quarter AS q
    ON q.entity_id = a.entity_id AND q.known_on <= a.as_of AND q.quarter_on IN (a.quarter_on, a.quarter_on - INTERVAL 12 MONTH)
  GROUP BY a.entity_id, a.as_of, q.quarter_on
  HAVING sum(q.workers) > 0
),
sold AS (
  SELECT a.entity_id, a.as_of, t.quarter_on, max(t.turnover) AS turnover
  FROM asked AS a
  JOIN derived.turnover_quarter AS t
    ON t.entity_id = a.entity_id AND t.known_on <= a.as_of AND (t.known_until IS NULL OR t.known_until > a.as_of)
      AND t.quarter_on IN (a.quarter_on, a.quarter_on - INTERVAL 12 MONTH)
  GROUP BY a.entity_id, a.as_of, t.quarter_on
),
sized AS (
  SELECT
    o.*, s.turnover, e.sector,
    CASE WHEN o.workers < 5 THEN 'below 5' WHEN o.workers < 10 THEN '5 to 9' WHEN o.workers < 20 THEN '10 to 19' WHEN o.workers < 50 THEN '20 to 49'
      ELSE '50 and more' END AS size_class
  FROM own AS o
  ASOF JOIN entity AS e ON e.entity_id = o.entity_id AND e.known_on <= o.as_of
  LEFT JOIN sold AS s ON s.entity_id = o.entity_id AND s.as_of = o.as_of AND s.quarter_on = o.quarter_on
),
held AS ( -- against a group of which at least ten had declared
  SELECT
    z.entity_id, z.as_of, z.quarter_on, z.size_class, p.employers,
    100.0 * z.hours / z.workers / nullif(p.hours_per_worker, 0) AS hours_ratio,
    100.0 * z.wage / nullif(z.hours, 0) / nullif(p.wage_per_hour, 0) AS wage_ratio,
    100.0 * z.mean_hours / nullif(z.reference_hours, 0) - 100.0 * p.work_share AS week_gap,
    100.0 * z.part_time / nullif(z.occupations, 0) - 100.0 * p.part_time_share AS part_time_gap,
    100.0 * z.flexible / nullif(z.occupations, 0) - 100.0 * p.flexible_share AS flexible_gap,
    100.0 * z.tu_hours / nullif(z.hours + z.tu_hours, 0) - 100.0 * p.tu_share AS tu_gap,
    100.0 * z.sick_hours / nullif(z.hours + z.sick_hours, 0) - 100.0 * p.sick_share AS sick_gap,
    100.0 * z.turnover / nullif(z.hours, 0) / nullif(p.turnover_per_hour, 0) AS turnover_hour_ratio,
    100.0 * z.turnover / nullif(z.wage, 0) / nullif(p.turnover_per_wage, 0) AS turnover_wage_ratio
  FROM sized AS z
  JOIN derived.peer_quarter AS p
    ON p.sector = z.sector AND p.size_class = z.size_class AND p.quarter_on = z.quarter_on AND p.known_on <= z.as_of AND p.employers >= 10
)
SELECT -- more than tenfold is said as tenfold
  c.entity_id,
  c.as_of,
  h.size_class,
  CAST(h.employers AS INTEGER) AS employers,
  least(round(h.hours_ratio), 1000) AS hours_ratio,
  round(least(h.hours_ratio, 1000) - least(b.hours_ratio, 1000)) AS hours_ratio_change,
  round(h.wage_ratio) AS wage_ratio,
  round(h.week_gap) AS week_gap,
  round(h.part_time_gap) AS part_time_gap,
  round(h.part_time_gap - b.part_time_gap) AS part_time_gap_change,
  round(h.flexible_gap) AS flexible_gap,
  round(h.tu_gap) AS tu_gap,
  round(h.sick_gap) AS sick_gap,
  least(round(h.turnover_hour_ratio), 1000) AS turnover_hour_ratio,
  least(round(h.turnover_wage_ratio), 1000) AS turnover_wage_ratio,
  round(least(h.turnover_wage_ratio, 1000) - least(b.turnover_wage_ratio, 1000)) AS turnover_wage_change,
  h.quarter_on
FROM cohort AS c
JOIN asked AS a ON a.entity_id = c.entity_id AND a.as_of = c.as_of
LEFT JOIN held AS h ON h.entity_id = a.entity_id AND h.as_of = a.as_of AND h.quarter_on = a.quarter_on
LEFT JOIN held AS b ON b.entity_id = a.entity_id AND b.as_of = a.as_of AND b.quarter_on = a.quarter_on - INTERVAL 12 MONTH
