-- One row is an employer as it was known from a day on: a new row whenever the register corrected it, or the gazette published
-- its end.
WITH change AS (
  SELECT number, known_on FROM employers
  UNION
  SELECT number, known_on FROM closures
)
SELECT
  e.number AS entity_id,
  e.name,
  e.legal_form AS kind,
  e.sector,
  e.territory,
  e.lat,
  e.lon,
  e.started_on,
  c.ended_on,
  change.known_on
FROM change
JOIN employers AS e
  ON e.number = change.number AND e.known_on <= change.known_on AND (e.known_until IS NULL OR e.known_until > change.known_on)
LEFT JOIN closures AS c
  ON c.number = change.number AND c.known_on <= change.known_on AND (c.known_until IS NULL OR c.known_until > change.known_on)
