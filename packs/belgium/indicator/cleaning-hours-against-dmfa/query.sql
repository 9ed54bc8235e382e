-- One row is a cleaner in a quarter who was checked in for more hours than were declared, by over a tenth, for the days on which the
-- registers said so. Nothing is said before a fortnight after the quarter: check-ins and declarations may be slow to come.
WITH checked AS ( -- minutes between check-in and check-out; what lasts no time or over sixteen hours is an error
  SELECT enterprise_number AS entity_id, inss, CAST(date_trunc('quarter', in_at) AS DATE) AS quarter_on, known_on, known_until,
    date_diff('minute', in_at, out_at) - CAST(coalesce(break_minutes, 0) AS BIGINT) AS minutes
  FROM cleaning_presence
  WHERE out_at > in_at AND out_at <= in_at + INTERVAL 16 HOUR
),
declared AS ( -- and each line of a declaration for the same
  SELECT enterprise_number AS entity_id, inss, make_date(CAST(quarter // 10 AS INTEGER), CAST(quarter % 10 * 3 - 2 AS INTEGER), 1) AS quarter_on,
    known_on, known_until, CAST(hours AS DECIMAL(18, 2)) AS hours
  FROM dmfa_occupation
  WHERE joint_committee = '12100'
),
told AS ( -- what changes on a day in what is known of a quarter
  SELECT entity_id, inss, quarter_on, known_on AS day, minutes, CAST(0 AS DECIMAL(18, 2)) AS hours, 0 AS lines FROM checked
  UNION ALL
  SELECT entity_id, inss, quarter_on, known_until, -minutes, 0, 0 FROM checked WHERE known_until IS NOT NULL
  UNION ALL
  SELECT entity_id, inss, quarter_on, known_on, 0, hours, 1 FROM declared AS d SEMI JOIN checked AS c USING (entity_id, inss, quarter_on)
  UNION ALL
  SELECT entity_id, inss, quarter_on, known_until, 0, -hours, -1 FROM declared AS d SEMI JOIN checked AS c USING (entity_id, inss, quarter_on)
  WHERE d.known_until IS NOT NULL
),
changed AS (
  SELECT entity_id, inss, quarter_on, greatest(day, CAST(quarter_on + INTERVAL 3 MONTH + INTERVAL 14 DAY AS DATE)) AS known_on,
    sum(minutes) AS minutes, sum(hours) AS hours, sum(lines) AS lines
  FROM told
  GROUP BY ALL
),
state AS ( -- all of it that is known from a day until the next
  SELECT entity_id, inss, quarter_on, known_on, lead(known_on) OVER past AS known_until,
    sum(minutes) OVER past / 60.0 AS checked, sum(hours) OVER past AS declared, sum(lines) OVER past AS lines
  FROM changed
  WINDOW past AS (PARTITION BY entity_id, inss, quarter_on ORDER BY known_on)
)
SELECT
  s.entity_id,
  s.quarter_on AS happened_on,
  s.known_on,
  s.known_until,
  CAST(1 AS DOUBLE) AS weight,
  round(s.checked) AS checked, round(s.declared) AS declared,
  'dmfa_occupation/' || s.entity_id || '/' || CAST(year(s.quarter_on) * 10 + quarter(s.quarter_on) AS VARCHAR) AS source_ref
FROM state AS s
JOIN threshold AS t ON t.id = 'hours-above-declared' AND (t.from_on IS NULL OR t.from_on <= s.quarter_on)
  AND (t.until_on IS NULL OR t.until_on > s.quarter_on)
WHERE s.lines > 0 AND s.checked > t.value * s.declared + 10
