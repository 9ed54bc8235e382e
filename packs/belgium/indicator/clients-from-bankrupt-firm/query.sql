-- One row is a bankrupt firm of which at least three clients, and three tenths of all, came to this employer around its bankruptcy without
-- having been here before, as long as no more is known. The traced pattern says who, and when.
SELECT
  entity_id,
  happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  weight AS moved, whole AS clients, others AS firm,
  source_ref
FROM derived.pattern_client_transfer
