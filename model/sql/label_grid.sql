-- One row is one active entity on one as-of date that was inspected in the label timespan after it: positive if any of
-- these inspections was. An entity that nobody inspected has no label; it is left out, and counted by the evaluation.
-- The braces hold the pack's conditions over i and e; as_of_date holds the dates.
WITH seen AS (
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
  LEFT JOIN entity AS e ON e.entity_id = i.entity_id
  WHERE ({where}) AND (e.started_on IS NULL OR e.started_on <= a.as_of) AND (e.ended_on IS NULL OR e.ended_on > a.as_of)
)
SELECT
  $model AS model,
  entity_id || '@' || CAST(as_of AS VARCHAR) AS row_id,
  entity_id,
  as_of,
  min(inspected_on) AS inspected_on,
  max(label_known_on) AS label_known_on,
  bool_or(label) AS label,
  bool_or(held) AS held,
  max(inspector_group) FILTER (WHERE place = 1) AS inspector_group,
  max(sector) AS sector,
  max(territory) AS territory
FROM seen
WHERE label IS NOT NULL
GROUP BY entity_id, as_of
ORDER BY as_of, entity_id
