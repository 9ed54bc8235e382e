-- One row is what became known on a day about an employer's staff, hours and wages in a quarter: the sums of the lines that
-- came in, less those that were corrected. Persons are counted by their first line. Amounts are decimals, so that a sum does not depend on
-- the order of its rows.
WITH worker AS ( -- worker lines, summed as they stand
  SELECT enterprise_number, quarter, known_on, known_until,
    count(*) FILTER (WHERE worker_line = 1) AS workers,
    CAST(sum(CAST(wage AS DECIMAL(18, 2))) AS DECIMAL(18, 2)) AS wage,
    CAST(sum(CAST(contributions AS DECIMAL(18, 2))) AS DECIMAL(18, 2)) AS contributions,
    CAST(sum(CAST(reductions AS DECIMAL(18, 2))) AS DECIMAL(18, 2)) AS reductions
  FROM dmfa_worker
  WHERE known_until IS NULL OR known_until > known_on
  GROUP BY enterprise_number, quarter, known_on, known_until
),
occupation_line AS ( -- occupation lines, likewise
  SELECT enterprise_number, quarter, known_on, known_until,
    count(*) AS occupations,
    count(*) FILTER (WHERE contract_type = 0 AND status IS NULL) AS full_time,
    count(*) FILTER (WHERE contract_type = 1 AND status IS NULL) AS part_time,
    count(*) FILTER (WHERE contract_type = 1 AND status IS NULL AND mean_hours < reference_hours / 2) AS half_time,
    count(*) FILTER (WHERE status = 'F') AS flexi, count(*) FILTER (WHERE status = 'E') AS occasional, count(*) FILTER (WHERE status = 'S') AS students,
    CAST(sum(CAST(hours AS DECIMAL(18, 2))) AS DECIMAL(18, 2)) AS hours,
    CAST(sum(CAST(days AS DECIMAL(18, 2))) AS DECIMAL(18, 2)) AS days,
    CAST(sum(CAST(tu_hours AS DECIMAL(18, 2))) AS DECIMAL(18, 2)) AS tu_hours,
    CAST(sum(CAST(sick_hours AS DECIMAL(18, 2))) AS DECIMAL(18, 2)) AS sick_hours,
    CAST(sum(CAST(hours AS DECIMAL(18, 2))) FILTER (WHERE contract_type = 1 AND status IS NULL) AS DECIMAL(18, 2)) AS part_time_hours,
    CAST(sum(CAST(mean_hours AS DECIMAL(18, 2))) FILTER (WHERE status IS NULL) AS DECIMAL(18, 2)) AS mean_hours,
    CAST(sum(CAST(reference_hours AS DECIMAL(18, 2))) FILTER (WHERE status IS NULL) AS DECIMAL(18, 2)) AS reference_hours
  FROM dmfa_occupation
  WHERE known_until IS NULL OR known_until > known_on
  GROUP BY enterprise_number, quarter, known_on, known_until
),
change AS (
  SELECT enterprise_number, quarter, known_on, 1 AS sign, workers, wage, contributions, reductions, 0 AS occupations, 0 AS full_time, 0 AS part_time,
    0 AS half_time, 0 AS flexi, 0 AS occasional, 0 AS students, 0.0 AS hours, 0.0 AS days, 0.0 AS tu_hours, 0.0 AS sick_hours, 0.0 AS part_time_hours,
    0.0 AS mean_hours, 0.0 AS reference_hours
  FROM worker
  UNION ALL
  SELECT enterprise_number, quarter, known_until, -1, workers, wage, contributions, reductions, 0, 0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
  FROM worker
  WHERE known_until IS NOT NULL
  UNION ALL
  SELECT enterprise_number, quarter, known_on, 1, 0, 0.0, 0.0, 0.0, occupations, full_time, part_time, half_time, flexi, occasional, students, hours, days,
    tu_hours, sick_hours, part_time_hours, mean_hours, reference_hours
  FROM occupation_line
  UNION ALL
  SELECT enterprise_number, quarter, known_until, -1, 0, 0.0, 0.0, 0.0, occupations, full_time, part_time, half_time, flexi, occasional, students, hours, days,
    tu_hours, sick_hours, part_time_hours, mean_hours, reference_hours
  FROM occupation_line
  WHERE known_until IS NOT NULL
)
SELECT
  enterprise_number AS entity_id,
  make_date(quarter // 10, (quarter % 10) * 3 - 2, 1) AS quarter_on,
  known_on,
  sum(sign * workers) AS workers,
  sum(sign * occupations) AS occupations,
  sum(sign * full_time) AS full_time,
  sum(sign * part_time) AS part_time,
  sum(sign * half_time) AS half_time, -- part time below half of the reference
  sum(sign * flexi) AS flexi,
  sum(sign * occasional) AS occasional,
  sum(sign * students) AS students,
  CAST(coalesce(sum(sign * hours), 0) AS DECIMAL(18, 2)) AS hours,
  CAST(coalesce(sum(sign * days), 0) AS DECIMAL(18, 2)) AS days,
  CAST(coalesce(sum(sign * tu_hours), 0) AS DECIMAL(18, 2)) AS tu_hours,
  CAST(coalesce(sum(sign * sick_hours), 0) AS DECIMAL(18, 2)) AS sick_hours,
  CAST(coalesce(sum(sign * part_time_hours), 0) AS DECIMAL(18, 2)) AS part_time_hours,
  CAST(coalesce(sum(sign * mean_hours), 0) AS DECIMAL(18, 2)) AS mean_hours,
  CAST(coalesce(sum(sign * reference_hours), 0) AS DECIMAL(18, 2)) AS reference_hours,
  CAST(coalesce(sum(sign * wage), 0) AS DECIMAL(18, 2)) AS wage,
  CAST(coalesce(sum(sign * contributions), 0) AS DECIMAL(18, 2)) AS contributions,
  CAST(coalesce(sum(sign * reductions), 0) AS DECIMAL(18, 2)) AS reductions
FROM change
GROUP BY enterprise_number, quarter, known_on
