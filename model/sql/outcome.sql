-- One row is one inspection whose outcome counts for the model, since when it is known and until when, and of which sector its entity was
-- known to be then. The braces hold the pack's conditions over i and e.
-- What holds is said without NULL: an outer join on "or it is NULL" compares every row with every other.
WITH version AS (
  SELECT *, coalesce(known_on, DATE '0001-01-01') AS holds_from,
    coalesce(lead(known_on) OVER (PARTITION BY entity_id ORDER BY known_on), DATE '9999-12-31') AS holds_until
  FROM entity
),
told AS (
  SELECT
    i.entity_id,
    e.sector,
    greatest(i.known_on, i.inspected_on) + CAST($delay AS INTEGER) AS known_on,
    CAST(({positive}) AS BOOLEAN) AS positive,
    CASE WHEN i.known_until IS NOT NULL THEN greatest(i.known_until, i.inspected_on) + CAST($delay AS INTEGER) END AS known_until
  FROM inspection AS i
  LEFT JOIN version AS e ON e.entity_id = i.entity_id
    AND e.holds_from <= greatest(i.known_on, i.inspected_on) + CAST($delay AS INTEGER)
    AND e.holds_until > greatest(i.known_on, i.inspected_on) + CAST($delay AS INTEGER)
  WHERE ({where})
)
SELECT $model AS model, entity_id, sector, known_on, positive, known_until
FROM told
WHERE positive IS NOT NULL AND entity_id IS NOT NULL AND known_on IS NOT NULL AND (known_until IS NULL OR known_until > known_on)
