-- One row is a student in a year at an employer whose hours there, on top of what all employers declared for the quarters before, passed
-- the limit of the year, for the days on which the declarations said so.
WITH often AS ( -- students with so many hours of a year that it can come into question
  SELECT inss, quarter // 10 AS of_year
  FROM dmfa_occupation
  WHERE status = 'S'
  GROUP BY inss, quarter // 10
  HAVING sum(hours) > (SELECT min(value) FROM threshold WHERE id = 'student-hours')
),
study AS (
  SELECT o.inss, f.of_year, o.quarter, o.enterprise_number AS entity_id, CAST(o.hours AS DECIMAL(18, 2)) AS hours, o.known_on,
    coalesce(o.known_until, DATE '9999-12-31') AS known_until
  FROM dmfa_occupation AS o
  JOIN often AS f ON f.inss = o.inss AND f.of_year = o.quarter // 10
  WHERE o.status = 'S'
),
change AS ( -- days on which what is known of a student's year changes
  SELECT inss, of_year, known_on AS day FROM study
  UNION
  SELECT inss, of_year, known_until FROM study WHERE known_until < DATE '9999-12-31'
),
stretch AS (
  SELECT inss, of_year, day, lead(day) OVER (PARTITION BY inss, of_year ORDER BY day) AS next_day FROM change
),
declared AS ( -- hours of a quarter at an employer, as known on those days
  SELECT d.inss, d.of_year, d.day, d.next_day, s.quarter, s.entity_id, sum(s.hours) AS hours
  FROM stretch AS d
  JOIN study AS s ON s.inss = d.inss AND s.of_year = d.of_year AND s.known_on <= d.day AND s.known_until > d.day
  GROUP BY ALL
),
used AS ( -- with those of the quarters before, at all employers; what others declared for the same quarter may have come after
  SELECT *, hours + coalesce(sum(hours) OVER (PARTITION BY inss, of_year, day ORDER BY quarter RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS total
  FROM declared
)
SELECT
  u.entity_id,
  make_date(CAST(u.of_year AS INTEGER), CAST(min(u.quarter) % 10 * 3 - 2 AS INTEGER), 1) AS happened_on,
  u.day AS known_on,
  u.next_day AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  max(u.total) AS hours, t.value AS allowed,
  'dmfa_occupation/' || u.entity_id || '/' || CAST(min(u.quarter) AS VARCHAR) AS source_ref
FROM used AS u
JOIN threshold AS t ON t.id = 'student-hours' AND (t.from_on IS NULL OR t.from_on <= make_date(CAST(u.of_year AS INTEGER), 1, 1))
  AND (t.until_on IS NULL OR t.until_on > make_date(CAST(u.of_year AS INTEGER), 1, 1))
WHERE u.total > t.value
GROUP BY u.entity_id, u.inss, u.of_year, u.day, u.next_day, t.value
