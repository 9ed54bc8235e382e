-- One row is a stretch of days on which an indicator fires for an entity. Evidence is a step up on the day from which it counts and a step
-- down on the day from which it does no more; between two steps the weight is level, and it is held against the threshold of the time.
WITH step AS (
  SELECT entity_id, counts_from AS on_day, weight
  FROM evidence
  WHERE indicator = {indicator} AND (counts_until IS NULL OR counts_until > counts_from)
  UNION ALL
  SELECT entity_id, counts_until, -weight
  FROM evidence
  WHERE indicator = {indicator} AND counts_until > counts_from
),
stepped AS (
  SELECT entity_id, on_day, sum(weight) AS weight
  FROM step
  GROUP BY entity_id, on_day
),
level AS (
  SELECT entity_id, on_day AS from_on,
    lead(on_day) OVER (PARTITION BY entity_id ORDER BY on_day) AS until_on,
    round(sum(weight) OVER (PARTITION BY entity_id ORDER BY on_day), 6) AS weight
  FROM stepped
),
fires AS (
  SELECT l.entity_id,
    CASE WHEN t.from_on > l.from_on THEN t.from_on ELSE l.from_on END AS from_on,
    CASE WHEN l.until_on IS NULL OR t.until_on < l.until_on THEN t.until_on ELSE l.until_on END AS until_on
  FROM level AS l
  JOIN (
{thresholds}
  ) AS t ON t.id = {indicator} AND l.weight >= t.value
    AND (t.until_on IS NULL OR t.until_on > l.from_on) AND (t.from_on IS NULL OR l.until_on IS NULL OR t.from_on < l.until_on)
),
marked AS (
  SELECT entity_id, from_on, until_on,
    CASE WHEN lag(until_on) OVER (PARTITION BY entity_id ORDER BY from_on) = from_on THEN 0 ELSE 1 END AS begins
  FROM fires
),
numbered AS (
  SELECT entity_id, from_on, until_on, sum(begins) OVER (PARTITION BY entity_id ORDER BY from_on) AS stretch
  FROM marked
)
SELECT {indicator} AS indicator, entity_id, min(from_on) AS from_on, CASE WHEN count(*) = count(until_on) THEN max(until_on) END AS until_on
FROM numbered
GROUP BY entity_id, stretch
ORDER BY entity_id, from_on
