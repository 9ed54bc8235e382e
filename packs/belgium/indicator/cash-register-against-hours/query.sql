-- One row is a month of which the registered tickets are more than can be served by the declared hours, a third of those of its
-- quarter, and by one owner who works full time.
WITH payroll AS ( -- a quarter as it was declared, from when until when it was known so: the sum of what had come in
  SELECT entity_id, quarter_on, known_on, sum(sum(hours)) OVER past AS hours, lead(known_on) OVER past AS known_until
  FROM derived.employer_quarter
  GROUP BY entity_id, quarter_on, known_on
  WINDOW past AS (PARTITION BY entity_id, quarter_on ORDER BY known_on)
)
SELECT
  c.entity_id,
  c.month AS happened_on,
  greatest(c.known_on, p.known_on) AS known_on,
  least(c.known_until, p.known_until) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  c.tickets, round(p.hours / 3) AS hours,
  'cash_register/' || c.entity_id || '/' || CAST(c.month AS VARCHAR) AS source_ref
FROM derived.cash_month AS c
JOIN payroll AS p ON p.entity_id = c.entity_id AND p.quarter_on = date_trunc('quarter', c.month)
JOIN threshold AS t ON t.id = 'tickets-an-hour' AND (t.from_on IS NULL OR t.from_on <= c.month)
  AND (t.until_on IS NULL OR t.until_on > c.month)
WHERE p.hours > 0 AND c.tickets > t.value * (p.hours / 3 + 160)
  AND coalesce(least(c.known_until, p.known_until), DATE '9999-12-31') > greatest(c.known_on, p.known_on)
