-- One row is an employer as it was known on the date, with how many the search finds in all.
WITH version AS (
  SELECT *, row_number() OVER (PARTITION BY entity_id ORDER BY known_on DESC NULLS LAST) AS latest
  FROM entity
  WHERE known_on IS NULL OR known_on <= CAST($as_of AS DATE)
)
SELECT entity_id, coalesce(name, ''), coalesce(kind, ''), coalesce(sector, ''), coalesce(territory, ''), lat, lon, started_on, ended_on,
  CAST(count(*) OVER () AS INTEGER) AS total
FROM version
WHERE latest = 1
  AND (lower(name) LIKE $text ESCAPE '\' OR entity_id LIKE $number ESCAPE '\')
  AND ($any OR contains($territories, chr(31) || territory || chr(31)))
  AND ($sector = '' OR sector = $sector)
ORDER BY name, entity_id
LIMIT $size OFFSET $skip
