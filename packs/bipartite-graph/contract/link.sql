-- One row is a tie of a user to a community.
SELECT
  user_id AS entity_id,
  'community ' || community AS resource_id,
  'community' AS resource_kind,
  known_on AS from_on,
  CAST(NULL AS DATE) AS to_on,
  known_on,
  CAST(1 AS DOUBLE) AS weight
FROM edges
