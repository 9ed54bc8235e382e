-- One row is one entity that a list as of the date may name: known, started, not ended, as it was known on the date, and not
-- ruled out by the pack. The braces hold the pack's condition over e and as_of.
WITH today AS (SELECT CAST($as_of AS DATE) AS as_of),
version AS (
  SELECT *, lead(known_on) OVER (PARTITION BY entity_id ORDER BY known_on) AS known_until FROM entity
),
last_inspection AS (
  SELECT i.entity_id, max(i.inspected_on) AS inspected_on
  FROM inspection AS i, today
  WHERE i.known_on <= today.as_of AND (i.known_until IS NULL OR i.known_until > today.as_of) AND i.inspected_on <= today.as_of
  GROUP BY i.entity_id
)
SELECT
  $model AS model, e.entity_id, today.as_of, e.name, e.sector, e.territory,
  last_inspection.inspected_on AS last_inspected_on
FROM version AS e
CROSS JOIN today
LEFT JOIN last_inspection ON last_inspection.entity_id = e.entity_id
WHERE (e.known_on IS NULL OR e.known_on <= today.as_of)
  AND (e.known_until IS NULL OR e.known_until > today.as_of)
  AND (e.started_on IS NULL OR e.started_on <= today.as_of)
  AND (e.ended_on IS NULL OR e.ended_on > today.as_of)
  AND ({active})
ORDER BY e.entity_id
