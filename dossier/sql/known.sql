-- One row is one of the employers asked for, as it was known on the date.
WITH version AS (
  SELECT *, row_number() OVER (PARTITION BY entity_id ORDER BY known_on DESC NULLS LAST) AS latest
  FROM entity
  WHERE entity_id IN (SELECT unnest(string_split($ids, chr(31)))) AND (known_on IS NULL OR known_on <= CAST($as_of AS DATE))
)
SELECT entity_id, coalesce(name, ''), coalesce(kind, ''), coalesce(sector, ''), coalesce(territory, ''), lat, lon, started_on, ended_on
FROM version
WHERE latest = 1
