-- One row is a cleaner in a quarter who was checked in for more hours than were declared, by over a tenth. Check-ins that were known
-- when the declaration came count, and so does a declaration as it stood until it was corrected.
WITH declared AS ( -- hours of a worker in a quarter
  SELECT enterprise_number AS entity_id, inss, quarter, known_on, known_until, sum(hours) AS hours,
    make_date(CAST(quarter // 10 AS INTEGER), CAST(quarter % 10 * 3 - 2 AS INTEGER), 1) AS quarter_on
  FROM dmfa_occupation
  WHERE joint_committee = '12100'
  GROUP BY enterprise_number, inss, quarter, known_on, known_until
),
checked AS ( -- hours between check-in and check-out; what lasts no time or over sixteen hours is an error
  SELECT enterprise_number AS entity_id, inss, CAST(in_at AS DATE) AS day, known_on, known_until,
    date_diff('minute', in_at, out_at) / 60.0 - coalesce(break_minutes, 0) / 60.0 AS hours
  FROM cleaning_presence
  WHERE out_at > in_at AND out_at <= in_at + INTERVAL 16 HOUR
)
SELECT
  d.entity_id,
  d.quarter_on AS happened_on,
  d.known_on,
  d.known_until,
  CAST(1 AS DOUBLE) AS weight,
  CAST(CAST(round(sum(c.hours)) AS INTEGER) AS VARCHAR) || ' hours checked in, ' || CAST(CAST(round(d.hours) AS INTEGER) AS VARCHAR) || ' declared' AS detail,
  'dmfa_occupation/' || d.entity_id || '/' || CAST(d.quarter AS VARCHAR) AS source_ref
FROM declared AS d
JOIN checked AS c ON c.entity_id = d.entity_id AND c.inss = d.inss AND c.day >= d.quarter_on AND c.day < d.quarter_on + INTERVAL 3 MONTH
  AND c.known_on <= d.known_on AND (c.known_until IS NULL OR c.known_until > d.known_on)
JOIN threshold AS t ON t.id = 'hours-above-declared' AND (t.from_on IS NULL OR t.from_on <= d.quarter_on)
  AND (t.until_on IS NULL OR t.until_on > d.quarter_on)
GROUP BY d.entity_id, d.inss, d.quarter, d.quarter_on, d.known_on, d.known_until, d.hours, t.value
HAVING sum(c.hours) > t.value * d.hours + 10
