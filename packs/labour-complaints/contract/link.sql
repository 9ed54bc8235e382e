-- One row would be a tie of a business to a resource it shares with others. The extract has none: zip codes are too wide,
-- and businesses are pseudonyms.
SELECT
  CAST(NULL AS VARCHAR) AS entity_id,
  CAST(NULL AS VARCHAR) AS resource_id,
  CAST(NULL AS VARCHAR) AS resource_kind,
  CAST(NULL AS DATE) AS from_on,
  CAST(NULL AS DATE) AS to_on,
  CAST(NULL AS DATE) AS known_on,
  CAST(NULL AS DOUBLE) AS weight
FROM complaints
WHERE false
