-- One row is a circle of two or three subcontracts, begun within six months of each other, that leads from this employer back to it. It
-- stands as long as all of them lie within that time.
SELECT entity_id, happened_on, known_on, known_until, weight, source_ref, whole AS contracts, first_on AS begun_on, last_on AS closed_on, others
FROM derived.pattern_contract_circle
