-- One row is a worker for whom a quarter's wage was declared while no Dimona of that employer had ever come. It counts until one
-- comes.
WITH told AS ( -- since when an employment is known
  SELECT entity_id, inss, min(known_on) AS known_on
  FROM derived.employment
  GROUP BY entity_id, inss
),
paid AS ( -- a wage of a worker in a quarter, as first declared
  SELECT w.enterprise_number AS entity_id, w.inss, w.quarter, w.wage, w.known_on, t.known_on AS declared_on
  FROM dmfa_worker AS w
  LEFT JOIN told AS t ON t.entity_id = w.enterprise_number AND t.inss = w.inss
  WHERE (t.known_on IS NULL OR t.known_on > w.known_on) AND w.wage > 0
  QUALIFY row_number() OVER (PARTITION BY w.enterprise_number, w.inss, w.quarter ORDER BY w.known_on, w.worker_line) = 1
)
SELECT
  entity_id,
  make_date(CAST(quarter // 10 AS INTEGER), CAST(quarter % 10 * 3 - 2 AS INTEGER), 1) AS happened_on,
  known_on,
  declared_on AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  'EUR ' || CAST(CAST(round(wage) AS BIGINT) AS VARCHAR) || ' of wage in quarter ' || CAST(quarter AS VARCHAR) || ' without Dimona' AS detail,
  'dmfa_worker/' || entity_id || '/' || CAST(quarter AS VARCHAR) AS source_ref
FROM paid
