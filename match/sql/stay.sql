-- One row is a time in which one of two records, each given as the matching names it (source:id, or id where there is one source), was of an entity.
SELECT CASE WHEN record IN ($2, $3) THEN record ELSE source || ':' || record END AS record, entity, CAST(known_on AS VARCHAR), coalesce(CAST(known_until AS VARCHAR), '')
FROM resolved_entity
WHERE match = $1 AND (record IN ($2, $3) OR source || ':' || record IN ($2, $3))
ORDER BY known_on, record
