-- One row is a quarter of an employer as it was known on the date, beside the quartiles of those of its sector and size in that quarter.
WITH own AS (
  SELECT c.entity_id, c.as_of, q.quarter_on, sum(q.workers) AS workers, sum(q.hours) AS hours, sum(q.wage) AS wage
  FROM cohort AS c
  JOIN derived.employer_quarter AS q ON q.entity_id = c.entity_id AND q.known_on <= c.as_of
  GROUP BY c.entity_id, c.as_of, q.quarter_on
  HAVING sum(q.workers) > 0
),
placed AS ( -- in the sector that was known on the date, and the size of the quarter
  SELECT o.*, e.sector,
    CASE WHEN o.workers < 5 THEN 'below 5' WHEN o.workers < 10 THEN '5 to 9' WHEN o.workers < 20 THEN '10 to 19' WHEN o.workers < 50 THEN '20 to 49'
      ELSE '50 and more' END AS size_class
  FROM own AS o
  ASOF JOIN entity AS e ON e.entity_id = o.entity_id AND e.known_on <= o.as_of
)
SELECT p.entity_id, p.as_of, p.quarter_on AS period_on, q.employers AS peers,
  p.workers AS workers, q.workers_low, q.workers_mid, q.workers_high,
  p.hours / p.workers AS hours_per_worker, q.hours_per_worker_low, q.hours_per_worker AS hours_per_worker_mid, q.hours_per_worker_high,
  p.wage / nullif(p.hours, 0) AS wage_per_hour, q.wage_per_hour_low, q.wage_per_hour AS wage_per_hour_mid, q.wage_per_hour_high
FROM placed AS p
LEFT JOIN derived.peer_quarter AS q
  ON q.sector = p.sector AND q.size_class = p.size_class AND q.quarter_on = p.quarter_on AND q.known_on <= p.as_of AND q.employers >= 5
