-- The extract dates nothing that happened.
SELECT
  CAST(NULL AS VARCHAR) AS entity_id,
  CAST(NULL AS DATE) AS happened_on,
  CAST(NULL AS DATE) AS known_on,
  CAST(NULL AS VARCHAR) AS kind,
  CAST(NULL AS VARCHAR) AS detail,
  CAST(NULL AS VARCHAR) AS source_ref,
  CAST(NULL AS DATE) AS known_until
FROM users
WHERE false
