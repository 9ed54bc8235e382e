-- One row is a quarter of a student at an employer in which the hours of the year, over all employers and as they came in, passed
-- the limit.
WITH study AS (
  SELECT enterprise_number AS entity_id, inss, quarter, quarter // 10 AS of_year, nsso_number, worker_line, occupation, hours, known_on
  FROM dmfa_occupation
  WHERE status = 'S'
),
often AS ( -- students with so many hours that it can come into question
  SELECT inss, of_year
  FROM study
  GROUP BY inss, of_year
  HAVING sum(hours) > (SELECT min(value) FROM threshold WHERE id = 'student-hours')
),
hours_line AS ( -- their hours, as first declared
  SELECT s.*, make_date(CAST(s.of_year AS INTEGER), CAST(s.quarter % 10 * 3 - 2 AS INTEGER), 1) AS quarter_on
  FROM study AS s
  SEMI JOIN often AS o ON o.inss = s.inss AND o.of_year = s.of_year
  QUALIFY row_number() OVER (PARTITION BY s.quarter, s.nsso_number, s.inss, s.worker_line, s.occupation ORDER BY s.known_on, s.hours) = 1
),
used AS ( -- and the hours of the year with them
  SELECT *, sum(hours) OVER (PARTITION BY inss, of_year ORDER BY known_on, quarter, entity_id, worker_line, occupation) AS hours_so_far
  FROM hours_line
)
SELECT
  u.entity_id,
  u.quarter_on AS happened_on,
  min(u.known_on) AS known_on,
  CAST(NULL AS DATE) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  CAST(CAST(round(min(u.hours_so_far)) AS BIGINT) AS VARCHAR) || ' hours of the year, ' || CAST(CAST(t.value AS INTEGER) AS VARCHAR) || ' allowed' AS detail,
  'dmfa_occupation/' || u.entity_id || '/' || CAST(u.quarter AS VARCHAR) AS source_ref
FROM used AS u
JOIN threshold AS t ON t.id = 'student-hours' AND (t.from_on IS NULL OR t.from_on <= u.quarter_on)
  AND (t.until_on IS NULL OR t.until_on > u.quarter_on)
WHERE u.hours_so_far > t.value
GROUP BY u.entity_id, u.inss, u.quarter, u.quarter_on, t.value
