-- One row is an employer and a date, with its staff as the quarterly declarations said by then: the last quarter that was known, the
-- same quarter a year earlier, and how the last four were declared.
WITH declared AS ( -- the quarters of the last 27 months, as they were known on the date
  SELECT
    c.entity_id, c.as_of, q.quarter_on,
    sum(q.workers) AS workers, sum(q.occupations) AS occupations, sum(q.full_time) AS full_time, sum(q.part_time) AS part_time,
    sum(q.half_time) AS half_time, sum(q.flexi) AS flexi, sum(q.occasional) AS occasional, sum(q.students) AS students,
    sum(q.hours) AS hours, sum(q.tu_hours) AS tu_hours, sum(q.sick_hours) AS sick_hours,
    sum(q.mean_hours) AS mean_hours, sum(q.reference_hours) AS reference_hours
  FROM cohort AS c
  JOIN derived.employer_quarter AS q
    ON q.entity_id = c.entity_id AND q.known_on <= c.as_of AND q.quarter_on > c.as_of - INTERVAL 27 MONTH
  GROUP BY c.entity_id, c.as_of, q.quarter_on
  HAVING sum(q.workers) > 0
),
latest AS (
  SELECT entity_id, as_of, max(quarter_on) AS quarter_on
  FROM declared
  GROUP BY entity_id, as_of
),
compared AS ( -- the last quarter beside that of a year before, and the last four together
  SELECT
    l.entity_id, l.as_of, l.quarter_on,
    max(d.workers) FILTER (WHERE d.quarter_on = l.quarter_on) AS workers,
    max(d.occupations) FILTER (WHERE d.quarter_on = l.quarter_on) AS occupations,
    max(d.part_time) FILTER (WHERE d.quarter_on = l.quarter_on) AS part_time,
    max(d.half_time) FILTER (WHERE d.quarter_on = l.quarter_on) AS half_time,
    max(d.flexi) FILTER (WHERE d.quarter_on = l.quarter_on) AS flexi,
    max(d.occasional) FILTER (WHERE d.quarter_on = l.quarter_on) AS occasional,
    max(d.students) FILTER (WHERE d.quarter_on = l.quarter_on) AS students,
    max(d.hours) FILTER (WHERE d.quarter_on = l.quarter_on) AS hours,
    max(d.tu_hours) FILTER (WHERE d.quarter_on = l.quarter_on) AS tu_hours,
    max(d.sick_hours) FILTER (WHERE d.quarter_on = l.quarter_on) AS sick_hours,
    max(d.mean_hours) FILTER (WHERE d.quarter_on = l.quarter_on) AS mean_hours,
    max(d.reference_hours) FILTER (WHERE d.quarter_on = l.quarter_on) AS reference_hours,
    max(d.workers) FILTER (WHERE d.quarter_on = l.quarter_on - INTERVAL 12 MONTH) AS workers_before,
    max(d.occupations) FILTER (WHERE d.quarter_on = l.quarter_on - INTERVAL 12 MONTH) AS occupations_before,
    max(d.part_time) FILTER (WHERE d.quarter_on = l.quarter_on - INTERVAL 12 MONTH) AS part_time_before,
    max(d.flexi + d.occasional + d.students) FILTER (WHERE d.quarter_on = l.quarter_on - INTERVAL 12 MONTH) AS flexible_before,
    max(d.hours) FILTER (WHERE d.quarter_on = l.quarter_on - INTERVAL 12 MONTH) AS hours_before,
    max(d.mean_hours / nullif(d.reference_hours, 0)) FILTER (WHERE d.quarter_on = l.quarter_on - INTERVAL 12 MONTH) AS week_before,
    sum(d.tu_hours) FILTER (WHERE d.quarter_on > l.quarter_on - INTERVAL 12 MONTH) AS tu_hours_4q,
    sum(d.hours) FILTER (WHERE d.quarter_on > l.quarter_on - INTERVAL 12 MONTH) AS hours_4q,
    max(d.workers) FILTER (WHERE d.quarter_on > l.quarter_on - INTERVAL 12 MONTH) AS most_4q,
    min(d.workers) FILTER (WHERE d.quarter_on > l.quarter_on - INTERVAL 12 MONTH) AS fewest_4q
  FROM latest AS l
  JOIN declared AS d ON d.entity_id = l.entity_id AND d.as_of = l.as_of
  GROUP BY l.entity_id, l.as_of, l.quarter_on
),
kept AS ( -- how the declarations of the last five quarters came in
  SELECT
    c.entity_id, c.as_of,
    count(*) FILTER (WHERE d.days_late > 0) AS late_4q,
    max(d.days_late) AS most_days_late,
    count(*) FILTER (WHERE d.ex_officio) AS ex_officio_4q,
    max(d.quarter_on) FILTER (WHERE d.days_late > 0 OR d.ex_officio) AS late_on
  FROM cohort AS c
  JOIN derived.quarter_declaration AS d
    ON d.entity_id = c.entity_id AND d.known_on <= c.as_of AND (d.known_until IS NULL OR d.known_until > c.as_of)
      AND d.quarter_on > c.as_of - INTERVAL 17 MONTH
  GROUP BY c.entity_id, c.as_of
)
SELECT -- said to the whole percent and hour: more digits would be more than a declaration knows. A change of more than tenfold says only
  -- that there was little before
  c.entity_id,
  c.as_of,
  CAST(q.workers AS INTEGER) AS workers,
  least(round(100.0 * (q.workers - q.workers_before) / nullif(q.workers_before, 0)), 1000) AS workers_change,
  round(100.0 * q.part_time / nullif(q.occupations, 0)) AS part_time_share,
  round(100.0 * q.part_time / nullif(q.occupations, 0) - 100.0 * q.part_time_before / nullif(q.occupations_before, 0)) AS part_time_change,
  round(100.0 * q.half_time / nullif(q.occupations, 0)) AS half_time_share,
  round(100.0 * q.flexi / nullif(q.occupations, 0)) AS flexi_share,
  round(100.0 * q.occasional / nullif(q.occupations, 0)) AS occasional_share,
  round(100.0 * q.students / nullif(q.occupations, 0)) AS student_share,
  round(100.0 * (q.flexi + q.occasional + q.students) / nullif(q.occupations, 0)
    - 100.0 * q.flexible_before / nullif(q.occupations_before, 0)) AS flexible_change,
  round(q.hours / 3 / nullif(q.workers, 0)) AS hours_per_worker,
  least(round(100.0 * (q.hours / nullif(q.workers, 0)) / nullif(q.hours_before / nullif(q.workers_before, 0), 0) - 100), 1000) AS hours_per_worker_change,
  least(round(100.0 * (q.hours - q.hours_before) / nullif(q.hours_before, 0)), 1000) AS hours_change,
  round(100.0 * q.mean_hours / nullif(q.reference_hours, 0)) AS week_share,
  round(100.0 * q.mean_hours / nullif(q.reference_hours, 0) - 100.0 * q.week_before) AS week_change,
  round(100.0 * q.tu_hours / nullif(q.hours + q.tu_hours, 0)) AS tu_share,
  round(100.0 * q.tu_hours_4q / nullif(q.hours_4q + q.tu_hours_4q, 0)) AS tu_share_4q,
  round(100.0 * q.sick_hours / nullif(q.hours + q.sick_hours, 0)) AS sick_share,
  round(100.0 * (q.most_4q - q.fewest_4q) / nullif(q.most_4q, 0)) AS swing_4q,
  date_diff('day', q.quarter_on, c.as_of) AS days_since_quarter,
  CAST(k.late_4q AS INTEGER) AS late_4q,
  CAST(CASE WHEN k.most_days_late < 0 THEN 0 ELSE k.most_days_late END AS INTEGER) AS most_days_late,
  CAST(k.ex_officio_4q AS INTEGER) AS ex_officio_4q,
  q.quarter_on,
  k.late_on,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN compared AS q ON q.entity_id = c.entity_id AND q.as_of = c.as_of
LEFT JOIN kept AS k ON k.entity_id = c.entity_id AND k.as_of = c.as_of
