-- One row is a pattern of an entity as it was known on the day.
SELECT entity_id, happened_on, weight, whole, others, resources, known_on, first_on, last_on, source_ref
FROM {table}
WHERE known_on <= CAST(? AS DATE) AND (known_until IS NULL OR known_until > CAST(? AS DATE)) AND (? = '' OR entity_id = ?)
ORDER BY known_on DESC, weight DESC, entity_id, others, resources
