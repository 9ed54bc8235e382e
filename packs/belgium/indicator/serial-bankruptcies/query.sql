-- One row is a person who leads this employer and led others that went bankrupt within five years, and how many, as long as no more is
-- known and the person leads it.
SELECT entity_id, happened_on, known_on, known_until, weight, source_ref, weight AS firms, first_on, last_on, others
FROM derived.pattern_serial_bankruptcy
