-- One row is an ordinary employment of more than 14 days in a quarter, as Dimona tells it, for which the employer's declaration of
-- that quarter has no line. Asked of the quarter in which it began and of the next. It ends when a line came, or Dimona changed.
WITH lasting AS (
  SELECT e.entity_id, e.inss, e.period, e.known_on, e.known_until, q.quarter_on,
    greatest(e.from_on, q.quarter_on) AS from_on,
    least(coalesce(e.to_on, DATE '9999-12-31'), CAST(q.quarter_on + INTERVAL 3 MONTH AS DATE) - 1) AS to_on
  FROM (
    SELECT *, CAST(date_trunc('quarter', from_on) AS DATE) AS began FROM derived.employment WHERE worker_type = 'OTH'
  ) AS e
  CROSS JOIN (VALUES (0), (1)) AS step (n)
  CROSS JOIN LATERAL (SELECT CAST(e.began + n * INTERVAL 3 MONTH AS DATE) AS quarter_on) AS q
),
asked AS ( -- once the declaration of the quarter is known
  SELECT l.entity_id, l.inss, l.period, l.quarter_on, l.from_on, l.to_on, date_diff('day', l.from_on, l.to_on) + 1 AS days,
    greatest(l.known_on, d.known_on) AS known_on, l.known_until
  FROM lasting AS l
  JOIN (SELECT entity_id, quarter_on, min(known_on) AS known_on FROM derived.quarter_declaration GROUP BY ALL) AS d
    ON d.entity_id = l.entity_id AND d.quarter_on = l.quarter_on
  WHERE date_diff('day', l.from_on, l.to_on) >= 14
),
line AS (
  SELECT enterprise_number AS entity_id, inss, make_date(quarter // 10, (quarter % 10) * 3 - 2, 1) AS quarter_on, min(known_on) AS known_on
  FROM dmfa_worker
  GROUP BY ALL
),
missing AS (
  SELECT a.*
  FROM asked AS a
  ANTI JOIN line AS w ON w.entity_id = a.entity_id AND w.inss = a.inss AND w.quarter_on = a.quarter_on AND w.known_on <= a.known_on
)
SELECT m.entity_id, m.inss, m.period, m.quarter_on, m.from_on, m.to_on, m.days, m.known_on, least(m.known_until, w.known_on) AS known_until
FROM missing AS m
LEFT JOIN line AS w ON w.entity_id = m.entity_id AND w.inss = m.inss AND w.quarter_on = m.quarter_on
WHERE m.known_until IS NULL OR m.known_until > m.known_on
