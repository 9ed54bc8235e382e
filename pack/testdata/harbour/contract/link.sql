-- One row is a worker hired by an employer.
SELECT employer_no AS entity_id, worker_no AS resource_id, 'person' AS resource_kind, start_on AS from_on, NULL::DATE AS to_on,
       known_on, 1.0 AS weight
FROM hiring
