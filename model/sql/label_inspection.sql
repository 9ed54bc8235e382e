-- One row is one inspection: as of some days before it, with the outcome it had. Its entity is described as it was known on
-- the as-of date. The braces hold the pack's conditions over i and e.
-- What holds is said without NULL: an outer join on "or it is NULL" compares every row with every other.
WITH version AS (
  SELECT *, coalesce(known_on, DATE '0001-01-01') AS holds_from,
    coalesce(lead(known_on) OVER (PARTITION BY entity_id ORDER BY known_on), DATE '9999-12-31') AS holds_until
  FROM entity
),
inspected AS (
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
  LEFT JOIN version AS e ON e.entity_id = i.entity_id
    AND e.holds_from <= i.inspected_on - CAST($lead AS INTEGER)
    AND e.holds_until > i.inspected_on - CAST($lead AS INTEGER)
  WHERE ({where})
)
SELECT $model AS model, row_id, entity_id, as_of, inspected_on, label_known_on, label, held, inspector_group, sector, territory
FROM inspected
WHERE label IS NOT NULL AND entity_id IS NOT NULL AND inspected_on IS NOT NULL AND label_known_on IS NOT NULL
ORDER BY inspected_on, row_id
