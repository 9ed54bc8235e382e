-- One row is a failed firm of which a large part of the staff, the clients or the sites went over to this employer, and how many did, as
-- long as no more is known. Two kinds of them are a business that went over as a whole.
SELECT entity_id, happened_on, known_on, known_until, CAST(1 AS DOUBLE) AS weight, source_ref, weight AS moved, whole AS of, 'staff' AS went_over, others AS failed, first_on, last_on
FROM derived.pattern_staff_transfer
UNION ALL
SELECT entity_id, happened_on, known_on, known_until, CAST(1 AS DOUBLE), source_ref, weight, whole, 'client', others, first_on, last_on
FROM derived.pattern_client_transfer
UNION ALL
SELECT entity_id, happened_on, known_on, known_until, CAST(1 AS DOUBLE), source_ref, weight, whole, 'site', others, first_on, last_on
FROM derived.pattern_site_transfer
