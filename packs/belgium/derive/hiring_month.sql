-- One row is what became known on a day about the people an employer hired and let go in a month: sums over the periods of
-- employment that were told, less those that were told differently later. What is summed is 1, 0 or -1 and said to be small: there are
-- as many sums as days on which something was told, and sums of small numbers take half the memory.
WITH told AS ( -- a period counts from the day it was told, and no more from the day it was told differently
  SELECT entity_id, known_on, CAST(1 AS SMALLINT) AS times, CAST(0 AS SMALLINT) AS none, from_on, to_on, days_late, worker_type, user_enterprise
  FROM derived.employment
  UNION ALL
  SELECT entity_id, known_until, CAST(-1 AS SMALLINT), CAST(0 AS SMALLINT), from_on, to_on, days_late, worker_type, user_enterprise
  FROM derived.employment
  WHERE known_until IS NOT NULL
),
change AS (
  SELECT entity_id, CAST(date_trunc('month', from_on) AS DATE) AS month, known_on, times AS hires, none AS exits, none AS oth_exits, none AS cancelled,
    CASE WHEN days_late > 0 THEN times ELSE none END AS late, CASE WHEN days_late > 7 THEN times ELSE none END AS very_late,
    CASE WHEN days_late = 0 THEN times ELSE none END AS same_day,
    CASE WHEN date_diff('day', from_on, to_on) < 3 THEN times ELSE none END AS short,
    CASE WHEN worker_type = 'OTH' THEN times ELSE none END AS oth, CASE WHEN worker_type = 'EXT' THEN times ELSE none END AS ext,
    CASE WHEN worker_type = 'FLX' THEN times ELSE none END AS flx, CASE WHEN worker_type = 'STU' THEN times ELSE none END AS stu,
    CASE WHEN user_enterprise IS NOT NULL THEN times ELSE none END AS lent
  FROM told
  UNION ALL
  SELECT entity_id, CAST(date_trunc('month', to_on) AS DATE), known_on, none, times, CASE WHEN worker_type = 'OTH' THEN times ELSE none END, none,
    none, none, none, none, none, none, none, none, none
  FROM told
  WHERE to_on IS NOT NULL
  UNION ALL
  SELECT entity_id, CAST(date_trunc('month', from_on) AS DATE), known_on, none, none, none, times, none, none, none, none, none, none, none, none, none
  FROM (SELECT *, CAST(1 AS SMALLINT) AS times, CAST(0 AS SMALLINT) AS none FROM derived.cancellation)
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
