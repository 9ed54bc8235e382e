-- One row is one inspection: as of some days before it, with the outcome it had.
-- The braces hold the pack's conditions over i and e.
WITH inspected AS (
  SELECT
    i.inspection_id AS row_id,
    i.entity_id,
    i.inspected_on - CAST($lead AS INTEGER) AS as_of,
    i.inspected_on,
    greatest(i.known_on, i.inspected_on) + CAST($delay AS INTEGER) AS label_known_on,
    CAST(({positive}) AS BOOLEAN) AS label,
    coalesce(CAST(({held}) AS BOOLEAN), false) AS held,
    i.inspector_group,
    e.sector,
    e.territory
  FROM inspection AS i
  LEFT JOIN entity AS e ON e.entity_id = i.entity_id
  WHERE ({where})
)
SELECT $model AS model, row_id, entity_id, as_of, inspected_on, label_known_on, label, held, inspector_group, sector, territory
FROM inspected
WHERE label IS NOT NULL AND entity_id IS NOT NULL AND inspected_on IS NOT NULL AND label_known_on IS NOT NULL
ORDER BY inspected_on, row_id
