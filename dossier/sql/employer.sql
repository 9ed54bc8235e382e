-- One row is the employer as it was known on the date.
SELECT entity_id, coalesce(name, ''), coalesce(kind, ''), coalesce(sector, ''), coalesce(territory, ''), lat, lon, started_on, ended_on
FROM entity
WHERE entity_id = $entity AND (known_on IS NULL OR known_on <= CAST($as_of AS DATE))
ORDER BY known_on DESC NULLS LAST
LIMIT 1
