-- One row is a complaint of undeclared work.
SELECT number AS entity_id, received_on AS happened_on, known_on, known_until, CAST(1 AS DOUBLE) AS weight, 'complaints/' || complaint AS source_ref
FROM complaints
WHERE kind = 'undeclared work'
