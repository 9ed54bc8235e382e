-- One row is a quarter in which economic unemployment took a sixth or more of an employer's hours, at 7.6 hours a day, while it sold
-- more than in the same quarter a year before, as long as all are known so.
WITH payroll AS ( -- a quarter as it was declared, from when until when it was known so: the sum of what had come in
  SELECT entity_id, quarter_on, known_on, sum(sum(hours)) OVER past AS hours, lead(known_on) OVER past AS known_until
  FROM derived.employer_quarter
  GROUP BY entity_id, quarter_on, known_on
  WINDOW past AS (PARTITION BY entity_id, quarter_on ORDER BY known_on)
),
idle AS ( -- days of economic unemployment of a quarter, from when until when they were known so
  SELECT entity_id, CAST(date_trunc('quarter', month) AS DATE) AS quarter_on, known_on,
    sum(sum(coalesce(economic_days, 0))) OVER past AS days, lead(known_on) OVER past AS known_until
  FROM derived.tu_month
  GROUP BY entity_id, date_trunc('quarter', month), known_on
  WINDOW past AS (PARTITION BY entity_id, date_trunc('quarter', month) ORDER BY known_on)
)
SELECT
  n.entity_id,
  n.quarter_on AS happened_on,
  greatest(n.known_on, b.known_on, p.known_on, i.known_on) AS known_on,
  least(n.known_until, b.known_until, p.known_until, i.known_until) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  i.days, round(b.turnover) AS turnover_before, round(n.turnover) AS turnover,
  'vat_return/' || n.entity_id || '/' || CAST(n.quarter_on AS VARCHAR) AS source_ref
FROM derived.turnover_quarter AS n
JOIN derived.turnover_quarter AS b ON b.entity_id = n.entity_id AND b.quarter_on = n.quarter_on - INTERVAL 1 YEAR
JOIN payroll AS p ON p.entity_id = n.entity_id AND p.quarter_on = n.quarter_on
JOIN idle AS i ON i.entity_id = n.entity_id AND i.quarter_on = n.quarter_on
WHERE i.days >= 15 AND i.days * 7.6 * 5 >= p.hours AND n.turnover > 1.05 * b.turnover AND b.turnover > 0
  AND coalesce(least(n.known_until, b.known_until, p.known_until, i.known_until), DATE '9999-12-31')
    > greatest(n.known_on, b.known_on, p.known_on, i.known_on)
