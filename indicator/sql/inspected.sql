-- One row is one inspection with the outcome that was known on the date, and its entity as it was known on the eve.
CREATE OR REPLACE TEMP TABLE inspected AS
WITH known AS (
  SELECT i.inspection_id, i.entity_id, i.inspected_on, i.channel, i.phenomenon, {positive} AS positive
  FROM inspection AS i
  WHERE i.known_on <= CAST('{as_of}' AS DATE) AND (i.known_until IS NULL OR i.known_until > CAST('{as_of}' AS DATE)) AND i.inspected_on >= CAST('{since}' AS DATE)
)
SELECT k.inspection_id, k.entity_id, k.inspected_on, k.phenomenon, k.positive,
  coalesce(k.channel, '') AS channel, coalesce(e.sector, '') AS sector, coalesce(e.territory, '') AS territory
FROM known AS k
ASOF LEFT JOIN (SELECT entity_id, sector, territory, coalesce(known_on, DATE '0001-01-01') AS known_on FROM entity) AS e
  ON e.entity_id = k.entity_id AND e.known_on < k.inspected_on
WHERE k.positive IS NOT NULL
