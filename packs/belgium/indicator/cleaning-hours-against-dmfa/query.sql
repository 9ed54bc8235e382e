-- One row is a cleaner in a quarter who was checked in for more hours than were declared, by over a tenth. Check-ins that were known a
-- fortnight after the quarter count.
WITH checked AS ( -- hours between check-in and check-out; what lasts no time or over sixteen hours is an error
  SELECT enterprise_number AS entity_id, inss, CAST(date_trunc('quarter', in_at) AS DATE) AS quarter_on,
    sum(date_diff('minute', in_at, out_at) / 60.0 - coalesce(break_minutes, 0) / 60.0) AS hours
  FROM cleaning_presence
  WHERE out_at > in_at AND out_at <= in_at + INTERVAL 16 HOUR
    AND known_on <= date_trunc('quarter', in_at) + INTERVAL 3 MONTH + INTERVAL 14 DAY
    AND (known_until IS NULL OR known_until > date_trunc('quarter', in_at) + INTERVAL 3 MONTH + INTERVAL 14 DAY)
  GROUP BY enterprise_number, inss, date_trunc('quarter', in_at)
),
coded AS (
  SELECT *, CAST(year(quarter_on) * 10 + quarter(quarter_on) AS INTEGER) AS quarter FROM checked
),
declared AS ( -- and the hours that were declared for the same
  SELECT c.entity_id, c.inss, c.quarter, c.quarter_on, c.hours AS checked, o.known_on, o.known_until, sum(o.hours) AS declared
  FROM coded AS c
  JOIN dmfa_occupation AS o ON o.enterprise_number = c.entity_id AND o.inss = c.inss AND o.quarter = c.quarter
  WHERE o.joint_committee = '12100'
  GROUP BY c.entity_id, c.inss, c.quarter, c.quarter_on, c.hours, o.known_on, o.known_until
)
SELECT
  d.entity_id,
  d.quarter_on AS happened_on,
  greatest(d.known_on, CAST(d.quarter_on + INTERVAL 3 MONTH + INTERVAL 14 DAY AS DATE)) AS known_on,
  d.known_until,
  CAST(1 AS DOUBLE) AS weight,
  CAST(CAST(round(d.checked) AS INTEGER) AS VARCHAR) || ' hours checked in, ' || CAST(CAST(round(d.declared) AS INTEGER) AS VARCHAR) || ' declared' AS detail,
  'dmfa_occupation/' || d.entity_id || '/' || CAST(d.quarter AS VARCHAR) AS source_ref
FROM declared AS d
JOIN threshold AS t ON t.id = 'hours-above-declared' AND (t.from_on IS NULL OR t.from_on <= d.quarter_on)
  AND (t.until_on IS NULL OR t.until_on > d.quarter_on)
WHERE d.checked > t.value * d.declared + 10
  AND (d.known_until IS NULL OR d.known_until > greatest(d.known_on, CAST(d.quarter_on + INTERVAL 3 MONTH + INTERVAL 14 DAY AS DATE)))
