-- One row is a quarter in which an employer declared at least a third less wages than a year before, while it sold as much or nearly
-- so, as they stood when all were known.
SELECT
  n.entity_id,
  n.quarter_on AS happened_on,
  greatest(n.known_on, b.known_on) AS known_on,
  least(n.known_until, b.known_until) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  round(b.wage) AS wage_before, round(n.wage) AS wage, round(b.turnover) AS turnover_before, round(n.turnover) AS turnover,
  'vat_return/' || n.entity_id || '/' || CAST(n.quarter_on AS VARCHAR) AS source_ref
FROM derived.turnover_wage AS n
JOIN derived.turnover_wage AS b ON b.entity_id = n.entity_id AND b.quarter_on = n.quarter_on - INTERVAL 1 YEAR
WHERE b.wage >= 20000 AND n.wage <= 0.67 * b.wage AND n.turnover >= 0.95 * b.turnover
  AND coalesce(least(n.known_until, b.known_until), DATE '9999-12-31') > greatest(n.known_on, b.known_on)
