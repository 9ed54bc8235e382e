-- One row is the place of an employer that was there on the date, as it was known then.
WITH version AS (
  SELECT *, row_number() OVER (PARTITION BY entity_id ORDER BY known_on DESC NULLS LAST) AS latest
  FROM entity
  WHERE known_on IS NULL OR known_on <= CAST($as_of AS DATE)
)
SELECT lat, lon
FROM version
WHERE latest = 1 AND lat IS NOT NULL AND lon IS NOT NULL AND (ended_on IS NULL OR ended_on > CAST($as_of AS DATE))
  AND ($any OR contains($territories, chr(31) || territory || chr(31)))
ORDER BY entity_id
