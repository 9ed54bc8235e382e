-- One row is what became known on a day about the people an employer hired and let go in a month: sums over the periods of
-- employment that were told, less those that were told differently later.
WITH told AS ( -- a period counts from the day it was told, and no more from the day it was told differently
  SELECT entity_id, known_on, 1 AS times, from_on, to_on, days_late, worker_type, user_enterprise FROM derived.employment
  UNION ALL
  SELECT entity_id, known_until, -1, from_on, to_on, days_late, worker_type, user_enterprise FROM derived.employment WHERE known_until IS NOT NULL
),
change AS (
  SELECT entity_id, CAST(date_trunc('month', from_on) AS DATE) AS month, known_on, times AS hires, 0 AS exits, 0 AS oth_exits, 0 AS cancelled,
    CASE WHEN days_late > 0 THEN times ELSE 0 END AS late, CASE WHEN days_late > 7 THEN times ELSE 0 END AS very_late,
    CASE WHEN days_late = 0 THEN times ELSE 0 END AS same_day,
    CASE WHEN date_diff('day', from_on, to_on) < 3 THEN times ELSE 0 END AS short,
    CASE WHEN worker_type = 'OTH' THEN times ELSE 0 END AS oth, CASE WHEN worker_type = 'EXT' THEN times ELSE 0 END AS ext,
    CASE WHEN worker_type = 'FLX' THEN times ELSE 0 END AS flx, CASE WHEN worker_type = 'STU' THEN times ELSE 0 END AS stu,
    CASE WHEN user_enterprise IS NOT NULL THEN times ELSE 0 END AS lent
  FROM told
  UNION ALL
  SELECT entity_id, CAST(date_trunc('month', to_on) AS DATE), known_on, 0, times, CASE WHEN worker_type = 'OTH' THEN times ELSE 0 END, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM told
  WHERE to_on IS NOT NULL
  UNION ALL
  SELECT entity_id, CAST(date_trunc('month', from_on) AS DATE), known_on, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM derived.cancellation
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
