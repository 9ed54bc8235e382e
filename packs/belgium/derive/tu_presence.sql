-- One row is a month in which a person's days of temporary unemployment at an employer and the days on which the person was
-- registered at its sites are together more than the month has working days. Presence counts as it was known with the declaration,
-- until it was corrected: from each correction on there is a new row.
WITH present AS (
  SELECT enterprise_number, inss, CAST(date_trunc('month', present_on) AS DATE) AS month, present_on, min(known_on) AS known_on,
    CASE WHEN bool_and(known_until IS NOT NULL) THEN max(known_until) END AS known_until
  FROM presence
  WHERE enterprise_number IS NOT NULL
  GROUP BY enterprise_number, inss, present_on
  UNION ALL
  SELECT enterprise_number, inss, CAST(date_trunc('month', in_at) AS DATE), CAST(in_at AS DATE), min(known_on),
    CASE WHEN bool_and(known_until IS NOT NULL) THEN max(known_until) END
  FROM cleaning_presence
  GROUP BY enterprise_number, inss, CAST(date_trunc('month', in_at) AS DATE), CAST(in_at AS DATE)
),
month_length AS ( -- working days, Monday to Friday
  SELECT CAST(date_trunc('month', day) AS DATE) AS month, count(*) FILTER (WHERE dayofweek(day) BETWEEN 1 AND 5) AS workdays
  FROM range(DATE '2015-01-01', DATE '2041-01-01', INTERVAL 1 DAY) AS calendar (day)
  GROUP BY ALL
),
beside AS ( -- a day of presence that was known with the declaration
  SELECT t.enterprise_number, t.inss, t.month, t.reason, t.days, t.known_on, t.known_until, p.present_on, p.known_until AS corrected_on
  FROM temporary_unemployment AS t
  JOIN present AS p ON p.enterprise_number = t.enterprise_number AND p.inss = t.inss AND p.month = t.month AND p.known_on <= t.known_on
  WHERE t.days > 0 AND (t.known_until IS NULL OR t.known_until > t.known_on) AND (p.known_until IS NULL OR p.known_until > t.known_on)
),
moment AS ( -- when the days of presence beside a declaration are others: at first, and from each correction
  SELECT enterprise_number, inss, month, reason, days, known_on AS told_on, known_on, known_until FROM beside
  UNION
  SELECT enterprise_number, inss, month, reason, days, known_on, corrected_on, known_until FROM beside
  WHERE corrected_on < coalesce(known_until, DATE '9999-12-31')
),
span AS (
  SELECT * EXCLUDE (known_until),
    least(known_until, lead(known_on) OVER (PARTITION BY enterprise_number, inss, month, reason, days, told_on, known_until ORDER BY known_on)) AS known_until
  FROM moment
)
SELECT s.enterprise_number AS entity_id, s.inss, s.month, s.reason, s.days AS tu_days, count(DISTINCT b.present_on) AS present_days,
  s.days + count(DISTINCT b.present_on) - m.workdays AS excess, s.known_on, s.known_until
FROM span AS s
JOIN month_length AS m ON m.month = s.month
JOIN beside AS b ON b.enterprise_number = s.enterprise_number AND b.inss = s.inss AND b.month = s.month AND coalesce(b.reason, '') = coalesce(s.reason, '')
  AND b.days = s.days AND b.known_on = s.told_on AND coalesce(b.corrected_on, DATE '9999-12-31') > s.known_on
GROUP BY s.enterprise_number, s.inss, s.month, s.reason, s.days, m.workdays, s.known_on, s.known_until
HAVING s.days + count(DISTINCT b.present_on) > m.workdays
