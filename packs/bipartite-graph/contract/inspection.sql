-- One row is a user as one inspection, on a day of the year before the extract that the lot decides (the digest of the user's
-- number). Each day 27 are seen, and what was seen counts from that day on for those who share a community.
WITH dealt AS (
  SELECT user_id, banned, known_on, row_number() OVER (ORDER BY md5(user_id), user_id) AS place, count(*) OVER () AS users FROM users
)
SELECT
  user_id AS inspection_id,
  user_id AS entity_id,
  known_on + CAST(1 + (place - 1) * 365 // users AS INTEGER) AS inspected_on,
  known_on + CAST(1 + (place - 1) * 365 // users AS INTEGER) AS known_on,
  'lot' AS channel,
  CASE WHEN banned = 1 THEN 'banned' ELSE 'not banned' END AS outcome,
  'banned' AS phenomenon,
  CAST(NULL AS DOUBLE) AS amount_assessed,
  CAST(NULL AS DOUBLE) AS amount_collected,
  CAST(NULL AS DOUBLE) AS selection_probability,
  CAST(NULL AS VARCHAR) AS inspector_group,
  CAST(NULL AS DATE) AS known_until -- the extract was made once: nothing of it was corrected
FROM dealt
