-- One row is an address at which this employer and others have two workers at most each, and how many they are, as long as that holds.
SELECT entity_id, happened_on, known_on, known_until, weight, source_ref, weight AS employers
FROM derived.pattern_letterbox
