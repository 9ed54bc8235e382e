-- One row is one active entity on one as-of date that was inspected in the label timespan after it: positive if any of
-- these inspections was. It may be learnt from when the timespan is over and all their outcomes are known: before, a negative
-- may still become a positive. An entity that nobody inspected has no label and is left out. Its entity is described as it was
-- known on the as-of date. The braces hold the pack's conditions over i and e; as_of_date holds the dates.
WITH version AS (
  SELECT *, lead(known_on) OVER (PARTITION BY entity_id ORDER BY known_on) AS known_until FROM entity
),
seen AS (
  SELECT
    a.as_of,
    i.entity_id,
    i.inspection_id,
    i.inspected_on,
    greatest(i.known_on, i.inspected_on) + CAST($delay AS INTEGER) AS label_known_on,
    CAST(({positive}) AS BOOLEAN) AS label,
    coalesce(CAST(({held}) AS BOOLEAN), false) AS held,
    i.inspector_group,
    e.sector,
    e.territory,
    row_number() OVER (PARTITION BY a.as_of, i.entity_id ORDER BY i.inspected_on, i.inspection_id) AS place
  FROM as_of_date AS a
  JOIN inspection AS i ON i.inspected_on > a.as_of AND i.inspected_on <= a.as_of + CAST($days AS INTEGER)
  JOIN version AS e ON e.entity_id = i.entity_id
    AND (e.known_on IS NULL OR e.known_on <= a.as_of) AND (e.known_until IS NULL OR e.known_until > a.as_of)
  WHERE ({where}) AND (e.started_on IS NULL OR e.started_on <= a.as_of) AND (e.ended_on IS NULL OR e.ended_on > a.as_of)
)
SELECT
  $model AS model,
  entity_id || '@' || CAST(as_of AS VARCHAR) AS row_id,
  entity_id,
  as_of,
  min(inspected_on) AS inspected_on,
  greatest(max(label_known_on), as_of + CAST($days AS INTEGER)) AS label_known_on,
  bool_or(label) AS label,
  bool_or(held) AS held,
  max(inspector_group) FILTER (WHERE place = 1) AS inspector_group,
  max(sector) AS sector,
  max(territory) AS territory
FROM seen
WHERE label IS NOT NULL
GROUP BY entity_id, as_of
ORDER BY as_of, entity_id
