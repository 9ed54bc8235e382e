-- One row is how many workers went from one employer to another in a month and were known by one first of a month: they began
-- there within sixty days before or after a period ended here.
WITH spell AS ( -- an employment as first known, and its end as first known; no students, flexi-jobs, occasional or agency work
  SELECT entity_id, inss, period,
    min(known_on) AS known_on,
    min_by(from_on, known_on) AS from_on,
    min(known_on) FILTER (WHERE to_on IS NOT NULL) AS end_known_on,
    min_by(to_on, known_on) FILTER (WHERE to_on IS NOT NULL) AS to_on
  FROM derived.employment
  WHERE worker_type = 'OTH' AND user_enterprise IS NULL AND (known_until IS NULL OR known_until > known_on)
  GROUP BY entity_id, inss, period
),
moved AS ( -- a worker who went over, once
  SELECT e.entity_id AS from_entity, s.entity_id AS to_entity, e.inss, s.from_on, greatest(e.end_known_on, s.known_on) AS known_on
  FROM spell AS e
  JOIN spell AS s ON s.inss = e.inss AND s.entity_id <> e.entity_id AND s.from_on BETWEEN e.to_on - 60 AND e.to_on + 60
  WHERE e.to_on IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY e.entity_id, s.entity_id, e.inss ORDER BY greatest(e.end_known_on, s.known_on), s.from_on) = 1
)
SELECT from_entity, to_entity,
  CAST(date_trunc('month', from_on) AS DATE) AS month,
  CAST(date_trunc('month', known_on - 1) + INTERVAL 1 MONTH AS DATE) AS known_on,
  count(*) AS workers
FROM moved
GROUP BY from_entity, to_entity, CAST(date_trunc('month', from_on) AS DATE), CAST(date_trunc('month', known_on - 1) + INTERVAL 1 MONTH AS DATE)
