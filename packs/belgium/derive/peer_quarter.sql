-- One row is a quarter of a sector and size class, as it was known 75 days after the quarter, when nearly all have declared: medians and
-- quartiles of its employers, and shares of all their contracts and hours. It is not revised, so that what an employer was compared with on a
-- day can be said later.
WITH known AS ( -- each employer's quarter on that day
  SELECT entity_id, quarter_on, CAST(quarter_on + INTERVAL 3 MONTH AS DATE) + 75 AS known_on,
    sum(workers) AS workers, sum(occupations) AS occupations, sum(part_time) AS part_time, sum(flexi + occasional + students) AS flexible,
    sum(hours) AS hours, sum(tu_hours) AS tu_hours, sum(sick_hours) AS sick_hours, sum(wage) AS wage,
    sum(mean_hours) AS mean_hours, sum(reference_hours) AS reference_hours
  FROM derived.employer_quarter
  WHERE known_on <= CAST(quarter_on + INTERVAL 3 MONTH AS DATE) + 75
  GROUP BY entity_id, quarter_on
  HAVING sum(workers) > 0
),
placed AS (
  SELECT k.*, e.sector,
    CASE WHEN k.workers < 5 THEN 'below 5' WHEN k.workers < 10 THEN '5 to 9' WHEN k.workers < 20 THEN '10 to 19' WHEN k.workers < 50 THEN '20 to 49'
      ELSE '50 and more' END AS size_class
  FROM known AS k
  ASOF JOIN entity AS e ON e.entity_id = k.entity_id AND e.known_on <= k.known_on
),
sold AS (
  SELECT t.entity_id, t.quarter_on, max(t.turnover) AS turnover
  FROM derived.turnover_quarter AS t
  WHERE t.known_on <= CAST(t.quarter_on + INTERVAL 3 MONTH AS DATE) + 75
    AND (t.known_until IS NULL OR t.known_until > CAST(t.quarter_on + INTERVAL 3 MONTH AS DATE) + 75)
  GROUP BY t.entity_id, t.quarter_on
)
SELECT
  p.sector, p.size_class, p.quarter_on, p.known_on, CAST(NULL AS DATE) AS known_until,
  count(*) AS employers,
  median(p.hours / p.workers) AS hours_per_worker,
  median(p.wage / nullif(p.hours, 0)) AS wage_per_hour,
  median(p.mean_hours / nullif(p.reference_hours, 0)) AS work_share,
  sum(p.part_time) / nullif(sum(p.occupations), 0) AS part_time_share,
  sum(p.flexible) / nullif(sum(p.occupations), 0) AS flexible_share,
  sum(p.tu_hours) / nullif(sum(p.hours + p.tu_hours), 0) AS tu_share,
  sum(p.sick_hours) / nullif(sum(p.hours + p.sick_hours), 0) AS sick_share,
  median(s.turnover / nullif(p.hours, 0)) AS turnover_per_hour,
  median(s.turnover / nullif(p.wage, 0)) AS turnover_per_wage,
  quantile_cont(p.workers, 0.25) AS workers_low, median(p.workers) AS workers_mid, quantile_cont(p.workers, 0.75) AS workers_high,
  quantile_cont(p.hours / p.workers, 0.25) AS hours_per_worker_low, quantile_cont(p.hours / p.workers, 0.75) AS hours_per_worker_high,
  quantile_cont(p.wage / nullif(p.hours, 0), 0.25) AS wage_per_hour_low, quantile_cont(p.wage / nullif(p.hours, 0), 0.75) AS wage_per_hour_high
FROM placed AS p
LEFT JOIN sold AS s ON s.entity_id = p.entity_id AND s.quarter_on = p.quarter_on
GROUP BY p.sector, p.size_class, p.quarter_on, p.known_on
