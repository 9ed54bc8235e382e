-- One row is an employer and a date, with what its monthly declarations of staff said by then: how many, how many part-time,
-- how that changed within a year, and how often they came late. A month is due on the last day of the next one.
WITH declared AS ( -- the months that were known on the date
  SELECT
    c.entity_id, c.as_of, d.month, d.workers, d.part_time, d.hours,
    d.declared_on >= d.month + INTERVAL 2 MONTH AS late,
    row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY d.month DESC) AS back
  FROM cohort AS c
  JOIN declarations AS d
    ON d.number = c.entity_id AND d.known_on <= c.as_of AND (d.known_until IS NULL OR d.known_until > c.as_of)
      AND d.month > c.as_of - INTERVAL 27 MONTH
),
latest AS ( -- the last three of them, against the noise of one
  SELECT entity_id, as_of, max(month) AS month, sum(workers) AS workers, sum(part_time) AS part_time, sum(hours) AS hours, count(*) AS months
  FROM declared
  WHERE back <= 3
  GROUP BY entity_id, as_of
),
before AS ( -- the same three months a year earlier
  SELECT d.entity_id, d.as_of, sum(d.workers) AS workers, sum(d.part_time) AS part_time, sum(d.hours) AS hours
  FROM declared AS d
  JOIN latest AS l ON l.entity_id = d.entity_id AND l.as_of = d.as_of
  WHERE date_diff('month', d.month, l.month) BETWEEN 12 AND 14
  GROUP BY d.entity_id, d.as_of
  HAVING count(*) = 3
),
lateness AS ( -- of the months declared for the last twelve
  SELECT entity_id, as_of, count(*) FILTER (WHERE late) AS late_12m, max(month) FILTER (WHERE late) AS late_month
  FROM declared
  WHERE month > as_of - INTERVAL 14 MONTH
  GROUP BY entity_id, as_of
)
SELECT -- said to the whole hour and percent: more digits would be more than a declaration knows
  c.entity_id,
  c.as_of,
  round(l.workers / l.months) AS workers,
  round(l.hours / nullif(l.workers, 0)) AS hours_per_worker,
  round(100.0 * l.part_time / nullif(l.workers, 0)) AS part_time_share,
  round(100.0 * l.part_time / nullif(l.workers, 0) - 100.0 * b.part_time / nullif(b.workers, 0)) AS part_time_change,
  round(100.0 * (l.workers - b.workers) / nullif(b.workers, 0)) AS workers_change,
  t.late_12m,
  l.month AS last_month,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN latest AS l ON l.entity_id = c.entity_id AND l.as_of = c.as_of AND l.months = 3
LEFT JOIN before AS b ON b.entity_id = c.entity_id AND b.as_of = c.as_of
LEFT JOIN lateness AS t ON t.entity_id = c.entity_id AND t.as_of = c.as_of
