-- One row is something that happened to the employer as it was known on the date.
SELECT happened_on, known_on, kind, coalesce(detail, ''), coalesce(source_ref, '')
FROM event
WHERE entity_id = $entity AND known_on <= CAST($as_of AS DATE) AND (known_until IS NULL OR known_until > CAST($as_of AS DATE)) AND happened_on IS NOT NULL
ORDER BY happened_on DESC, kind, source_ref
