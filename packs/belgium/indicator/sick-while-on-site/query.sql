-- One row is a day on which a person was at work on a site, or checked in to clean, and drew sickness benefit.
SELECT entity_id, happened_on, known_on, known_until, CAST(1 AS DOUBLE) AS weight, how AS seen, source_ref
FROM derived.benefit_at_work
WHERE kind = 'sickness'
