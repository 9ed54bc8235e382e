-- One row is a territory with the employers that were there on the date, as they were known then.
WITH version AS (
  SELECT *, row_number() OVER (PARTITION BY entity_id ORDER BY known_on DESC NULLS LAST) AS latest
  FROM entity
  WHERE known_on IS NULL OR known_on <= CAST($as_of AS DATE)
)
SELECT coalesce(territory, ''), CAST(count(*) AS INTEGER)
FROM version
WHERE latest = 1 AND (ended_on IS NULL OR ended_on > CAST($as_of AS DATE))
GROUP BY coalesce(territory, '')
