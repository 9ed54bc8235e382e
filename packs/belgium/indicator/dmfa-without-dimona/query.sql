-- One row is a worker for whom a quarter's wage was declared while no Dimona of that employer had come by then. It counts until one
-- comes.
WITH paid AS ( -- a wage of a worker in a quarter, as first declared
  SELECT w.enterprise_number AS entity_id, w.inss, w.quarter, w.wage, w.known_on
  FROM dmfa_worker AS w
  ANTI JOIN derived.employment AS e ON e.entity_id = w.enterprise_number AND e.inss = w.inss AND e.known_on <= w.known_on
  WHERE w.wage > 0
  QUALIFY row_number() OVER (PARTITION BY w.enterprise_number, w.inss, w.quarter ORDER BY w.known_on, w.worker_line) = 1
),
told AS ( -- and since when an employment is known
  SELECT p.entity_id, p.inss, min(e.known_on) AS known_on
  FROM (SELECT DISTINCT entity_id, inss FROM paid) AS p
  JOIN derived.employment AS e ON e.entity_id = p.entity_id AND e.inss = p.inss
  GROUP BY p.entity_id, p.inss
)
SELECT
  p.entity_id,
  make_date(CAST(p.quarter // 10 AS INTEGER), CAST(p.quarter % 10 * 3 - 2 AS INTEGER), 1) AS happened_on,
  p.known_on,
  t.known_on AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  round(p.wage) AS wage, p.quarter,
  'dmfa_worker/' || p.entity_id || '/' || CAST(p.quarter AS VARCHAR) AS source_ref
FROM paid AS p
LEFT JOIN told AS t ON t.entity_id = p.entity_id AND t.inss = p.inss
WHERE t.known_on IS NULL OR t.known_on > p.known_on
