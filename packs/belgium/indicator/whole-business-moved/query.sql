-- One row is a failed firm of which a large part of the staff, the clients or the sites went over to this employer, and how many did, as
-- long as no more is known. Two kinds of them are a business that went over as a whole.
SELECT entity_id, happened_on, known_on, known_until, CAST(1 AS DOUBLE) AS weight, detail, source_ref
FROM derived.pattern_staff_transfer
UNION ALL
SELECT entity_id, happened_on, known_on, known_until, CAST(1 AS DOUBLE), detail, source_ref
FROM derived.pattern_client_transfer
UNION ALL
SELECT entity_id, happened_on, known_on, known_until, CAST(1 AS DOUBLE), detail, source_ref
FROM derived.pattern_site_transfer
