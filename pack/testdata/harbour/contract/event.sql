-- One row is a declaration; nothing else happens in this country.
SELECT employer_no AS entity_id, start_on AS happened_on, known_on, 'hiring' AS kind, kind AS detail, worker_no AS source_ref
FROM hiring
