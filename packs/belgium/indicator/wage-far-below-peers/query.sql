-- One row is a quarter in which the declared wages are, an hour, far below the middle of employers of the same sector and size, as
-- that middle was known seventy-five days after the quarter.
WITH payroll AS ( -- a quarter as it was declared, from when until when it was known so: the sum of what had come in
  SELECT entity_id, quarter_on, known_on, sum(sum(workers)) OVER past AS workers, sum(sum(hours)) OVER past AS hours, sum(sum(wage)) OVER past AS wage, lead(known_on) OVER past AS known_until
  FROM derived.employer_quarter
  GROUP BY entity_id, quarter_on, known_on
  WINDOW past AS (PARTITION BY entity_id, quarter_on ORDER BY known_on)
),
placed AS ( -- with the sector, as last known, and the class of size that peers have
  SELECT p.*, e.sector,
    CASE WHEN p.workers < 5 THEN 'below 5' WHEN p.workers < 10 THEN '5 to 9' WHEN p.workers < 20 THEN '10 to 19' WHEN p.workers < 50 THEN '20 to 49'
      ELSE '50 and more' END AS size_class
  FROM payroll AS p
  ASOF JOIN entity AS e ON e.entity_id = p.entity_id AND e.known_on <= p.known_on
)
SELECT
  p.entity_id,
  p.quarter_on AS happened_on,
  greatest(p.known_on, m.known_on) AS known_on,
  least(p.known_until, m.known_until) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  CAST(p.wage / p.hours AS DECIMAL(9, 2)) AS own, CAST(m.wage_per_hour AS DECIMAL(9, 2)) AS others,
  'dmfa_worker/' || p.entity_id || '/' || CAST(p.quarter_on AS VARCHAR) AS source_ref
FROM placed AS p
JOIN derived.peer_quarter AS m ON m.sector = p.sector AND m.size_class = p.size_class AND m.quarter_on = p.quarter_on
JOIN threshold AS t ON t.id = 'wage-of-peers' AND (t.from_on IS NULL OR t.from_on <= p.quarter_on)
  AND (t.until_on IS NULL OR t.until_on > p.quarter_on)
WHERE p.hours > 300 AND m.employers >= 20 AND p.wage < t.value * m.wage_per_hour * p.hours
  AND coalesce(least(p.known_until, m.known_until), DATE '9999-12-31') > greatest(p.known_on, m.known_on)
