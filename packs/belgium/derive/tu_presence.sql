-- One row is a month in which a person's days of temporary unemployment at an employer and the days on which the person was
-- registered at its sites are together more than the month has working days. Presence counts as it was known with the declaration.
WITH present AS (
  SELECT enterprise_number, inss, CAST(date_trunc('month', present_on) AS DATE) AS month, present_on, min(known_on) AS known_on
  FROM presence
  WHERE enterprise_number IS NOT NULL
  GROUP BY enterprise_number, inss, present_on
  UNION ALL
  SELECT enterprise_number, inss, CAST(date_trunc('month', in_at) AS DATE), CAST(in_at AS DATE), min(known_on)
  FROM cleaning_presence
  GROUP BY enterprise_number, inss, CAST(date_trunc('month', in_at) AS DATE), CAST(in_at AS DATE)
),
month_length AS ( -- working days, Monday to Friday
  SELECT CAST(date_trunc('month', day) AS DATE) AS month, count(*) FILTER (WHERE dayofweek(day) BETWEEN 1 AND 5) AS workdays
  FROM range(DATE '2015-01-01', DATE '2041-01-01', INTERVAL 1 DAY) AS calendar (day)
  GROUP BY ALL
)
SELECT t.enterprise_number AS entity_id, t.inss, t.month, t.reason, t.days AS tu_days, count(DISTINCT p.present_on) AS present_days,
  t.days + count(DISTINCT p.present_on) - m.workdays AS excess, t.known_on, t.known_until
FROM temporary_unemployment AS t
JOIN month_length AS m ON m.month = t.month
JOIN present AS p ON p.enterprise_number = t.enterprise_number AND p.inss = t.inss AND p.month = t.month AND p.known_on <= t.known_on
WHERE t.days > 0 AND (t.known_until IS NULL OR t.known_until > t.known_on)
GROUP BY t.enterprise_number, t.inss, t.month, t.reason, t.days, m.workdays, t.known_on, t.known_until
HAVING t.days + count(DISTINCT p.present_on) > m.workdays
