-- One row is a month of temporary unemployment at an employer, as it became known by one first of a month. What came late has
-- a row of its own, and what a correction took back has one of minus.
WITH told AS ( -- declarations, and those taken back
  SELECT enterprise_number AS entity_id, month, reason, days, known_on AS counted_on, 1 AS sign
  FROM temporary_unemployment
  UNION ALL
  SELECT enterprise_number, month, reason, days, known_until, -1
  FROM temporary_unemployment
  WHERE known_until IS NOT NULL
)
SELECT
  entity_id,
  CAST(date_trunc('month', month) AS DATE) AS month,
  CAST(date_trunc('month', counted_on - 1) + INTERVAL 1 MONTH AS DATE) AS known_on,
  sum(sign) AS persons,
  sum(sign * days) AS days,
  sum(sign * days) FILTER (WHERE reason = 'economic') AS economic_days,
  sum(sign * days) FILTER (WHERE reason = 'weather') AS weather_days
FROM told
WHERE entity_id IS NOT NULL
GROUP BY ALL
