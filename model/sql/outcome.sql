-- One row is one inspection whose outcome counts for the model, and since when it is known.
-- The braces hold the pack's conditions over i and e.
WITH told AS (
  SELECT
    i.entity_id,
    e.sector,
    greatest(i.known_on, i.inspected_on) + CAST($delay AS INTEGER) AS known_on,
    CAST(({positive}) AS BOOLEAN) AS positive
  FROM inspection AS i
  LEFT JOIN entity AS e ON e.entity_id = i.entity_id
  WHERE ({where})
)
SELECT $model AS model, entity_id, sector, known_on, positive
FROM told
WHERE positive IS NOT NULL AND entity_id IS NOT NULL AND known_on IS NOT NULL
