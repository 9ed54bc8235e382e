-- One row is a user.
SELECT
  user_id AS entity_id,
  'user ' || user_id AS name,
  'user' AS kind,
  CAST(NULL AS VARCHAR) AS sector,
  CAST(NULL AS VARCHAR) AS territory,
  CAST(NULL AS DOUBLE) AS lat,
  CAST(NULL AS DOUBLE) AS lon,
  CAST(NULL AS DATE) AS started_on,
  CAST(NULL AS DATE) AS ended_on,
  known_on
FROM users
