-- One row is what became known on a day about the people an employer hired and let go in a month: sums over the periods of
-- employment that were told, less those that were told differently later.
WITH hired AS (
  SELECT entity_id, CAST(date_trunc('month', from_on) AS DATE) AS month, known_on, known_until,
    count(*) AS hires,
    count(*) FILTER (WHERE days_late > 0) AS late, count(*) FILTER (WHERE days_late > 7) AS very_late,
    count(*) FILTER (WHERE days_late = 0) AS same_day,
    count(*) FILTER (WHERE date_diff('day', from_on, to_on) < 3) AS short,
    count(*) FILTER (WHERE worker_type = 'OTH') AS oth, count(*) FILTER (WHERE worker_type = 'EXT') AS ext,
    count(*) FILTER (WHERE worker_type = 'FLX') AS flx, count(*) FILTER (WHERE worker_type = 'STU') AS stu,
    count(*) FILTER (WHERE user_enterprise IS NOT NULL) AS lent
  FROM derived.employment
  GROUP BY ALL
),
left_again AS (
  SELECT entity_id, CAST(date_trunc('month', to_on) AS DATE) AS month, known_on, known_until, count(*) AS exits,
    count(*) FILTER (WHERE worker_type = 'OTH') AS oth_exits
  FROM derived.employment
  WHERE to_on IS NOT NULL
  GROUP BY ALL
),
cancelled AS (
  SELECT entity_id, CAST(date_trunc('month', from_on) AS DATE) AS month, known_on, count(*) AS cancelled
  FROM derived.cancellation
  GROUP BY ALL
),
change AS (
  SELECT entity_id, month, known_on, hires, 0 AS exits, 0 AS oth_exits, 0 AS cancelled, late, very_late, same_day, short, oth, ext, flx, stu, lent
  FROM hired
  UNION ALL
  SELECT entity_id, month, known_until, -hires, 0, 0, 0, -late, -very_late, -same_day, -short, -oth, -ext, -flx, -stu, -lent
  FROM hired
  WHERE known_until IS NOT NULL
  UNION ALL
  SELECT entity_id, month, known_on, 0, exits, oth_exits, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM left_again
  UNION ALL
  SELECT entity_id, month, known_until, 0, -exits, -oth_exits, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM left_again WHERE known_until IS NOT NULL
  UNION ALL
  SELECT entity_id, month, known_on, 0, 0, 0, cancelled, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM cancelled
)
SELECT
  entity_id, month, known_on,
  sum(hires) AS hires, sum(exits) AS exits, sum(oth_exits) AS oth_exits, sum(cancelled) AS cancelled,
  sum(late) AS late, sum(very_late) AS very_late, sum(same_day) AS same_day, sum(short) AS short,
  sum(oth) AS oth, sum(ext) AS ext, sum(flx) AS flx, sum(stu) AS stu, sum(lent) AS lent
FROM change
WHERE month IS NOT NULL
GROUP BY entity_id, month, known_on
HAVING sum(hires) <> 0 OR sum(exits) <> 0 OR sum(oth_exits) <> 0 OR sum(cancelled) <> 0 OR sum(late) <> 0 OR sum(very_late) <> 0
  OR sum(same_day) <> 0 OR sum(short) <> 0 OR sum(oth) <> 0
