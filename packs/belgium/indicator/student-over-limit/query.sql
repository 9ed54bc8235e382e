-- One row is a quarter of a student at an employer in which the hours of the year, over all employers and as they came in, passed
-- the limit.
WITH hours_line AS ( -- hours of a student, as first declared
  SELECT enterprise_number AS entity_id, inss, quarter, worker_line, occupation, hours, known_on,
    make_date(CAST(quarter // 10 AS INTEGER), CAST(quarter % 10 * 3 - 2 AS INTEGER), 1) AS quarter_on
  FROM dmfa_occupation
  WHERE status = 'S' AND enterprise_number IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY quarter, nsso_number, inss, worker_line, occupation ORDER BY known_on) = 1
),
used AS ( -- and the hours of the year with it
  SELECT *, sum(hours) OVER (PARTITION BY inss, year(quarter_on) ORDER BY known_on, quarter, entity_id, worker_line, occupation) AS hours_so_far
  FROM hours_line
)
SELECT
  u.entity_id,
  u.quarter_on AS happened_on,
  min(u.known_on) AS known_on,
  CAST(NULL AS DATE) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  CAST(CAST(round(min_by(u.hours_so_far, u.known_on)) AS BIGINT) AS VARCHAR) || ' hours of the year, ' || CAST(CAST(t.value AS INTEGER) AS VARCHAR) || ' allowed' AS detail,
  'dmfa_occupation/' || u.entity_id || '/' || CAST(u.quarter AS VARCHAR) AS source_ref
FROM used AS u
JOIN threshold AS t ON t.id = 'student-hours' AND (t.from_on IS NULL OR t.from_on <= u.quarter_on)
  AND (t.until_on IS NULL OR t.until_on > u.quarter_on)
WHERE u.hours_so_far > t.value
GROUP BY u.entity_id, u.inss, u.quarter, u.quarter_on, t.value
